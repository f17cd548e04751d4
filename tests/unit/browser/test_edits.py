"""The changes of Pyodide's script: each told, and none made by guess."""

import json
import subprocess

import pytest

from course_build.assets.node import find_node
from course_build.browser.edits import EDITS, LINKING, edited, told
from course_build.errors import CourseError

TEXT = "".join(edit.old for edit in EDITS)
"""A script in which each change finds its place."""


def test_each_change_is_made():
    text = edited(TEXT)
    assert LINKING.read_text() in text
    assert "/* linking.js */" not in text
    for edit in EDITS[1:]:
        assert edit.new in text


@pytest.mark.parametrize("times", [0, 2])
def test_a_script_that_lacks_the_place_of_a_change_stops_the_build(times):
    with pytest.raises(CourseError) as caught:
        edited(TEXT.replace(EDITS[2].old, EDITS[2].old * times))
    assert caught.value.place == "pyodide.asm.mjs"
    assert f"{EDITS[2].old!r} stands there {times} times" in str(caught.value)
    assert EDITS[2].purpose in caught.value.cure
    assert EDITS[3].purpose not in caught.value.cure


def test_who_gets_the_script_is_told_each_change():
    text = told()
    assert LINKING.read_text().strip() in text
    for edit in EDITS:
        assert edit.purpose in text
        assert edit.old.strip() in text


LINKER = """
const wasmTypeCodes = { i: 127, p: 127, j: 126, f: 125, d: 124, e: 111 };
const wasmTable = new WebAssembly.Table({ element: "anyfunc", initial: 1 });
const functionsInTableMap = new Map();
const getFunctionAddress = (one) => functionsInTableMap.get(one) ?? 0;
const setWasmTableEntry = (at, one) => wasmTable.set(at, one);
const addFunction = (one) => functionsInTableMap.set(one, 100).get(one);
const isInternalSym = (name) => name === "memory";
const scripts = {
  add: Object.assign((a, b) => a + b, { sig: "did" }),
  note: Object.assign((a) => { noted = a; }, { sig: "vj" }),
};
const resolveGlobalSymbol = (name) => ({ sym: scripts[name] });
let noted;
const GOT = {};
"""
"""What the functions of linking.js find around them, in small."""
ASKED = """
for (const name of ["add", "early"]) enterSymbol(name);
enterMainExports({ early: () => {}, late: { value: 7 }, memory: { value: 1 }, tag: {} });
for (const name of ["note", "late", "memory", "tag"]) enterSymbol(name);
const names = takeUnresolved();
const place = (name) => wasmTable.get(functionsInTableMap.get(scripts[name]));
place("note")(5n);
console.log(JSON.stringify({
  names, again: takeUnresolved(), early: GOT.early.value, late: GOT.late.value, length: wasmTable.length,
  added: place("add")(1, 0.5), noted: String(noted), resolved: ["early", "late", "tag", "none"].map(isResolved),
}));
"""


def test_names_are_entered_when_asked_for_and_functions_wrapped_together():
    node = find_node()
    assert node
    script = LINKER + LINKING.read_text() + ASKED
    done = subprocess.run([node / "node", "-e", script], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "names": ["add", "note", "memory", "tag"],
        "again": [],
        "early": 100,
        "late": 7,
        "length": 3,
        "added": 1.5,
        "noted": "5",
        "resolved": [True, True, False, False],
    }
