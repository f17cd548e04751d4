"""One page of the built site for the whole suite: in it, Python runs in the site's own worker."""

import json

import pytest

from course_build.browser.build import Python
from course_build.cells.model import Cell
from tests import ROOT
from tests.runtime_script import runtime_script

CASES = ROOT / "tests" / "parity" / "cases.py"
SLOW = 6
"""How much longer than a reader's a machine may take that does much else."""


RUN = """async (cells) => {
    const python = new coursePython.PythonRuntime(files, base);
    const outputs = [];
    for (const { code, name, isolated, seconds } of cells) {
        let printed = "";
        const print = (_, text) => { printed += text; };
        outputs.push({ ...await python.run(code, { name, isolated, seconds, print }), printed });
    }
    return outputs;
}"""


@pytest.fixture(scope="session")
def tab(chrome, address, project):
    """Return a page in which `coursePython` makes runtimes from `files` and `base`."""
    listing = Python(project).publish()
    assert listing != "null", "Python could not be made; the log of the build says why"
    script = runtime_script()
    page = chrome.new_page()
    page.route("**/test-runtime.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(address)
    page.add_script_tag(url=f"{address}test-runtime.js")
    page.evaluate(
        "([files, base]) => Object.assign(window, { files: JSON.parse(files), base })",
        [listing, f"{address}generated/"],
    )
    yield page
    page.close()


@pytest.fixture(scope="session")
def in_browser(tab):
    """Return a function that gives the result of a case in the browser."""
    tab.evaluate("() => { window.python = new coursePython.PythonRuntime(files, base); }")

    def run(code: str) -> str:
        ended = tab.evaluate(
            """async (code) => {
                let printed = "";
                const ended = await python.run(code, { seconds: 60, print: (_, text) => { printed += text; } });
                return { ...ended, printed };
            }""",
            code,
        )
        assert ended["kind"] == "result", ended.get("traceback", ended)
        return ended["printed"]

    run(CASES.read_text("utf-8") + "\nimport json\n")
    return lambda name: json.loads(run(f"print(json.dumps(result({name!r})))"))


@pytest.fixture
def run_cells(tab):
    """Return a function that runs the cells of a page in a Python of their own, and gives their outputs."""

    def run(cells: list[Cell]) -> list[dict]:
        asked = [
            {"code": one.source, "name": f"{one.id}.py", "isolated": one.isolated, "seconds": SLOW * one.seconds}
            for one in cells
        ]
        return tab.evaluate(RUN, asked)

    return run


@pytest.fixture(scope="session")
def called(tab):
    """Return a function that gives what a function of ours returns in the browser."""
    tab.evaluate("() => { window.calling = new coursePython.PythonRuntime(files, base); }")

    def call(target: str, argument: object) -> dict:
        ended = tab.evaluate("([target, argument]) => calling.call(target, argument)", [target, argument])
        assert ended["kind"] == "value", ended.get("traceback", ended)
        return ended["value"]

    return call
