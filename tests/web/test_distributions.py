"""The switch of lesson 3: each combination shows the numbers of the data, by mouse, keyboard and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.drawing.templates import format_number
from course_build.experiments.figure import FigureData
from course_build.markdown.distributions import DISTRIBUTIONS, STATISTICS, read
from course_build.norms.registry import TECHNIQUES
from tests.web.conftest import LOOKS

PAGE = "lessons/03-activations/"
PART = "[data-part=distributions]"


@pytest.fixture(scope="module")
def found(site):
    return read(FigureData.from_json((site / "generated" / "figures" / "f00.json").read_text()))


def shown(part) -> list[list[str]]:
    return [part.locator(f"[data-side={side}] td").all_inner_texts() for side in ("before", "after")]


def expected(one, technique: str) -> list[list[str]]:
    sides = (one.before, one.after[technique])
    return [[format_number(side.statistics[name], ".2f") for name in STATISTICS] for side in sides]


def test_every_combination_shows_its_numbers_and_its_sentence(address, reader, found):
    with reader(address + PAGE) as opened:
        part = opened.page.locator(PART)
        box = part.locator(".course-chart__box").bounding_box()
        for distribution in DISTRIBUTIONS:
            part.locator(f"input[value={distribution}]").check()
            for technique, norm in TECHNIQUES.items():
                part.locator(f"input[value={technique}]").check()
                assert shown(part) == expected(found[distribution], technique)
                sentence = found[distribution].sentences[technique]
                assert part.locator(".course-distributions__title").inner_text() == sentence
                svg = part.locator("svg:visible")
                assert svg.locator("title").text_content() == (
                    f"{DISTRIBUTIONS[distribution]} values before and after {norm.name}"
                )
                assert svg.locator("path[fill='var(--course-none)']").count() == 1
                assert svg.locator(f"path[fill='var(--course-{technique})']").count() == 1
                assert part.locator(".course-chart__box").bounding_box() == box
        assert opened.complaints == []


def test_the_first_state_is_the_same_without_a_script(address, chrome, found):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    part = page.locator(PART)
    assert shown(part) == expected(found["skewed"], "layer")
    assert part.locator("svg:visible").count() == 1
    assert part.locator("input:enabled").count() == 0
    still = part.locator("svg:visible").evaluate("one => one.outerHTML")
    part.get_by_text("All 25 combinations").click()
    assert part.locator("details[open] tbody tr").count() == 30
    context.close()
    context = chrome.new_context()
    page = context.new_page()
    page.goto(address + PAGE)
    page.wait_for_selector(f"{PART} .course-chart__reader", state="attached")
    live = page.locator(f"{PART} svg:visible").evaluate("one => one.outerHTML")
    context.close()
    assert live.replace(' xmlns="http://www.w3.org/2000/svg"', "").split() == (
        still.replace(' xmlns="http://www.w3.org/2000/svg"', "").split()
    )


def test_by_keyboard_alone(address, reader, found):
    with reader(address + PAGE) as opened:
        page, part = opened.page, opened.page.locator(PART)
        part.locator("input[value=layer]").focus()
        page.keyboard.press("ArrowRight")
        assert shown(part) == expected(found["skewed"], "rms")
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        assert shown(part) == expected(found["heavy_tailed"], "rms")
        page.keyboard.press("Tab")
        expect(part.locator(".course-chart__reader")).to_be_focused()
        told = part.locator(".course-chart__reading")
        assert told.get_attribute("aria-live") == "polite"
        page.keyboard.press("ArrowRight")
        side = found["heavy_tailed"].before
        low = format_number(side.statistics["min"], ".2f")
        expect(told).to_contain_text(f"From {low} to")
        expect(told).to_contain_text("of the values before")
        assert part.locator("svg:visible .course-chart__lit").count() == 1
        page.keyboard.press("End")
        expect(told).to_contain_text(f"to {format_number(side.statistics['max'], '.2f')}: 0.0% of the values before")
        page.keyboard.press("ArrowDown")
        expect(told).to_contain_text("of the values after RMSNorm")
        page.keyboard.press("Escape")
        expect(told).to_contain_text("arrow keys")
        assert part.locator(".course-chart__lit").count() == 0


def test_pointing_reads_a_bin(address, reader):
    with reader(address + PAGE) as opened:
        part = opened.page.locator(PART)
        part.scroll_into_view_if_needed()
        box = part.locator(".course-chart__box").bounding_box()
        opened.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.7)
        expect(part.locator(".course-chart__reading")).to_contain_text("of the values")


def test_the_table_follows_the_picture(address, reader, found):
    with reader(address + PAGE) as opened:
        part = opened.page.locator(PART)
        part.get_by_text("The numbers of the picture").click()
        part.locator("input[value=bimodal]").check()
        part.locator("input[value=group]").check()
        rows = part.locator(".course-chart .course-chart__table tbody tr")
        expect(rows).to_have_count(60)
        side = found["bimodal"].after["group"]
        share = f"{format_number(100 * side.counts[-1] / sum(side.counts), '.1f')}%"
        last = ["after GroupNorm", format_number(side.statistics["max"], ".2f"), share]
        cells = rows.last.locator("td").all_inner_texts()
        assert [cells[0], cells[2], cells[3]] == last


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_is_accessible_in_another_state(address, reader, scheme, width):
    with reader(address + PAGE, scheme, width) as opened:
        part = opened.page.locator(PART)
        part.locator("input[value=instance]").check()
        for summary in part.locator("summary").all():
            summary.click()
        part.locator(".course-chart__reader").focus()
        opened.page.keyboard.press("ArrowRight")
        result = Axe().run(opened.page)
        assert result.violations_count == 0, result.generate_report()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        assert all(box["height"] >= 34 for box in (label.bounding_box() for label in part.locator("label").all()))
        assert opened.complaints == []
