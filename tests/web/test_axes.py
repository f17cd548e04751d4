"""The axes picture: every state agrees with the registry, by mouse, finger and keyboard, and without scripts."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.markdown.axes_controls import usual
from course_build.markdown.axes_drawing import filled
from course_build.markdown.axes_states import LAYOUTS, set_of, states
from course_build.norms import TECHNIQUES, sharings
from tests.web.conftest import LOOKS, SCHEMES, WIDTHS

PAGE = "lessons/02-techniques/"
EVERY = [
    (technique, layout, index)
    for technique in TECHNIQUES.values()
    for layout in LAYOUTS
    for index, _ in enumerate(states(technique, layout))
]


def choose(page, technique, layout, index):
    picture = page.locator("#axes-picture")
    picture.locator(f'input[value="{technique.key}"]').check()
    picture.locator(f'input[value="{layout.name}"]').check()
    if len(states(technique, layout)) > 1:
        picture.locator(f'input[name="axes-picture-{technique.key}-{layout.name}"][value="{index}"]').check()


def lit(page):
    """Return the entries that are lit in the drawing that is shown."""
    cells = page.locator('#axes-picture [data-set="shared"]:visible')
    found = cells.evaluate_all("all => all.map((one) => one.dataset.entry)")
    return {tuple(map(int, entry.split(","))) for entry in found}


def cell(page, entry):
    return page.locator(f'#axes-picture [data-entry="{",".join(map(str, entry))}"]:visible')


def sentence(page):
    return page.locator('#axes-picture [data-shows="sentence"]')


def sharing_with(layout, state, entry):
    own = set_of(layout, state, entry)
    return {other for other in product(*map(range, layout.shape)) if set_of(layout, state, other) == own}


def test_every_state_agrees_with_the_registry(address, reader):
    assert len(EVERY) == 23
    with reader(address + PAGE) as found:
        page = found.page
        for technique, layout, index in EVERY:
            choose(page, technique, layout, index)
            state = states(technique, layout)[index]
            for entry in (layout.entry, tuple(length - 1 for length in layout.shape)):
                cell(page, entry).click()
                expect(sentence(page)).to_have_text(filled(state.sentence, layout, state, entry))
                assert lit(page) == (sharing_with(layout, state, entry) if state.axes else set())
            if state.axes:
                counts = sharings(technique, layout.key, layout.shape, state.groups)
                assert (len(lit(page)), state.statistics) in [(one.values, one.statistics) for one in counts]
                assert page.locator('#axes-picture [data-shows="code"]').inner_text() == state.code
            else:
                assert not page.locator(".course-axes-picture__code").is_visible()
            marked = page.locator('#axes-picture [data-shows="shape"] mark').all_text_contents()
            assert marked == [axis for axis, role in state.roles.items() if role != "fixed"]
            shown = page.locator("#axes-picture [data-axis]:visible")
            roles = shown.evaluate_all("all => Object.fromEntries(all.map((one) => Object.values(one.dataset)))")
            assert roles == state.roles
            assert (
                page.locator('#axes-picture [data-shows="name"]').inner_text() == f"{technique.name} on {layout.name}"
            )
            for answer in ("does", "batch", "training", "also"):
                place = page.locator(f'#axes-picture [data-shows="{answer}"]')
                assert place.text_content() == getattr(state, answer)
                assert place.is_visible() == (getattr(state, answer) != "")
            colors = page.locator("#axes-picture").evaluate(
                "(one, key) => ['--axes-color', `--course-${key}`]"
                ".map((name) => getComputedStyle(one).getPropertyValue(name))",
                technique.key,
            )
            assert colors[0] == colors[1] != ""
            cell(page, layout.entry).click()
        assert found.complaints == []


def test_the_keyboard_alone_chooses_everything(address, reader):
    with reader(address + PAGE) as found:
        page = found.page
        press = page.keyboard.press
        page.locator('input[name="axes-picture-technique"]:checked').focus()
        for _ in range(3):
            press("ArrowRight")
        assert page.locator('input[value="group"]').is_checked()
        press("Tab")
        press("ArrowDown")
        assert page.locator('input[value="sequences"]').is_checked()
        press("Tab")
        press("ArrowRight")
        group, sequences = TECHNIQUES["group"], LAYOUTS[1]
        state = states(group, sequences)[2]
        assert state.groups == 3
        press("Tab")
        entry = page.evaluate("document.activeElement.dataset.entry")
        assert entry == "0,2,1"
        press("ArrowDown")
        press("Shift+ArrowRight")
        expect(sentence(page)).to_have_text(filled(state.sentence, sequences, state, (1, 2, 2)))
        assert "features 3 and 4 in sequence 2" in sentence(page).inner_text()
        assert lit(page) == sharing_with(sequences, state, (1, 2, 2))
        press("ArrowLeft")
        press("ArrowUp")
        press("ArrowRight")
        press("ArrowRight")
        assert page.evaluate("document.activeElement.dataset.entry") == "1,3,1"
        ring = page.evaluate(
            "getComputedStyle(document.activeElement.closest('svg').querySelector('.course-axes-picture__mark rect'))"
            ".outlineStyle"
        )
        assert ring == "solid"
        press("Tab")
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
        press("Shift+Tab")
        assert page.evaluate("document.activeElement.dataset.entry") == "1,3,1"
        assert page.locator('#axes-picture rect[tabindex="0"]:visible').count() == 1
        assert found.complaints == []


def test_what_is_chosen_is_announced_once_and_politely(address, reader):
    with reader(address + PAGE) as found:
        page = found.page
        assert page.locator("#axes-picture [aria-live]").get_attribute("aria-live") == "polite"
        page.evaluate(
            "() => { window.said = 0; new MutationObserver(() => { window.said += 1; })"
            ".observe(document.querySelector('#axes-picture [aria-live]'), {childList: true, characterData: true}); }"
        )
        cell(page, (0, 0, 0, 0)).click()
        cell(page, (0, 0, 0, 0)).click()
        assert page.evaluate("window.said") == 1
        chosen = page.locator('#axes-picture [aria-selected="true"]:visible')
        assert chosen.get_attribute("aria-label") == "Image 1, channel 1, row 1, column 1"


def test_a_finger_chooses(address, chrome):
    context = chrome.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(address + PAGE, wait_until="networkidle")
    for technique, layout, index in [EVERY[0], EVERY[1], EVERY[-2]]:
        choose(page, technique, layout, index)
        state = states(technique, layout)[index]
        entry = tuple(length - 1 for length in layout.shape)
        cell(page, entry).tap()
        assert lit(page) == sharing_with(layout, state, entry)
    choose(page, TECHNIQUES["layer"], LAYOUTS[0], 0)
    box = cell(page, (1, 1, 1, 1)).bounding_box()
    pitch = cell(page, (1, 1, 1, 2)).bounding_box()["x"] - box["x"]
    assert pitch >= 33
    # Just beside the cell, in the gap to the next.
    page.touchscreen.tap(box["x"] + box["width"] + 0.5, box["y"] + box["height"] / 2)
    assert sentence(page).inner_text().startswith("Image 2, channel 2, row 2, column 2 ")
    for label in page.locator("#axes-picture label:visible").all():
        assert label.bounding_box()["height"] >= 33.9
    context.close()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_states_are_accessible(address, reader, scheme, width):
    with reader(address + PAGE, scheme, width) as found:
        page = found.page
        page.locator("#axes-picture details").evaluate("one => { one.open = true; }")
        for technique, layout, index in EVERY[::4]:
            choose(page, technique, layout, index)
            cell(page, layout.entry).focus()
            result = Axe().run(page, context="#axes-picture")
            assert result.violations_count == 0, (technique.key, layout.name, result.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_when_the_script_comes_or_a_technique_is_chosen(address, chrome, width):
    context = chrome.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    # A browser takes our fonts where they come at once, so one visit may have them and the next not: none has them.
    page.route("**/*.woff2", lambda route: route.abort())
    # Without the script, but with scripting: as a slow connection shows it.
    page.route("**/course.*js", lambda route: route.abort())
    page.goto(address + PAGE, wait_until="networkidle")
    parts = "all => all.map((one) => { const box = one.getBoundingClientRect(); return [box.x, box.y, box.height]; })"
    selector = "#axes-picture, #axes-picture label:visible, #axes-picture > *:visible, #axes-picture dl"
    before = page.locator(selector).evaluate_all(parts)
    page.unroute("**/course.*js")
    page.goto(address + PAGE, wait_until="networkidle")
    assert page.locator('#axes-picture [role="grid"]').count() == len(LAYOUTS)
    assert page.locator(selector).evaluate_all(parts) == before
    if width > 640:
        tables = set()
        for technique, layout, index in EVERY:
            choose(page, technique, layout, index)
            if states(technique, layout)[index].axes:
                tables.add(
                    page.evaluate("scrollY + document.querySelector('#axes-picture summary').getBoundingClientRect().y")
                )
        assert len(tables) == 1
    context.close()


def test_light_spreads_unless_motion_is_reduced(address, chrome):
    for motion, expected in (("no-preference", "0.2s"), ("reduce", "0s")):
        context = chrome.new_context(reduced_motion=motion)
        page = context.new_page()
        page.goto(address + PAGE, wait_until="networkidle")
        rect = page.locator("#axes-picture rect[data-entry]").first
        duration, delay = rect.evaluate(
            "one => { const style = getComputedStyle(one); return [style.transitionDuration, style.transitionDelay]; }"
        )
        assert duration.split(", ")[0] == expected
        assert (delay.split(", ")[0] == "0s") == (motion == "reduce")
        context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_without_scripts_the_first_state_is_complete(address, chrome, scheme):
    context = chrome.new_context(java_script_enabled=False, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + PAGE)
    state = states(TECHNIQUES["batch"], LAYOUTS[0])[0]
    assert page.locator('#axes-picture svg[role="img"]:visible').count() == 1
    assert page.locator('#axes-picture [data-set="shared"]:visible').count() == state.values
    said = filled(state.sentence, LAYOUTS[0], state, LAYOUTS[0].entry)
    assert sentence(page).inner_text() == page.locator("#axes-picture svg desc").first.text_content() == said
    assert page.locator("#axes-picture input:visible").count() == 0
    page.locator("#axes-picture summary").click()
    rows = page.locator("#axes-picture table tbody tr").all()
    assert [row.locator("th").inner_text() for row in rows] == [one.name for one in TECHNIQUES.values()]
    for row, technique in zip(rows, TECHNIQUES.values(), strict=True):
        cells = row.locator("td").all_inner_texts()
        for layout, text in zip(LAYOUTS, cells, strict=False):
            for one in sharings(technique, layout.key, layout.shape, 2) if layout.key in technique.shared else ():
                assert f"{one.statistics} sets of {one.values}" in text
        facts = [technique.needs_batch_mates, technique.train_differs_from_eval]
        assert cells[len(LAYOUTS) :] == ["yes" if fact else "no" for fact in facts]
    context.close()


def test_the_first_choices_are_the_usual_ones():
    for technique in TECHNIQUES.values():
        for layout in LAYOUTS:
            found = states(technique, layout)
            assert found[usual(found)].groups == (2 if technique.key == "group" else 1)
