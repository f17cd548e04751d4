"""Figures that readers run themselves: the same code, the same result, and what the page says of it."""

import json
import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.serving import serve
from tests.web.conftest import PYTHON, SCHEMES, switch

CHANGES = {"f00": ("images", "2"), "f11": ("offset", "20"), "f13": ("samples", "8")}
"""For each figure that runs at once, a choice that was not published."""


def live(page):
    return page.locator('[data-part="live"]')


def press(page):
    live(page).get_by_role("button", name="Run it here").click()


def verdict(page, pattern: str) -> str:
    """Wait for what the page says of a run; return it."""
    said = live(page).locator(".course-live__verdict").filter(has_text=re.compile(pattern))
    said.wait_for(timeout=PYTHON)
    return said.inner_text()


@pytest.fixture
def opened(reader, address):
    """A page with a live figure, which complains of nothing and asks no other host."""

    def open_page(name: str, scheme: str = "light", width: int = 1280):
        return reader(f"{address}figures/{name}/", scheme, width)

    return open_page


@pytest.mark.parametrize("name", ["f00", "f11", "f13"])
def test_a_run_matches_the_published_result_and_a_choice_changes_the_picture(opened, address, name):
    with opened(name) as found:
        page = found.page
        assert not [url for url in found.requests if "/python/" in url]
        press(page)
        assert verdict(page, "^.?Matches").endswith(("no difference.", "but for rounding below 10⁻⁹."))
        before = [one.inner_html() for one in live(page).locator(".course-chart__wide").all()]
        assert live(page).locator(".course-live__chart:visible").count() == (2 if name == "f11" else 1)
        key, value = CHANGES[name]
        live(page).locator(f"select[name={key}]").select_option(value)
        said = verdict(page, "Not the published setting")
        assert f"{value} instead of" in said
        after = [one.inner_html() for one in live(page).locator(".course-chart__wide").all()]
        assert after[: len(before)] != before
        assert not found.complaints
        assert all(url.startswith((address, "blob:")) for url in found.requests)


def test_a_choice_that_only_shows_runs_nothing_again(opened):
    with opened("f00") as found:
        press(found.page)
        verdict(found.page, "Matches")
        found.page.evaluate(
            """() => {
                window.told = [];
                const status = document.querySelector("[data-part=live] .course-status");
                new MutationObserver(() => window.told.push(status.innerText))
                    .observe(status, { attributes: true, characterData: true, childList: true, subtree: true });
            }"""
        )
        picture = live(found.page).locator(".course-chart__wide")
        before = picture.inner_html()
        live(found.page).locator("select[name=technique]").select_option("rms")
        assert picture.inner_html() != before
        assert "RMSNorm" in live(found.page).locator(".course-live__text").inner_text()
        # A run says that it runs.
        assert found.page.evaluate("window.told") == []
        live(found.page).locator("select[name=images]").select_option("2")
        verdict(found.page, "Not the published setting")
        assert found.page.evaluate("window.told.length") > 0


def test_training_runs_by_steps_and_is_compared_with_the_same_seed(opened):
    with opened("f01") as found:
        page = found.page
        press(page)
        verdict(page, "Matches the published result")
        assert re.search(r"At the rate 0.1: with no norm it learns in \d+ steps", live(page).inner_text())
        points = len(live(page).locator(".course-chart__wide path").all())
        live(page).locator("select[name=rate]").select_option("1")
        assert "Not run yet" in live(page).locator(".course-status").inner_text()
        press(page)
        live(page).get_by_text("with no norm it does not learn").wait_for(timeout=PYTHON)
        assert verdict(page, "published result")
        # The point of the first run is still there.
        assert len(live(page).locator(".course-chart__wide path").all()) > points
        assert not found.complaints


def test_stop_leaves_the_page_well_and_it_can_be_run_again(opened):
    with opened("f01") as found:
        page = found.page
        # The longest: nothing learns.
        live(page).locator("select[name=network]").select_option("b")
        live(page).locator("select[name=rate]").select_option("0.01")
        press(page)
        stop = live(page).get_by_role("button", name="Stop")
        stop.wait_for(timeout=PYTHON)
        stop.click()
        live(page).get_by_text("Stopped by you").wait_for(timeout=2000)
        assert live(page).locator(".course-live__result").inner_text() == ""
        live(page).locator("select[name=network]").select_option("a")
        live(page).locator("select[name=rate]").select_option("0.1")
        press(page)
        verdict(page, "Matches")
        assert not found.complaints


@pytest.fixture
def perturbed(site, tmp_path):
    """The address of a copy of the site in which one published number of f13 is another one."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    page = copy / "figures" / "f13" / "index.html"
    html = page.read_text("utf-8")
    (stored,) = re.findall(r'<script type="application/json">(\{"atOnce".*?)</script>', html)
    data = json.loads(stored)
    values = data["published"]["series"][0]["y"]
    place = max(range(len(values)), key=values.__getitem__)
    values[place] *= 1.25
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    page.write_text(html.replace(stored, text), "utf-8")
    with serve(copy) as address:
        yield address


def test_a_page_whose_published_data_are_wrong_says_so_and_by_how_much(reader, perturbed):
    with reader(f"{perturbed}figures/f13/") as found:
        press(found.page)
        said = verdict(found.page, "published result")
        assert "Differs from the published result by up to 20.0%" in said
        assert "images, BatchNorm, training at" in said


def test_everything_works_by_keyboard(opened):
    with opened("f13") as found:
        page = found.page
        live(page).locator("select[name=layout]").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Run it here"
        top = live(page).locator("fieldset").bounding_box()["y"]
        page.keyboard.press("Enter")
        verdict(page, "Matches")
        # Nothing above the result moved, and the focus is where it was.
        assert page.evaluate("document.activeElement.textContent") == "Run it here"
        assert live(page).locator("fieldset").bounding_box()["y"] == top
        assert "sequences" in live(page).locator(".course-live__title").first.inner_text()
        page.keyboard.press("Tab")
        page.keyboard.press("ArrowRight")
        assert "sequence 1, token 1" in live(page).locator(".course-chart__reading").first.inner_text()


def test_nothing_moves_when_the_script_takes_over(chrome, address):
    with_script, without = (chrome.new_context(java_script_enabled=enabled) for enabled in (True, False))
    boxes = []
    for context in (with_script, without):
        page = context.new_page()
        page.goto(f"{address}figures/f11/")
        boxes.append([live(page).bounding_box()[key] for key in ("width", "height")])
        context.close()
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("name", ["f13", "f11"])
def test_a_result_is_accessible(opened, name):
    with opened(name, width=390) as found:
        press(found.page)
        verdict(found.page, "Matches")
        for scheme in SCHEMES:
            switch(found.page, scheme)
            results = Axe().run(found.page)
            assert not results.response["violations"], f"{scheme}: {results.generate_report()}"
            width = found.page.evaluate("document.documentElement.scrollWidth")
            assert width <= 390
