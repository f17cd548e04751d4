"""The walkthrough: one step at a time by keyboard, link, address and history; whole without scripts and on paper."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.markdown import walkthrough
from course_build.markdown.source import block_lines
from tests import ROOT
from tests.web.conftest import SCHEMES, WIDTHS, switch
from tests.web.test_pages import SOURCES, url_of

[SOURCE] = [
    source for source in SOURCES if any(one.name == "walkthrough" for one in block_lines(ROOT / "docs" / source))
]
URL = url_of(SOURCE)
TITLES = [one.argument for one in block_lines(ROOT / "docs" / SOURCE) if one.name == "step"]
NUMBERS = range(1, len(TITLES) + 1)

SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => {"
    "for (const one of list.getEntries()) window.shift += one.value;"
    "}).observe({type: 'layout-shift', buffered: true});"
)


class Walk:
    """A walkthrough on an open page."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator("[data-part=walkthrough]")

    def expect_step(self, number: int):
        """Hold that one step is shown alone, with its number, title and picture."""
        steps = self.root.locator(".course-step:visible")
        expect(steps).to_have_count(1)
        expect(steps.locator("h2")).to_have_text(TITLES[number - 1])
        expect(steps.locator(".course-step__count")).to_have_text(f"Step {number} of {len(TITLES)}")
        expect(steps.locator("figure svg:visible")).to_have_count(1)

    @property
    def hash(self) -> str:
        return self.page.evaluate("location.hash")

    @property
    def focused(self) -> str:
        return self.page.evaluate("document.activeElement.id")

    def tab_to(self, text: str):
        for _ in range(100):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.textContent") == text:
                return
        pytest.fail(f"the keyboard does not reach {text!r}")


@pytest.fixture
def walk(address, reader):
    with reader(address + URL) as found:
        yield Walk(found.page)
        assert found.complaints == []


def test_there_are_six_steps():
    assert len(TITLES) == 6
    assert walkthrough.check([ROOT / "docs" / SOURCE], str) == []


def test_the_keyboard_alone_walks_through_all_steps_and_back(walk):
    walk.expect_step(1)
    for number in NUMBERS[1:]:
        walk.tab_to("Next")
        walk.page.keyboard.press("Enter")
        walk.expect_step(number)
        assert walk.hash == f"#step-{number}"
        assert walk.focused == f"step-{number}"
    assert walk.root.get_by_text("Next", exact=True).locator("visible=true").count() == 0
    for number in reversed(NUMBERS[:-1]):
        walk.tab_to("Back")
        walk.page.keyboard.press("Enter")
        walk.expect_step(number)
        assert walk.focused == f"step-{number}"
    assert walk.root.get_by_text("Back", exact=True).locator("visible=true").count() == 0


def test_the_arrow_keys_do_too(walk):
    walk.tab_to("Next")
    for number in NUMBERS[1:]:
        walk.page.keyboard.press("ArrowRight")
        walk.expect_step(number)
        assert walk.focused == f"step-{number}"
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(len(TITLES))
    for number in reversed(NUMBERS[:-1]):
        walk.page.keyboard.press("ArrowLeft")
        walk.expect_step(number)
    walk.page.keyboard.press("ArrowLeft")
    walk.expect_step(1)


def test_the_arrow_keys_belong_to_the_page_outside(walk):
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(1)
    walk.page.locator("h1").click()
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(1)
    # A click inside is enough.
    walk.root.locator("figcaption:visible").click()
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(2)


def test_the_arrow_keys_scroll_a_table(walk):
    walk.root.locator("summary:visible").first.click()
    walk.root.locator(".course-figure__scroll:visible").focus()
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(1)


def test_the_link_below_a_step_leads_on_and_up(walk):
    walk.page.set_viewport_size({"width": 390, "height": 500})
    for number in NUMBERS[1:]:
        walk.root.locator(".course-step__onward:visible a").click()
        walk.expect_step(number)
        expect(walk.root.locator("h2:visible")).to_be_in_viewport()
        expect(walk.root.locator(".course-step__links:visible")).to_be_in_viewport()
        covered = walk.page.locator(".md-header").bounding_box()
        title = walk.root.locator("h2:visible").bounding_box()
        assert covered
        assert title
        assert title["y"] >= covered["y"] + covered["height"]


def test_each_step_has_an_address_that_a_reload_keeps(address, walk):
    for number in NUMBERS:
        # Another page in between, or the address would change within this one.
        walk.page.goto("about:blank")
        walk.page.goto(f"{address}{URL}#step-{number}")
        walk.expect_step(number)
        walk.page.reload()
        walk.expect_step(number)
        expect(walk.root.locator("h2:visible")).to_be_in_viewport()


def test_back_and_forward_lead_through_the_steps(walk):
    walk.tab_to("Next")
    walk.page.keyboard.press("ArrowRight")
    walk.page.keyboard.press("ArrowRight")
    walk.expect_step(3)
    walk.page.go_back()
    walk.expect_step(2)
    walk.page.go_back()
    walk.expect_step(1)
    assert walk.hash == ""
    walk.page.go_forward()
    walk.expect_step(2)
    assert walk.focused == "step-2"


def test_the_table_of_contents_leads_to_a_step(walk):
    walk.page.locator(".md-nav__link[href='#step-4']:visible").click()
    walk.expect_step(4)
    assert walk.focused == "step-4"
    expect(walk.root.locator("h2:visible")).to_be_in_viewport()
    steps = walk.page.locator(".md-nav__link[href^='#step-']:visible")
    weights = steps.evaluate_all("all => all.map((one) => getComputedStyle(one).fontWeight)")
    assert [int(weight) > 500 for weight in weights] == [number == 4 for number in NUMBERS]


def test_an_address_inside_a_step_opens_it_and_one_outside_leaves_it(walk):
    for place, number in (("f25", 5), ("quiz-rms-versus-layer-norm", 5), ("f22", 2)):
        walk.page.evaluate("id => { location.hash = id; }", place)
        walk.expect_step(number)
        expect(walk.page.locator(f"[id='{place}']")).to_be_in_viewport()


def test_a_step_is_announced_once_by_its_title_with_its_number(walk):
    assert walk.root.locator("[aria-live], [role=status], [role=alert]").count() == 0
    walk.tab_to("Next")
    walk.page.keyboard.press("Enter")
    heading = walk.root.get_by_role("heading", name=TITLES[1], exact=True)
    expect(heading).to_be_focused()
    expect(heading).to_have_accessible_description(f"Step 2 of {len(TITLES)}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("place", ["", "#step-4", "#f25"])
def test_nothing_shifts_when_the_script_takes_over(address, reader, place, width):
    with reader("about:blank", width=width) as found:
        found.page.add_init_script(SHIFT)
        found.page.goto(address + URL + place, wait_until="networkidle")
        assert found.page.evaluate("window.shift") == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_what_leads_on_stays_at_its_place_and_steps_are_about_equally_high(address, reader, width):
    with reader(address + URL, width=width) as found:
        walk = Walk(found.page)
        places, heights = set(), []
        walk.tab_to("Next")
        for number in NUMBERS:
            walk.expect_step(number)
            root, links = (
                walk.page.locator(one).locator("visible=true")
                for one in (
                    "[data-part=walkthrough]",
                    ".course-step__links",
                )
            )
            box, inside = root.bounding_box(), links.bounding_box()
            assert box
            assert inside
            places.add(round(inside["y"] - box["y"]))
            heights.append(box["height"])
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width
            walk.page.keyboard.press("ArrowRight")
        assert len(places) == 1
        assert max(heights) < 1.4 * min(heights)


def test_every_step_is_accessible(walk):
    walk.tab_to("Next")
    for number in NUMBERS:
        walk.expect_step(number)
        for scheme in SCHEMES:
            switch(walk.page, scheme)
            result = Axe().run(walk.page, context="[data-part=walkthrough]")
            assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"
        walk.root.locator("h2:visible").focus()
        walk.page.keyboard.press("ArrowRight")


def test_what_can_be_touched_is_large_enough(address, reader):
    with reader(f"{address}{URL}#step-2", width=390) as found:
        for link in found.page.locator(".course-step a.course-button:visible").all():
            box = link.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 34


def test_without_scripts_all_steps_stand_below_each_other(address, chrome):
    context = chrome.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(address + URL)
    headings = page.locator(".course-step h2")
    expect(headings.locator("visible=true")).to_have_text(TITLES)
    expect(page.locator(".course-step figure svg:visible")).to_have_count(len(TITLES))
    expect(page.locator(".course-step__links:visible, .course-step__onward:visible")).to_have_count(0)
    context.close()


def test_on_paper_all_steps_stand_below_each_other(walk):
    walk.page.emulate_media(media="print")
    expect(walk.root.locator("h2:visible")).to_have_text(TITLES)
    expect(walk.root.locator(".course-step__links:visible, .course-step__onward:visible")).to_have_count(0)


def test_search_finds_a_step_and_opens_it(walk):
    walk.page.keyboard.press("/")
    # Elsewhere, letters are shortcuts of the page.
    expect(walk.page.locator(".md-search__input")).to_be_focused()
    walk.page.keyboard.type(TITLES[4])
    link = walk.page.locator(f".md-search-result__link[href*='{URL}#step-5']")
    link.first.wait_for()
    walk.page.goto(link.first.evaluate("one => one.href.replace(/[?]h=[^#]*/, '')"))
    walk.expect_step(5)
