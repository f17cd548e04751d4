"""What runs Python on a page, by its own buttons in three browsers: run, changed, stopped, and run again."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from course_build.experiments.playground import playground
from course_build.experiments.playground_controls import Controls
from course_build.markdown.playground import FIRST
from course_build.markdown.playground_view import view
from tests import browsers
from tests.browsers.driven import Driven
from tests.parity.text import assert_same
from tests.serving import serve
from tests.web.playground import PAGE, address_of

ARRIVES = 120
"""Seconds within which Python comes and answers, on a machine that does much else."""
LESSON = "lessons/02-techniques/"
CELL = '[data-cell="choose-the-axis"]'
LIVE = '[data-part="live"]'
PLAYGROUND = '[data-part="playground"]'
STOP = '.course-status__button[aria-keyshortcuts="Escape"]'
LONGEST = Controls(layout="N,T,D", batch=256, features=512)


@pytest.fixture(scope="module", params=browsers.NAMES)
def browser(request, chrome) -> Iterator[Driven]:
    with browsers.start(request.param, chrome) as started:
        yield started


@pytest.fixture(scope="module")
def patient(site, tmp_path_factory) -> Iterator[str]:
    """The address of the site with cells that may take a minute: a slow machine needs longer to import numpy."""
    copy = tmp_path_factory.mktemp("patient") / "site"
    shutil.copytree(site, copy)
    page = copy / LESSON / "index.html"
    html = page.read_text("utf-8")
    assert 'data-seconds="10"' in html
    page.write_text(html.replace('data-seconds="10"', 'data-seconds="60"'), "utf-8")
    with serve(copy) as address:
        yield address


@pytest.fixture
def opened(browser, patient) -> Iterator[Callable[[str], Driven]]:
    """Return a function that opens a page, which has to complain of nothing."""
    # What the page before said is not of this one, which is loaded anew.
    browser.open("about:blank")
    before = len(browser.console)

    def open_page(path: str) -> Driven:
        browser.open(patient + path)
        return browser

    yield open_page
    assert browser.console[before:] == []


def text(browser: Driven, selector: str) -> str:
    """Return the text of an element, or nothing where there is none."""
    return browser.evaluate("(selector) => document.querySelector(selector)?.innerText ?? ''", selector)


def wait(browser: Driven, function: str, argument: Any = None) -> None:
    """Wait until a function of the page gives something true."""
    end = time.monotonic() + ARRIVES
    while not browser.evaluate(function, argument):
        said = browser.evaluate("() => [...document.querySelectorAll('.course-status')].map((one) => one.innerText)")
        assert time.monotonic() < end, f"{function} {argument}; the page says {said}"
        time.sleep(0.1)


def wait_for_text(browser: Driven, selector: str, wanted: str) -> None:
    wait(
        browser,
        "([selector, wanted]) => document.querySelector(selector)?.innerText.includes(wanted)",
        [selector, wanted],
    )


def press_stop(browser: Driven, part: str) -> None:
    """Press Stop once it is there; the part says that it stopped."""
    wait(browser, "(stop) => document.querySelector(stop)?.checkVisibility()", f"{part} {STOP}")
    browser.click(f"{part} {STOP}")
    wait_for_text(browser, f"{part} .course-status", "Stopped by you.")


def write(browser: Driven, code: str) -> None:
    """Replace the code of the cell, and run it by keyboard."""
    browser.click(f"{CELL} .cm-content")
    browser.press("Control+a")
    browser.type(code)
    browser.press("Control+Enter")


def test_a_cell(opened):
    browser = opened(LESSON)
    output = f"{CELL} .course-cell__output"
    built = text(browser, output)
    browser.evaluate("(output) => { document.querySelector(output).firstElementChild.id = 'built'; }", output)
    browser.click(f'{CELL} [data-do="run"]')
    wait(browser, "(cell) => document.querySelector(`${cell} .cm-content`) && !document.getElementById('built')", CELL)
    assert_same(text(browser, output), built)
    write(browser, "1 + 1")
    wait_for_text(browser, f"{CELL} .course-cell__value", "2")
    write(browser, "while True: pass")
    press_stop(browser, CELL)
    write(browser, "40 + 2")
    wait_for_text(browser, f"{CELL} .course-cell__value", "42")


def choose(browser: Driven, **values: str) -> None:
    """Choose values of the live figure."""
    browser.evaluate(
        """([part, values]) => {
            for (const [name, value] of Object.entries(values)) {
                const select = document.querySelector(`${part} select[name=${name}]`);
                select.value = value;
                select.dispatchEvent(new Event("change", { bubbles: true }));
            }
        }""",
        [LIVE, values],
    )


def test_a_live_figure(opened):
    browser = opened("figures/f01/")
    # The longest: nothing learns.
    choose(browser, network="b", rate="0.01")
    browser.click(f"{LIVE} button")
    press_stop(browser, LIVE)
    choose(browser, network="a", rate="0.1")
    browser.click(f"{LIVE} button")
    wait_for_text(browser, f"{LIVE} .course-live__verdict", "Matches the published result")


def test_the_playground(opened):
    browser = opened(PAGE + address_of(replace(FIRST, batch=2)))
    shows(browser, replace(FIRST, batch=2))
    go(browser, LONGEST)
    press_stop(browser, PLAYGROUND)
    go(browser, replace(FIRST, batch=16))
    shows(browser, replace(FIRST, batch=16))


def go(browser: Driven, controls: Controls) -> None:
    browser.evaluate("(hash) => { location.hash = hash; }", address_of(controls))


def shows(browser: Driven, controls: Controls) -> None:
    """Wait until the playground shows a state, with the numbers of the build."""
    outcome = playground(controls)
    shown = "document.querySelector(`${part} .course-playground__code code`).textContent"
    wait(browser, f"([part, code]) => {shown}.trimEnd() === code", [PLAYGROUND, outcome.code])
    for side, values in view(controls, outcome).statistics.items():
        found = browser.evaluate(
            "(cells) => [...document.querySelectorAll(cells)].map((one) => one.innerText)",
            f"{PLAYGROUND} [data-side={side}] td",
        )
        assert found == list(values)
