"""Exercises in the page: what is no try, stopped, and readable; test_whole_way.py fails one and solves it."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.exercises.source import read
from tests import ROOT
from tests.web.conftest import SCHEMES

PAGE = "more/exercises/"
EXERCISE = read(ROOT / "docs" / "exercises" / "rms-norm.py")[0]
WRONG = {one.name: one for one in EXERCISE.wrongs}
ARRIVES = 90_000
"""Milliseconds that Python may take to come and start on a busy machine."""


class Asked:
    """One exercise on an open page."""

    def __init__(self, page, name="rms-norm"):
        self.page = page
        self.name = name
        self.root = page.locator(f'[data-quiz="{name}"]')
        self.button = self.root.locator(".course-quiz__actions > .course-button")
        self.outcome = self.root.locator(".course-quiz__outcome")
        self.checks = self.root.locator("[data-check]")
        self.status = self.root.locator(".course-status")

    @property
    def record(self):
        text = self.page.evaluate(f"localStorage.getItem('normalization/1/answer/{self.name}')")
        return json.loads(text) if text else None

    def tab_to(self, text):
        for _ in range(200):
            if self.page.evaluate("document.activeElement.textContent") == text and self.root.locator(":focus").count():
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the keyboard does not reach {text}")

    def write(self, code):
        """Replace the code, in the editor that has the focus."""
        expect(self.root.locator(".cm-content")).to_be_focused(timeout=ARRIVES)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(code)

    def open(self):
        self.root.get_by_role("button", name="Edit").click()
        expect(self.root.locator(".cm-content")).to_be_visible(timeout=ARRIVES)

    def check(self, code):
        self.root.locator(".cm-content").click()
        self.write(code)
        self.button.click()
        expect(self.button).not_to_have_text("Checking…", timeout=ARRIVES)

    def said(self):
        return [re.sub(r"\s+", " ", one).strip() for one in self.checks.all_inner_texts()]


@pytest.fixture
def opened(address, reader):
    """Return a function that opens the page; it has to complain of nothing."""
    contexts = []

    def open_page(**options):
        context = reader(f"{address}{PAGE}", **options)
        found = context.__enter__()
        contexts.append((context, found))
        return Asked(found.page)

    yield open_page
    for context, found in contexts:
        assert found.complaints == []
        context.__exit__(None, None, None)


def test_what_cannot_be_a_try_is_told_and_is_none(opened):
    asked = opened()
    asked.button.click()
    expect(asked.outcome).to_have_text("This is the code as you found it: change it first.", timeout=ARRIVES)
    # The editor is open, since that is where to go on.
    expect(asked.root.locator(".cm-content")).to_be_focused(timeout=ARRIVES)
    asked.check("def rms_norm(x, gamma, eps=1e-6):\n    return x / ___\n")
    expect(asked.outcome).to_have_text("Line 2 still has a blank: write code where ___ stands.")
    expect(asked.root.locator(".cm-line.course-cell__wrong")).to_contain_text("___")
    asked.check("def rms_norm(x, gamma)\n    return x\n")
    expect(asked.outcome).to_have_text("Python cannot read line 1: expected ':'.")
    assert asked.record is None
    asked.check("print('before')\nnp.ones(3) + np.ones(4)\n")
    expect(asked.outcome).to_contain_text("your code ends with an error")
    expect(asked.root.locator(".course-cell__output")).to_contain_text("Line 2: The shapes (3,) and (4,) do not fit")
    assert not asked.record["right"]


def test_run_runs_after_the_setup_and_stop_ends_a_check(opened):
    asked = opened()
    asked.open()
    asked.root.locator(".cm-content").click()
    asked.write("print(np.arange(3.0))\nnp.ones(2)")
    asked.page.keyboard.press("Control+Enter")
    expect(asked.root.locator(".course-cell__output")).to_contain_text("[0. 1. 2.]", timeout=ARRIVES)
    expect(asked.root.locator(".course-cell__output")).to_contain_text("Array of the shape (2,), float64")
    asked.root.locator(".cm-content").click()
    asked.write("def rms_norm(x, gamma, eps=1e-6):\n    while True: pass\n")
    asked.button.click()
    expect(asked.status).to_contain_text("at most 10 s", timeout=ARRIVES)
    asked.page.keyboard.press("Escape")
    expect(asked.outcome).to_have_text("Stopped by you. Nothing was checked.")
    assert asked.record is None
    asked.check(EXERCISE.solution.text)
    expect(asked.outcome).to_contain_text("Right:", timeout=ARRIVES)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_an_exercise_that_failed_and_a_phone_does_not_scroll(opened, scheme):
    asked = opened(scheme=scheme, width=390)
    asked.open()
    asked.check(WRONG["tokens"].code)
    expect(asked.outcome).to_contain_text("2 of 4 checks pass", timeout=ARRIVES)
    for closed in asked.root.locator("details").all():
        closed.evaluate("one => { one.open = true }")
    found = Axe().run(asked.page, context='[data-quiz="rms-norm"]')
    assert found.response["violations"] == [], found.generate_report()
    assert asked.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_it_reads_and_the_solution_is_closed(chrome, address):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    root = page.locator('[data-quiz="rms-norm"]')
    expect(root.locator(".course-cell__lines")).to_contain_text("return ...")
    expect(root.locator(".course-exercise__checks")).to_contain_text("2 more, which are not shown.")
    solution = root.locator(".course-quiz__answer")
    expect(solution.locator("pre")).to_be_hidden()
    solution.locator("summary").click()
    expect(solution.locator("pre")).to_contain_text("mean_square")
    context.close()


def test_a_copy_without_python_keeps_task_and_solution(chrome, address):
    context = chrome.new_context()
    page = context.new_page()
    files = re.compile(r"\{boot:\{.*?worker:\{[^}]*\}\}", re.DOTALL)

    def without(route):
        came = route.fetch()
        route.fulfill(response=came, body=files.sub("null", came.text()))

    page.route("**/generated/scripts/cells.*.js", without)
    page.goto(f"{address}{PAGE}", wait_until="networkidle")
    root = page.locator('[data-quiz="rms-norm"]')
    expect(root.locator(".course-status__text")).to_have_text("Live Python is not part of this copy of the course.")
    expect(root.locator(".course-quiz__actions")).to_have_count(0)
    expect(root.locator(".course-quiz__answer")).to_be_visible()
    context.close()
