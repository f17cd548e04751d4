"""The first result of Python from files, and the first paint of the course in one file, over those from a server."""

import functools
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import numpy as np
from playwright.sync_api import BrowserType, sync_playwright

from course_build.browser.build import Python
from course_build.export.finished import FinishedSite
from course_build.export.offline import export_offline
from course_build.export.single import export_single
from course_build.project import Project
from tests import ROOT, browser
from tests.runtime_script import runtime_script
from tests.serving import serve

ROUNDS = 5
PAGE = "sources/index.html"
SCRIPT = "generated/bench.js"
CODE = "import numpy as np\nfloat(np.random.default_rng(0).normal(size=(256, 64)).std())"
RUN = """async ([files, base, code]) => {
    const start = performance.now();
    const ended = await new coursePython.PythonRuntime(JSON.parse(files), base).run(code);
    return ended.kind === "result" ? performance.now() - start : NaN;
}"""

PAINTED = """() => new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
})"""


def offline_ratio() -> None:
    """Fresh profiles, in turns; the server sends plain files, so both read the same disk."""
    project = Project(ROOT)
    files = Python(project).publish()
    if files == "null":
        sys.exit("Python could not be made; the log of the build says why.")
    with tempfile.TemporaryDirectory() as temporary:
        archive, one_file, built = (Path(temporary) / name for name in ("course.zip", "course.html", "site"))
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(built)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        site = FinishedSite(built)
        export_offline(site, archive)
        export_single(site, one_file)
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(temporary)
        folder = Path(temporary) / f"{site.course}-course"
        script = runtime_script()
        (folder / SCRIPT).write_bytes(script)
        with serve(built, {SCRIPT: script}) as hosted, sync_playwright() as playwright:
            visit = functools.partial(_visit, playwright.chromium, files)
            rounds = [(visit(f"{folder.as_uri()}/"), visit(hosted)) for _ in range(ROUNDS)]
            paint = functools.partial(_painted, playwright.chromium)
            paints = [(paint(one_file.as_uri()), paint(hosted)) for _ in range(ROUNDS)]
        size, size_of_one = archive.stat().st_size, one_file.stat().st_size
    ratio = float(np.median([one / other for one, other in rounds]))
    from_files, from_server = np.median(rounds, axis=0) / 1000
    print("\nThe offline copy")
    print(f"  zip file (goal: at most 20 MB)                         {size / 1e6:.1f} MB")
    print(f"  first result, over that of a server (goal: at most 1.6)  {ratio:.2f}")
    print(f"  in seconds: from files {from_files:.2f}, from a server {from_server:.2f}")
    ratio = float(np.median([one / other for one, other in paints]))
    from_file, from_server = np.median(paints, axis=0) / 1000
    print("\nThe course in one file")
    print(f"  the file (goal: at most 16 MB)                         {size_of_one / 1e6:.1f} MB")
    print(f"  largest paint, over that of the hosted home page (goal: at most 2)  {ratio:.2f}")
    print(f"  in seconds: the file {from_file:.2f}, from a server {from_server:.2f}")


def _visit(chromium: BrowserType, files: str, base: str) -> float:
    """Return the milliseconds from the first use of Python to its result, in a browser of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = chromium.launch_persistent_context(
            profile, executable_path=browser.find(), args=browser.FLAGS, headless=True
        )
        page = context.new_page()
        page.goto(f"{base}{PAGE}")
        page.add_script_tag(url=f"{base}{SCRIPT}")
        took: float = page.evaluate(RUN, [files, f"{base}{SCRIPT}", CODE])
        context.close()
    return took


def _painted(chromium: BrowserType, address: str) -> float:
    """Return the milliseconds until the largest thing of the first screen is there, in a browser of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        context = chromium.launch_persistent_context(
            profile, executable_path=browser.find(), args=browser.FLAGS, headless=True
        )
        page = context.new_page()
        page.goto(address)
        # What comes later may be larger.
        page.wait_for_timeout(2000)
        took: float = page.evaluate(PAINTED)
        context.close()
    return took


if __name__ == "__main__":
    offline_ratio()
