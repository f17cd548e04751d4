"""What the build changes in Pyodide's script, so that Python starts faster; each change is told where it is shipped.

Pyodide is compiled for speed of its build, not of its start: its linker does much that a start needs once, many times
(`inside/linking.js` says what). A change names the text that it takes the place of, and a Pyodide without that text
stops the build: then someone has to look, and nothing is changed by guess.
"""

from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError

MODULE = "pyodide.asm.mjs"
"""The file that is changed."""
LINKING = Path(__file__).parent / "inside" / "linking.js"


@dataclass(frozen=True)
class Edit:
    """A change of a text that stands in the file once."""

    purpose: str
    old: str
    new: str


EDITS = (
    Edit("add the functions of inside/linking.js", "var GOT={};", "var GOT={};/* linking.js */"),
    Edit(
        "look names up in the main module when they are first asked for",
        'rtn=GOT[symName]=new WebAssembly.Global({value:"i32",mutable:true},-1)',
        "rtn=enterSymbol(symName)",
    ),
    Edit(
        "enter no name of the main module that nobody asks for",
        "updateGOT(origExports);LDSO.init()",
        "enterMainExports(origExports);LDSO.init()",
    ),
    Edit(
        "let the main module's names come before those of libraries",
        "var existingEntry=GOT[symName]&&GOT[symName].value!=-1;",
        "var existingEntry=isResolved(symName);",
    ),
    Edit(
        "resolve the names that are new, and not the whole table",
        "var reportUndefinedSymbols=()=>{for(var[symName,entry]of Object.entries(GOT)){if(entry.value==-1){",
        "var reportUndefinedSymbols=()=>{var names=takeUnresolved();"
        "for(var symName of names){var entry=GOT[symName];if(entry.value==-1){",
    ),
    Edit(
        "report a name that is nowhere to each library that asks for it",
        "else if(!value){throw new Error(`Dynamic linking error: undefined symbol",
        "else if(!value){unresolved=names;throw new Error(`Dynamic linking error: undefined symbol",
    ),
    Edit(
        "let engines read the script's one large function once: what stands in parentheses is read to be run at once",
        "async function _createPyodideModule(moduleArg={}){",
        "var _createPyodideModule=(async function(moduleArg={}){",
    ),
    Edit("close that function", "\n;return moduleRtn}export default", "\n;return moduleRtn});export default"),
)


def told() -> str:
    """Return what those are told who get the changed file, with each change: its license asks for that."""
    pieces = [f"{MODULE} is changed, so that Python starts faster, as follows."]
    pieces += [f"To {edit.purpose}, this:\n\n{edit.old.strip()}\n\nbecame:\n\n{edit.new.strip()}" for edit in EDITS]
    pieces.append(f"And linking.js is:\n\n{LINKING.read_text('utf-8').strip()}")
    return "\n\n".join(pieces)


def edited(text: str) -> str:
    """Return Pyodide's script with all changes made.

    Raises:
        CourseError: What a change takes the place of does not stand there, or more than once.
    """
    wrong = [edit for edit in EDITS if text.count(edit.old) != 1]
    if wrong:
        raise CourseError(
            MODULE,
            "is not the file that the build knows how to change: "
            + "; ".join(f"{edit.old!r} stands there {text.count(edit.old)} times" for edit in wrong),
            "look at these steps of course_build/browser/edits.py: " + "; ".join(edit.purpose for edit in wrong),
        )
    for edit in EDITS:
        text = text.replace(edit.old, edit.new)
    return text.replace("/* linking.js */", LINKING.read_text("utf-8"))
