"""A reader's way through the course: by keyboard, over a reload, in two tabs, and without JavaScript.

On a small course of its own, so that nothing here depends on what the lessons say.
"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import ROOT
from tests.serving import serve
from tests.small_course import SmallCourse
from tests.web.conftest import LOOKS

MKDOCS = f"""\
site_name: Small course
theme:
  name: material
  custom_dir: {ROOT / "course_build" / "theme"}
  font: false
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      toggle: {{icon: material/weather-sunny, name: Light}}
extra:
  course: small
extra_css: [generated/identity.css, generated/course.css]
extra_javascript:
  - path: generated/course.js
    defer: true
plugins: [search, course]
exclude_docs: |
  generated/figures/*.svg
  generated/figures/*.sheet.json
validation:
  links:
    absolute_links: relative_to_docs
markdown_extensions:
  - attr_list
  - toc
  - course_build.markdown.course_map
  - course_build.markdown.deep_dive
  - course_build.markdown.figure
nav:
  - Home: index.md
  - Lessons:
      - lessons/01-first.md
      - lessons/02-second.md
  - Third: third.md
  - Figure: figure.md
"""
PATHS = ("lessons/01-first", "lessons/02-second", "third")
TITLES = ("What comes first & why", "The second", "The third")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Where a small course of three parts is served, with a slash at the end."""
    course = SmallCourse(tmp_path_factory.mktemp("course"))
    course.write("mkdocs.yml", MKDOCS)
    course.write(
        "docs/index.md", "---\npart: 0\n---\n\n# Home\n\nText.\n\n/// course-map\n///\n\n[More](third.md#more).\n"
    )
    course.write("docs/figure.md", "# Figure\n\n/// figure | f01\n///\n")
    words = "word " * 200
    for number, (path, title) in enumerate(zip(PATHS, TITLES, strict=True), 1):
        course.write(f"docs/{path}.md", f"---\npart: {number}\n---\n\n# {title}\n\n{words * number}\n")
    with (course.root / "docs" / "third.md").open("a") as page:
        page.write("\n/// deep-dive | More <b> on it\n    id: more\n\nThe zygote.\n///\n\n")
        page.write("/// deep-dive | Still more\n    id: still-more\n\nNothing.\n///\n\nAnd after.\n")
    result = course.build("--strict")
    assert result.returncode == 0, result.stderr
    with serve(course.root / "site") as address:
        yield address


def tab_to(page, locator, most=60):
    """Go forward with the Tab key until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if locator.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {locator}")


def mark(page):
    return page.get_by_role("button", name="Mark as complete")


def test_two_parts_are_completed_by_keyboard_and_the_course_goes_on_after_a_reload(course, reader):
    with reader(course) as found:
        page = found.page
        start = page.locator(".course-map__start a")
        assert start.inner_text() == "Start the course"
        assert page.locator(".course-progress").inner_text() == ""
        tab_to(page, start)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{course}lessons/01-first/")
        assert page.locator(".course-place").inner_text() == "Part 1 of 3 · 1 minute"

        tab_to(page, mark(page))
        page.keyboard.press("Space")
        expect(mark(page)).to_have_attribute("aria-pressed", "true")
        left = page.get_by_role("status").filter(has_text="1 of 3 parts complete, about 5 minutes left.")
        expect(left).to_be_visible()
        assert mark(page).evaluate("one => one === document.activeElement")
        tab_to(page, page.locator(".course-end__next a"))
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{course}lessons/02-second/")
        tab_to(page, mark(page))
        page.keyboard.press("Enter")
        expect(page.locator(".course-progress")).to_have_text("2 of 3 parts complete")

        page.reload()
        expect(mark(page)).to_have_attribute("aria-pressed", "true")
        ticked = page.locator(".md-nav--primary a.md-nav__link:has(.course-tick)")
        assert [re.sub(r"\s+", " ", one) for one in ticked.all_text_contents()] == [
            f" {title} ✓ Complete" for title in TITLES[:2]
        ]
        page.goto(course)
        assert page.locator(".course-map__total").inner_text() == "2 of 3 parts complete, about 3 minutes left"
        assert [one.strip() for one in page.locator(".course-map__state").all_text_contents()] == [
            "✓ Complete",
            "✓ Complete",
            "",
        ]
        resume = page.locator(".course-map__start a")
        assert resume.inner_text() == "Resume: The third"
        tab_to(page, resume)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{course}third/")
        assert page.locator(".course-end__next a").get_attribute("href") == ".."

        page.goto(f"{course}lessons/02-second/")
        tab_to(page, mark(page))
        page.keyboard.press("Space")
        expect(mark(page)).to_have_attribute("aria-pressed", "false")
        page.goto(course)
        assert page.locator(".course-map__start a").inner_text() == "Resume: The second"
        assert page.locator(".course-progress").inner_text() == "1 of 3 parts complete"
        assert found.complaints == []


def test_records_are_kept_under_the_name_of_the_course(course, reader):
    with reader(f"{course}lessons/01-first/") as found:
        mark(found.page).click()
        records = found.page.evaluate(
            "Object.fromEntries(Object.entries(localStorage).filter(([k]) => /^small/.test(k)))"
        )
    assert set(records) == {"small/1/page/lessons/01-first", "small/1/place/last"}
    assert re.fullmatch(r'\{"done":true,"at":"[\dT:.-]+Z"\}', records["small/1/page/lessons/01-first"])
    assert re.fullmatch(r'\{"page":"lessons/01-first","at":"[\dT:.-]+Z"\}', records["small/1/place/last"])


def test_a_second_tab_and_a_page_that_comes_back_agree(course, reader):
    with reader(course) as found:
        home, other = found.page, found.page.context.new_page()
        other.goto(f"{course}third/")
        expect(home.locator(".course-map__start a")).to_have_text("Resume: The third")
        mark(other).click()
        expect(home.locator("li[data-page=third] .course-map__state")).to_have_text("✓ Complete")
        expect(home.locator(".course-progress")).to_have_text("1 of 3 parts complete")
        other.goto(course)
        other.goto(f"{course}third/")
        mark(other).click()
        expect(home.locator(".course-progress")).to_have_text("")
        other.go_back()
        expect(other.locator("li[data-page=third] .course-map__state")).to_have_text("")


REFUSED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); }"
DAMAGED = """
localStorage.setItem('small/1/page/lessons/01-first', '{"done":true,"at":"2026-01-01T00:00:00.000Z"}');
localStorage.setItem('small/1/page/lessons/02-second', '{"done":tr');
"""
NEWER = DAMAGED.replace("""'{"done":tr'""", """'{"done":true}'""") + "localStorage.setItem('small/2/part/one', '[1]');"


def notice(page):
    return page.get_by_role("complementary", name="Your records")


@pytest.mark.parametrize(("script", "words"), [(REFUSED, "keeps no records"), (FULL, "has no room left")])
def test_a_browser_that_keeps_nothing_says_so_once_and_the_page_works(course, reader, script, words):
    with reader("about:blank") as found:
        page = found.page
        page.add_init_script(script)
        page.goto(f"{course}third/")
        # Reading loses nothing.
        expect(notice(page)).to_have_count(0)
        mark(page).click()
        expect(notice(page)).to_contain_text(words)
        expect(page.get_by_role("status").filter(has_text=words)).to_have_count(1)
        expect(mark(page)).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".course-end__status")).to_contain_text("1 of 3 parts complete")
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        tab_to(page, notice(page).get_by_role("button", name="Close"))
        page.keyboard.press("Enter")
        expect(notice(page)).to_have_count(0)
        mark(page).click()
        mark(page).click()
        expect(mark(page)).to_have_attribute("aria-pressed", "true")
        expect(notice(page)).to_have_count(0)
        # The theme's own script asks for the scheme, and does not expect a refusal.
        assert set(found.complaints) <= {"no"}


@pytest.mark.parametrize(("script", "words"), [(DAMAGED, "are damaged"), (NEWER, "newer version")])
def test_records_that_cannot_be_read_are_said_once_and_the_others_count(course, reader, script, words):
    with reader("about:blank") as found:
        page = found.page
        page.goto(course)
        page.evaluate(script)
        before = page.evaluate("({...localStorage})")
        page.reload()
        expect(notice(page)).to_contain_text(words)
        expect(page.locator("li[data-page='lessons/01-first'] .course-map__state")).to_have_text("✓ Complete")
        page.reload()
        expect(notice(page)).to_have_count(0)
        expect(page.locator("li[data-page='lessons/01-first'] .course-map__state")).to_have_text("✓ Complete")
        assert page.evaluate("({...localStorage})") == before
        assert found.complaints == []


def test_a_deep_dive_opens_by_keyboard_by_its_address_and_by_search(course, reader):
    with reader(f"{course}third/") as found:
        page = found.page
        dives = page.locator(".course-deep-dive")
        assert [one.get_attribute("open") for one in dives.all()] == [None, None]
        tab_to(page, dives.first.locator("summary"))
        page.keyboard.press("Enter")
        expect(page.get_by_text("The zygote.")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_text("The zygote.")).not_to_be_visible()

        page.evaluate("location.hash = 'still-more'")
        expect(page.get_by_text("Nothing.")).to_be_visible()
        page.evaluate("location.hash = 'more'")
        expect(page.get_by_text("The zygote.")).to_be_visible()

        page.goto(course)
        page.locator("a", has_text="More").last.click()
        expect(page).to_have_url(f"{course}third/#more")
        expect(page.get_by_text("The zygote.")).to_be_visible()
        expect(dives.first.locator("summary")).to_be_in_viewport()

        page.goto(course)
        page.keyboard.press("/")
        page.keyboard.type("zygote")
        hit = page.locator(".md-search-result__link[href*='#more']")
        expect(hit).to_be_visible()
        assert "More <b> on it" in hit.inner_text()
        hit.click()
        expect(page.get_by_text("The zygote.")).to_be_visible()
        assert found.complaints == []


def test_without_javascript_the_map_the_button_and_the_dives_work(course, chrome):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(course)
    assert page.locator(".course-map li > a").all_inner_texts() == list(TITLES)
    assert page.locator(".course-map__total").inner_text() == "3 parts, about 6 minutes"
    page.get_by_role("link", name="Start the course", exact=True).click()
    assert page.url == f"{course}lessons/01-first/"
    expect(mark(page)).not_to_be_visible()
    page.get_by_role("link", name=TITLES[1]).last.click()
    page.goto(f"{course}third/")
    page.locator("summary", has_text="More <b>").click()
    expect(page.get_by_text("The zygote.")).to_be_visible()
    page.goto(course)
    page.goto(f"{course}third/#still-more")
    expect(page.get_by_text("Nothing.")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_a_course_in_progress_is_accessible_and_nothing_shifts(course, reader, scheme, width):
    with reader(f"{course}lessons/01-first/", scheme, width) as found:
        page = found.page
        mark(page).click()
        page.add_init_script(
            "window.shift = 0; new PerformanceObserver((list) => {"
            "for (const one of list.getEntries()) window.shift += one.value;"
            "}).observe({type: 'layout-shift', buffered: true});"
        )
        for address in ("", "lessons/01-first/", "third/"):
            page.goto(course + address, wait_until="networkidle")
            assert page.evaluate("window.shift") == 0, address
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            result = Axe().run(page)
            assert result.violations_count == 0, result.generate_report()
        assert found.complaints == []
