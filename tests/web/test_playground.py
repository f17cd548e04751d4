"""The playground without live Python: the states of the build, the controls, and the state in the address."""

from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.assets.bundle import bundle
from course_build.experiments.playground import playground
from course_build.experiments.playground_controls import Controls
from course_build.markdown.playground import ANSWERED, FIRST
from course_build.markdown.playground_controls import CONTROLS, Choice
from course_build.markdown.playground_view import view
from course_build.norms.registry import TECHNIQUES
from tests.web.conftest import LOOKS
from tests.web.playground import PAGE, PART, expect_state, slide

STANDARD = (
    "#p=1&tech=batch&input=channel_offsets&mode=train&gamma=1&beta=0&layout=N,C,H,W&batch=32&features=4"
    "&groups=2&offset=0&scale=1&eps=0.00001"
)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_each_technique_shows_what_python_computes(address, reader, technique):
    with reader(address + PAGE) as opened:
        part = opened.page.locator(PART)
        expect_state(part, FIRST)
        part.locator("#playground-technique").select_option(technique)
        for distribution in ("skewed", "shifted", "bimodal"):
            part.locator("#playground-distribution").select_option(distribution)
            expect_state(part, Controls(technique=technique, distribution=distribution))
        slide(part, "gamma", -1.5)
        if technique != "rms":
            slide(part, "beta", 0.7)
        beta = 0.0 if technique == "rms" else 0.7
        expect_state(part, Controls(technique=technique, distribution="bimodal", gamma=-1.5, beta=beta))
        assert opened.complaints == []


def test_evaluation_uses_running_statistics(address, reader):
    with reader(address + PAGE) as opened:
        part = opened.page.locator(PART)
        part.locator("#playground-mode").select_option("eval")
        expect_state(part, replace(FIRST, training=False))
        expect(part.locator(".course-playground__mates")).to_contain_text("exactly as they are")
        part.locator("#playground-technique").select_option("layer")
        expect(part.locator("#playground-mode")).to_be_disabled()


def test_every_control_has_its_value_its_default_and_its_reset(address, reader):
    with reader(address + PAGE) as opened:
        page, part = opened.page, opened.page.locator(PART)
        assert part.locator("[data-control]").count() == len(CONTROLS) == 12
        for one in CONTROLS:
            row = part.locator(f"[data-control={one.name}]")
            control = row.locator("input, select")
            assert row.locator("label").inner_text()
            if isinstance(one, Choice):
                assert control.input_value() == one.default
            else:
                assert one.values[int(control.input_value())] == one.default
                assert row.locator("output").inner_text() == control.get_attribute("aria-valuetext")
            if one.name not in ANSWERED:
                said = page.locator(f"#{control.get_attribute('aria-describedby')}")
                expect(said).to_have_text("Python computes these in your browser.")
        assert part.locator("input:disabled, select:disabled").count() == 1  # Groups, which BatchNorm has not.
        slide(part, "gamma", 2.5)
        slide(part, "beta", -1.0)
        reset = part.locator("[data-reset=gamma]")
        assert reset.get_attribute("aria-label").endswith("to 1")
        reset.click()
        expect_state(part, replace(FIRST, beta=-1.0))
        expect(part.locator("#playground-gamma")).to_be_focused()
        part.locator("[data-reset=all]").click()
        expect_state(part, FIRST)
        expect(part.locator("[data-reset=all]")).to_be_disabled()


def test_the_address_carries_the_state_through_copies_and_history(address, reader):
    with reader(address + PAGE) as opened:
        page, part = opened.page, opened.page.locator(PART)
        assert "#" not in page.url
        part.locator("#playground-technique").select_option("layer")
        expect(page).to_have_url(address + PAGE + STANDARD.replace("tech=batch", "tech=layer"))
        slide(part, "gamma", 0.5)
        copied = address + PAGE + STANDARD.replace("tech=batch", "tech=layer").replace("gamma=1", "gamma=0.5")
        expect(page).to_have_url(copied)
        page.go_back()
        expect_state(part, Controls(technique="layer"))
        page.go_back()
        expect_state(part, FIRST)
        page.go_forward()
        page.go_forward()
        expect_state(part, Controls(technique="layer", gamma=0.5))
    with reader(copied) as opened:
        expect_state(opened.page.locator(PART), Controls(technique="layer", gamma=0.5))
        opened.page.reload()
        expect_state(opened.page.locator(PART), Controls(technique="layer", gamma=0.5))


def test_the_last_state_wins_however_late_the_browser_tells_of_an_address(address, reader):
    with reader(address + PAGE) as opened:
        page, part = opened.page, opened.page.locator(PART)
        # As soon as the page has written its address, and before the event comes, the reader goes on.
        page.evaluate(
            "() => { const slider = document.querySelector('#playground-gamma');"
            "const set = (at) => { slider.value = at; slider.dispatchEvent(new Event('input', { bubbles: true })); };"
            "set('31'); const timer = setInterval(() => { if (location.hash) { clearInterval(timer); set('50'); } }); }"
        )
        expect(page).to_have_url(address + PAGE + STANDARD.replace("gamma=1", "gamma=3"))
        expect_state(part, replace(FIRST, gamma=3.0))
        page.go_back()
        expect_state(part, replace(FIRST, gamma=1.1))


@pytest.mark.parametrize(
    "hash_",
    [
        "#p=1&tech=__proto__&input=<img src=x onerror=alert(1)>&gamma=1e400&mode=javascript:alert(1)",
        "#p=1&tech=constructor&gamma=99&beta=NaN",
        "#p=1&gamma=%E0%A4%A&tech=batch&gamma=7",
    ],
    ids=["markup", "names", "encoding"],
)
def test_a_hostile_address_is_held_to_the_controls(address, reader, hash_):
    with reader(address + PAGE + hash_) as opened:
        part = opened.page.locator(PART)
        gamma = 1.0 if "%E0" in hash_ else 3.0
        expect_state(part, replace(FIRST, gamma=gamma))
        assert part.locator("img").count() == 0
        assert opened.complaints == []


@pytest.fixture(scope="module")
def script_without_python(tmp_path_factory) -> str:
    """The script that brings Python to pages, in a copy of the course that was built without it."""
    folder = tmp_path_factory.mktemp("script")
    bundle(folder, {"PYTHON_FILES": "null"})
    (script,) = (folder / "scripts").glob("cells.*.js")
    return script.read_text()


def test_a_copy_without_python_says_so_and_shows_the_nearest_state(address, chrome, script_without_python):
    context = chrome.new_context()
    context.route(
        "**/generated/scripts/cells.*.js",
        lambda route: route.fulfill(body=script_without_python, content_type="text/javascript"),
    )
    page = context.new_page()
    page.goto(f"{address}{PAGE}#p=1&tech=rms&batch=2&eps=0.1")
    part = page.locator(PART)
    title = part.locator(".course-playground__title")
    expect(title).to_contain_text("needs live Python, which is not part of this copy of the course")
    expect(title).to_contain_text("Batch: 2 samples, shown with 32 samples")
    expect(title).to_contain_text("ε, epsilon: 0.1, shown with 10⁻⁵")
    wanted = view(Controls(technique="rms"), playground(Controls(technique="rms")))
    assert part.locator("[data-side=after] td").all_inner_texts() == list(wanted.statistics["after"])
    assert part.locator("[data-control=batch] output").inner_text() == "2 samples"
    for one in CONTROLS:
        control = part.locator(f"#playground-{one.name}")
        if one.name not in ANSWERED:
            expect(control).to_be_disabled()
            said = page.locator(f"#{control.get_attribute('aria-describedby')}")
            expect(said).to_have_text("Live Python is not part of this copy of the course.")
    part.locator("[data-reset=all]").click()
    expect_state(part, FIRST)
    part.locator("#playground-technique").select_option("layer")
    expect_state(part, Controls(technique="layer"))
    context.close()


def test_without_a_script_the_first_state_stands_there(address, chrome):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PAGE)
    part = page.locator(PART)
    expect_state(part, FIRST)
    assert part.locator("input:enabled, select:enabled, button:enabled").count() == 0
    assert "need JavaScript" in part.inner_text()
    context.close()


def test_by_keyboard_alone(address, reader):
    with reader(address + PAGE) as opened:
        page, part = opened.page, opened.page.locator(PART)
        part.locator("#playground-gamma").focus()
        page.keyboard.press("ArrowRight")
        expect_state(part, replace(FIRST, gamma=1.1))
        page.keyboard.press("End")
        expect_state(part, replace(FIRST, gamma=3.0))
        page.keyboard.press("Shift+Tab")
        expect(part.locator("[data-reset=gamma]")).to_be_focused()
        page.keyboard.press("Enter")
        expect_state(part, FIRST)


def test_on_a_phone_the_picture_stays_in_view(address, reader):
    with reader(address + PAGE, width=390) as opened:
        page, part = opened.page, opened.page.locator(PART)
        part.locator("#playground-beta").scroll_into_view_if_needed()
        page.evaluate("document.querySelector('#playground-beta').scrollIntoView({ block: 'end' })")
        box = part.locator(".course-chart__box").first.bounding_box()
        slider = part.locator("#playground-beta").bounding_box()
        header = page.locator(".md-header").bounding_box()
        assert box["y"] >= header["height"] - 1
        assert box["y"] + box["height"] <= slider["y"]
        assert box["height"] < 300


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_is_accessible_in_another_state(address, reader, scheme, width):
    with reader(f"{address}{PAGE}#p=1&tech=group&gamma=2", scheme, width) as opened:
        part = opened.page.locator(PART)
        expect(part.locator("section[data-technique=group]")).to_be_visible()
        for summary in part.locator("summary:visible").all():
            summary.click()
        result = Axe().run(opened.page)
        assert result.violations_count == 0, result.generate_report()
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= width
        for one in part.locator(".course-playground__controls :is(input, select, button):enabled").all():
            assert one.bounding_box()["height"] >= 34
        assert opened.complaints == []
