"""The core path from start to end, by keyboard alone, as one reader goes through it in one sitting."""

import json

from playwright.sync_api import expect

from tests import ROOT
from tests.web.test_progress import mark
from tests.web.test_quiz import ASKED, Asked


def focused(locator):
    return locator.evaluate_all("all => all.includes(document.activeElement)")


def tab_to(page, locator):
    """Go forward with the Tab key until one of the elements has the focus; from the page's end on from its start."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if focused(locator):
            return
    raise AssertionError(f"the keyboard does not reach {locator}")


def answer_wrong_and_right(page, question):
    asked = Asked(page, question)
    asked.enter(right=False)
    asked.tab_to("button")
    page.keyboard.press("Enter")
    expect(asked.button).to_have_text("Try again")
    page.keyboard.press("Enter")
    asked.enter(right=True)
    asked.tab_to("button")
    page.keyboard.press("Enter")
    expect(asked.root.locator(".course-quiz__explanation").first).to_contain_text("Right")
    assert asked.record["right"]


def walk_through(page):
    steps = page.locator(".course-walkthrough__step")
    for number in range(2, steps.count() + 1):
        tab_to(page, page.get_by_text("Next", exact=True).locator("visible=true"))
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{page.url.split('#')[0]}#step-{number}")


def choose_axes(page):
    tab_to(page, page.locator('input[name="axes-picture-technique"]'))
    said = page.locator("#axes-picture [aria-live], #axes-picture [role=status]").first
    before = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(before)


def test_the_whole_core_path_by_keyboard_alone(address, reader):
    parts = json.loads((ROOT / "docs" / "generated" / "outline.json").read_text("utf-8"))["pages"]
    checks = 0
    with reader(address) as found:
        page = found.page
        tab_to(page, page.locator(".course-map__start a"))
        page.keyboard.press("Enter")
        for part in parts[1:]:
            url = f"{part['id']}/"
            expect(page).to_have_url(address + url)
            page.wait_for_load_state()
            if page.locator("#axes-picture").count():
                choose_axes(page)
            if page.locator(".course-walkthrough__step").count():
                walk_through(page)
            for question in (one for where, one in ASKED if where == url):
                answer_wrong_and_right(page, question)
                checks += 1
            tab_to(page, mark(page))
            page.keyboard.press("Space")
            expect(mark(page)).to_have_attribute("aria-pressed", "true")
            if part["part"] == 4:
                # Away and back: the course goes on where it stopped.
                page.goto(address)
                resume = page.locator(".course-map__start a")
                expect(resume).to_have_text(f"Resume: {parts[5]['title']}")
                tab_to(page, resume)
            elif part is not parts[-1]:
                tab_to(page, page.locator(".course-end__next a"))
            if part is not parts[-1]:
                page.keyboard.press("Enter")
        expect(page.locator(".course-progress")).to_contain_text(f"{len(parts) - 1} of {len(parts) - 1} parts complete")
        assert found.complaints == []
    assert checks >= 8
