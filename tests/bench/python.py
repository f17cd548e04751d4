"""Python in the browser against Pyodide as it comes: a bare page, its own files, a worker, numpy, the same code."""

import functools
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import BrowserType, sync_playwright

from course_build.assets.bundle import run_esbuild
from course_build.browser.build import Python
from course_build.browser.fetch import fetch
from course_build.browser.manifest import Manifest
from course_build.project import Project
from tests import ROOT, browser
from tests.bench.host import Host, brotlied, gzipped, serve
from tests.web.conftest import SAVES_DATA

ROUNDS = 5
STAY = 3000
"""Milliseconds that a reader stays after the first result: browsers keep what they compiled some time after that."""
LESSON = "/lessons/02-techniques/"
QUIET = "/lessons/08-takeaways/"
"""A page on which nothing runs Python: here it is stopped, by a script of the bench."""
STOCK = "/stock/"
FIRST = ("worker", "wasm", "early", "boot")
CODE = """
import numpy as np
rng = np.random.default_rng(0)
x = rng.normal(size=(256, 64))
y = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-5)
round(float(y.std()), 6)
"""
CLICK = """() => new Promise((done, failed) => {
    const cell = document.querySelector('[data-part="cell"]');
    const output = cell.querySelector(".course-cell__output");
    const start = performance.now();
    new MutationObserver(() => {
        const value = output.querySelector(".course-cell__value");
        if (value && /^\\d[.]\\d+$/.test(value.textContent)) done(performance.now() - start);
        else failed(new Error(output.textContent));
    }).observe(output, { childList: true });
    cell.querySelector('[data-do="run"]').click();
})"""
"""Presses Run of the cell; gives the milliseconds until its result is on the page."""
WARM = f"""async () => {{
    await new Promise((here) => {{
        // What is asked for when Python has started.
        const isRest = (one) => /[/]python[/].*rest[.]/.test(one.name);
        new PerformanceObserver((list) => {{
            if (list.getEntries().some(isRest)) here();
        }}).observe({{ type: "resource", buffered: true }});
        document.querySelector('[data-part="cell"]').scrollIntoView();
    }});
    await ({CLICK})();
    return performance.now();
}}"""
"""Brings the cell in sight, presses Run once Python is there; gives the milliseconds since the page was asked for."""
STOP = "() => bench.run().then(() => bench.stop(3000)).then(async (spare) => [spare, await bench.stop(0)])"


def python_in_the_browser() -> None:
    """Print one table: what, goal, goal after it, measured."""
    with tempfile.TemporaryDirectory() as folder:
        files, host = _host(Path(folder))
        first = [host.content(f"/generated/{files[name]['path']}") or b"" for name in FIRST]
        scripts = [host.content(path) or b"" for path in _scripts(host)]
        with serve(host), sync_playwright() as playwright:
            # Everything is compressed once, before a clock runs.
            _visit(playwright.chromium, host.address + STOCK, "() => window.bench?.at")
            _visit(playwright.chromium, host.address + LESSON, CLICK)
            rounds = [_round(playwright.chromium, host) for _ in range(ROUNDS)]
    found = {name: np.median([one[name] for one in rounds]) for name in rounds[0]}
    print("\nPython in the browser, medians of", ROUNDS, "rounds; a ratio is over Pyodide as it comes")
    print(f"  {'':47s} {'goal':>8s} {'then':>8s} {'measured':>9s}")
    over = {
        name: float(np.median([one[name] / one[stock] for one in rounds]))
        for name, stock in (("click", "stock"), ("click later", "stock later"), ("warm", "stock"))
    }
    for what, goal, then, measured in (
        ("first use to result, cold", "0.35", "0.25", f"{over['click']:.2f}"),
        ("the same on a later visit", "0.35", "0.25", f"{over['click later']:.2f}"),
        ("navigation to result, with warm-up", "0.50", "0.35", f"{over['warm']:.2f}"),
        ("bytes to the first result, brotli", "7 MB", "5.5 MB", _megabytes(brotlied(one, 9) for one in first)),
        ("bytes to the first result, gzip", "7 MB", "5.5 MB", _megabytes(map(gzipped, first))),
        ("bytes of Python before first use", "0", "0", f"{found['before']:.0f}"),
        ("Stop to the next result, with a spare", "50 ms", "", f"{found['spare']:.0f} ms"),
        ("Stop to the next result, without", "1000 ms", "", f"{found['no spare']:.0f} ms"),
        ("our script on a lesson, gzip", "60 kB", "40 kB", f"{sum(len(gzipped(one)) for one in scripts) / 1e3:.0f} kB"),
    ):
        print(f"  {what:47s} {goal:>8s} {then:>8s} {measured:>9s}")
    seconds = ", ".join(f"{name} {found[name] / 1000:.2f}" for name in ("stock", "click", "stock later", "click later"))
    print(f"  in seconds: {seconds}, warm {found['warm'] / 1000:.2f}")


def _host(folder: Path) -> tuple[dict, Host]:
    project = Project(ROOT)
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    listing = Python(project).publish()
    if listing == "null":
        sys.exit("Python could not be made; the log of the build says why.")
    out = folder / "page.js"
    run_esbuild(
        str(ROOT / "tests" / "bench" / "page.ts"),
        *("--bundle", "--format=iife", "--minify", f"--outfile={out}"),
        *(f"--define:FILES={listing}", f"--define:CODE={json.dumps(CODE)}"),
    )
    lesson, quiet = ((site / one.strip("/") / "index.html").read_text("utf-8") for one in (LESSON, QUIET))
    stock = fetch(Manifest.read(), project.cache / "browser")["pyodide.mjs"].parent
    here = Path(__file__).parent / "stock"
    files = {
        LESSON: re.sub(
            r'(data-part="cell".*?<code>).*?</code>', rf"\1{CODE}</code>", lesson, count=1, flags=re.S
        ).encode(),
        QUIET: quiet.replace("</body>", '<script src="/bench.js"></script></body>').encode(),
        "/bench.js": out.read_bytes(),
        f"{STOCK}code.py": CODE.encode(),
        STOCK: (here / "index.html").read_bytes(),
        f"{STOCK}worker.mjs": (here / "worker.mjs").read_bytes(),
    }
    return json.loads(listing), Host({STOCK: stock, "/": site}, files)


def _round(chromium: BrowserType, host: Host) -> dict[str, float]:
    """Return milliseconds and bytes, of one fresh profile each and of a second visit with it."""
    stock, lesson = host.address + STOCK, host.address + LESSON
    found: dict[str, float] = {}
    visit = functools.partial(_visit, chromium)
    for name, url, ask in (("stock", stock, "() => window.bench?.at"), ("click", lesson, CLICK)):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            found[name] = visit(url, ask, profile, saves_data=True, stay=STAY)
            found[f"{name} later"] = visit(url, ask, profile, saves_data=True)
    found["warm"] = visit(lesson, WARM)
    host.sent.clear()
    visit(lesson, "() => new Promise((next) => setTimeout(next, 1000, 1))")
    found["before"] = sum(size for path, size in host.sent if "/generated/python/" in path)
    found["spare"], found["no spare"] = visit(host.address + QUIET, STOP)
    return found


def _visit(
    chromium: BrowserType, url: str, ask: str, profile: str = "", *, saves_data: bool = False, stay: int = 0
) -> Any:
    """Open a page in a browser of its own; return what it tells, once it does."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as fresh:
        context = chromium.launch_persistent_context(
            profile or fresh, executable_path=browser.find(), args=browser.FLAGS, headless=True
        )
        page = context.new_page()
        if saves_data:
            page.add_init_script(SAVES_DATA)
        page.goto(url)
        told = page.evaluate(ask)
        while told is None:
            page.wait_for_timeout(50)
            told = page.evaluate(ask)
        if stay:
            page.wait_for_timeout(stay)
        context.close()
    return told


def _scripts(host: Host) -> list[str]:
    """Return the paths of our scripts on the lesson."""
    page = (host.content(LESSON) or b"").decode()
    found = re.findall(r'<script[^>]* src="(?:\.\./)*(generated/[^"]+)"', page)
    return [f"/{path}" for path in found]


def _megabytes(contents: Any) -> str:
    return f"{sum(map(len, contents)) / 1e6:.2f} MB"


if __name__ == "__main__":
    python_in_the_browser()
