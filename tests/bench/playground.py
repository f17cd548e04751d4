"""What lies between a slider of the playground and the picture, beside the time that numpy takes."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Page, expect, sync_playwright

from course_build.browser.build import Python
from course_build.experiments.playground_controls import Controls
from course_build.project import Project
from tests import ROOT, browser
from tests.runtime_script import runtime_script
from tests.serving import serve
from tests.web.playground import PAGE, PART, PATIENCE, address_of, go

CHANGES = 100
FRAME = 1000 / 60
STATE = Controls(technique="layer", layout="N,D", batch=256, features=512)
SPANS = """
const heard = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage");
window.spans = [];
Object.defineProperty(MessagePort.prototype, "onmessage", { ...heard, set(listener) {
    let start = 0;
    heard.set.call(this, (event) => {
        if (event.data?.kind === "started") start = performance.now();
        if (event.data?.kind === "ended") window.spans.push(performance.now() - start);
        listener(event);
    });
} });
"""
"""Keeps how long each call was in Python, with what makes JSON of its result."""
CHANGE = """async (count) => {
    const slider = document.querySelector("#playground-gamma");
    const code = document.querySelector(".course-playground__code code");
    const times = [];
    for (let at = 0; at < count; at += 1) {
        await new Promise((next) => setTimeout(next, 30 + 7 * (at % 5)));
        const drawn = new Promise((resolve) => {
            const watch = new MutationObserver(() => { watch.disconnect(); resolve(); });
            watch.observe(code, { childList: true, characterData: true, subtree: true });
        });
        const start = performance.now();
        slider.value = String(10 + (at % 30));
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await drawn;
        // The frame that shows it is done when what comes after it runs.
        await new Promise((next) => requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { port1.close(); next(); };
            port2.postMessage(0);
        }));
        times.push(performance.now() - start);
    }
    return times;
}"""
OWN = f"""
import time
from course_build.experiments.playground import playground
from course_build.experiments.playground_controls import Controls
times = []
for at in range({CHANGES}):
    state = Controls(technique="layer", layout="N,D", batch=256, features=512, gamma=-1 + (at % 30) / 10)
    start = time.perf_counter()
    playground(state)
    times.append(1000 * (time.perf_counter() - start))
times
"""


def slider_to_paint() -> None:
    """From a change of gamma at (256, 512) to the painted result, beyond what the same states take in Python alone."""
    print(
        "\nPlayground: slider to painted result at (256, 512) (goal: p95 of 2 frames beyond numpy's own time, then 1)"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        with serve(site) as address:
            chrome = playwright.chromium.launch(executable_path=browser.find(), args=browser.FLAGS)
            page = chrome.new_page()
            own = np.array(_own_times(page, address))
            page.add_init_script(SPANS)
            page.goto(address + PAGE + address_of(replace(STATE, gamma=0.5)))
            expect(page.locator(f"{PART} .course-playground__code code")).to_contain_text(
                "(256, 512, 1, 1)", timeout=PATIENCE
            )
            go(page, replace(STATE, gamma=2.0))
            page.wait_for_timeout(3000)
            page.evaluate("() => { spans.length = 0; }")
            whole, spans = np.array(page.evaluate(CHANGE, CHANGES)), np.array(page.evaluate("() => spans"))
            # Each change without its own time in Python, so that what else the machine does there cancels.
            beyond = whole - spans + np.median(spans) - np.median(own)
            chrome.close()
    print(f"  Python alone    median {np.median(own):.1f} ms, p95 {np.quantile(own, 0.95):.1f} ms")
    for name, value in (("median", np.median(beyond)), ("p95", np.quantile(beyond, 0.95))):
        print(f"  beyond, {name:6s}  {value:.1f} ms, {value / FRAME:.2f} frames")


def _own_times(page: Page, address: str) -> list[float]:
    """Return the milliseconds that the states take in the browser's Python, without a page around them."""
    script = runtime_script()
    page.route("**/bench-runtime.js", lambda route: route.fulfill(body=script, content_type="text/javascript"))
    page.goto(address)
    page.add_script_tag(url=f"{address}bench-runtime.js")
    ended = page.evaluate(
        """async ([files, base, code]) => {
            const python = new coursePython.PythonRuntime(JSON.parse(files), base);
            await python.run("1");
            await new Promise((next) => setTimeout(next, 3000));
            return python.run(code, { seconds: 60 });
        }""",
        [Python(Project(ROOT)).publish(), f"{address}generated/", OWN],
    )
    return json.loads(ended["text"])
