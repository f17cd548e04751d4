"""One page of the built site for the whole suite: in it, Python runs in the site's own worker."""

import json

import pytest

from course_build.assets.bundle import run_esbuild
from course_build.browser.build import Python
from tests import ROOT
from tests.web.conftest import address, chrome  # noqa: F401 - fixtures

CASES = ROOT / "tests" / "parity" / "cases.py"


@pytest.fixture(scope="session")
def in_browser(chrome, address, site, project, tmp_path_factory):  # noqa: F811 - the fixtures
    """Return a function that gives the result of a case in the browser."""
    listing = Python(project).publish()
    assert listing != "null", "Python could not be made; the log of the build says why"
    out = tmp_path_factory.mktemp("script") / "runtime.js"
    run_esbuild("src/python/runtime.ts", "--bundle", "--format=iife", "--global-name=coursePython", f"--outfile={out}")
    page = chrome.new_page()
    script = out.read_text()
    page.route("**/test-runtime.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(address)
    page.add_script_tag(url=f"{address}test-runtime.js")
    page.evaluate(
        "([files, base]) => { window.python = new coursePython.PythonRuntime(JSON.parse(files), base); }",
        [listing, f"{address}generated/"],
    )

    def run(code: str) -> str:
        ended = page.evaluate(
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
    yield lambda name: json.loads(run(f"print(json.dumps(result({name!r})))"))
    page.close()
