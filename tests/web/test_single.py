"""The course in one file, as a reader has it: opened by a double click, in three browsers without any flag."""

import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import browsers
from tests.web.conftest import PYTHON, SCHEMES, WIDTHS, export, switch, until
from tests.web.test_certificate import everything, key, parts  # noqa: F401 (fixtures)
from tests.web.test_your_data import keep

MOST = 16e6
"""Bytes that the file may have."""
LESSON = "lessons/02-techniques"
ENDLESS = "while True: pass"
HERE = "document.querySelectorAll('.course-page:not([hidden])').length"


@pytest.fixture(scope="module")
def file(once, site):
    """The file, as the command writes it; people have spaces and umlauts in their folders."""
    return once("Für später", lambda folder: export("single", site, folder / "my course.html")) / "my course.html"


@pytest.fixture
def opened(file, reader):
    """Return a context manager that opens the file at a section, and holds it to its rules when it is left."""

    @contextmanager
    def open_file(section: str = "", **options):
        with reader(file.as_uri() + (f"#{section}" if section else ""), **options) as found:
            yield found.page
            asked = [url for url in found.requests if not url.startswith(("data:", "blob:"))]
            assert {url.partition("#")[0] for url in asked} == {file.as_uri()}
            assert found.complaints == []

    return open_file


def heading(page):
    return page.locator("h1:visible")


def test_it_can_be_mailed(file):
    assert file.stat().st_size < MOST


def test_every_address_leads_somewhere_and_no_id_stands_twice(opened):
    with opened() as page:
        twice, nowhere = page.evaluate(
            """() => {
                const waiting = document.querySelector("template[data-questions]").content;
                const marked = [document, waiting].flatMap((one) => [...one.querySelectorAll("[id]")]);
                const ids = marked.map((one) => one.id);
                const named = new Set(ids);
                const links = [...document.links, ...waiting.querySelectorAll("a")];
                const within = links.filter((link) => !/^https?:/.test(link.href));
                const leads = ({ hash }) => hash.startsWith("#p=1") || named.has(decodeURIComponent(hash.slice(1)))
                    || document.querySelector(`script[data-file="${CSS.escape(decodeURIComponent(hash.slice(1)))}"]`);
                return [
                    // Material gives such ids to code, wherever it stands.
                    ids.filter((id, place) => ids.indexOf(id) !== place && !id.startsWith("__code_")),
                    within.filter((link) => !link.getAttribute("href").startsWith("#") || !leads(link))
                        .map((link) => link.outerHTML),
                ];
            }"""
        )
        assert (twice, nowhere) == ([], [])


def test_the_way_through_the_course_is_kept_in_every_section(opened):
    with opened() as page:
        expect(heading(page)).to_have_text("Normalization in neural networks")
        page.locator(".course-map__start > a").click()
        expect(heading(page)).to_have_text("Why normalize")
        expect(heading(page)).to_be_focused()
        expect(page).to_have_title(re.compile("^1 · Why normalize"))
        assert page.evaluate(HERE) == 1
        question = page.locator("[data-quiz]:visible:has(input[type=radio])").first
        question.locator("input[type=radio]").first.check()
        question.get_by_role("button", name="Check").click()
        expect(question.locator(".course-quiz__verdict:visible").first).to_contain_text("ight")
        end = page.locator(".course-end:visible")
        end.get_by_role("button", name="Mark as complete").click()
        end.locator(".course-end__next a").click()
        expect(heading(page)).to_have_text("The techniques")
        assert page.evaluate("scrollY") == 0
        expect(page.locator(".course-progress")).to_contain_text("1 of 8")
        expect(page.locator(".md-nav__link.course-ticked")).to_have_count(1)
        expect(page.locator(".md-nav--primary [aria-current=page]")).to_contain_text("2 · The techniques")
        page.go_back()
        expect(heading(page)).to_have_text("Why normalize")
        assert page.evaluate("scrollY") > 500
        page.go_forward()
        page.locator(".course-home").click()
        expect(page.locator(".course-map__state .course-tick")).to_have_count(1)
        expect(page.locator(".course-map__start > a")).to_have_text("Resume: The techniques")
        page.reload()
        expect(page.locator(".course-progress")).to_contain_text("1 of 8")
        page.locator(".course-map a[href='#lessons/01-why-normalize']").click()
        expect(question.locator("input[type=radio]:checked")).to_have_count(1)


def test_addresses_lead_into_sections_and_open_what_is_closed(opened):
    with opened("lessons/05-walkthrough") as page:
        expect(page.locator(".course-step:visible h2")).to_have_count(1)
        page.locator(".course-step:visible").get_by_role("link", name="Next", exact=True).click()
        expect(page.locator(".md-nav__link[aria-current=step]")).to_be_visible()
        step = page.url
        page.locator("a.md-nav__link", has_text="Sources").click()
        expect(heading(page)).to_have_text("Sources")
        page.go_back()
        page.evaluate("(hash) => { location.hash = hash; }", step.partition("#")[2])
        expect(page.locator(".course-step:visible h2")).to_be_focused()
        page.evaluate("location.hash = 'gamma-and-beta'")
        dive = page.locator("details[data-part=deep-dive]:has(#gamma-and-beta)")
        expect(dive).to_have_attribute("open", "")
        expect(dive.locator("summary").first).to_be_in_viewport()
    with opened("wu-2018") as page:
        expect(page.locator("#wu-2018")).to_be_in_viewport()


def test_the_browser_finds_in_sections_that_are_not_shown(opened):
    with opened() as page:
        assert page.locator(".course-page[hidden=until-found]").count() > 20
        # As a search for these words does, in a browser that knows of such sections.
        page.evaluate("document.querySelector('#playground').dispatchEvent(new Event('beforematch'))")
        expect(heading(page)).to_have_text("Playground")
        expect(page).to_have_url(re.compile("#playground$"))
        page.go_back()
        expect(heading(page)).to_have_text("Normalization in neural networks")
        page.locator(".md-header a[title='Find something']").click()
        expect(page.locator("h2", has_text="Find something")).to_be_in_viewport()


def test_on_a_phone_the_drawer_leads_everywhere_and_closes(opened):
    with opened(width=390) as page:
        drawer = page.locator("#__drawer")

        def tap(words):
            page.locator(".md-nav--primary").get_by_text(words, exact=True).locator("visible=true").first.click()

        def open_drawer():
            # Wherever a link led, Material closes the drawer once more, an eighth of a second later.
            page.wait_for_timeout(500)
            page.locator(".md-header [for=__drawer]").click()

        open_drawer()
        tap("The course")
        tap("2 · The techniques")
        expect(heading(page)).to_have_text("The techniques")
        expect(drawer).not_to_be_checked()
        # Where the reader is, the drawer offers the outline, as it does on a host.
        open_drawer()
        tap("2 · The techniques")
        tap("LayerNorm")
        expect(page.locator("#layernorm")).to_be_in_viewport()
        expect(drawer).not_to_be_checked()
        open_drawer()
        page.locator(".md-nav--secondary:visible > .md-nav__title").click()
        page.locator(".md-nav__item--active > nav > .md-nav__title:visible", has_text="The course").click()
        tap("Sources")
        expect(heading(page)).to_have_text("Sources")
        page.go_back()
        expect(page.locator("#layernorm")).to_be_in_viewport()


def test_files_and_licenses_are_inside(opened, site):
    with opened() as page:
        page.locator(".course-page:not([hidden]) .course-figure").hover()
        with page.expect_download() as download:
            page.locator(".course-page:not([hidden]) a", has_text="CSV").click()
        assert download.value.suggested_filename == "f01.csv"
        assert download.value.path().read_bytes() == (site / "generated" / "figures" / "f01.csv").read_bytes()
        page.locator(".course-colophon a", has_text="scripts").click()
        expect(page.locator("details[open] > pre")).to_contain_text("MIT")


def test_python_runs_stops_and_is_unpacked_only_then(opened):
    with opened(LESSON) as page:
        cell = page.locator(".course-cell:visible").first
        cell.get_by_role("button", name="Run").click()
        expect(cell.locator(".cm-content")).to_be_visible(timeout=PYTHON)
        expect(cell.locator(".course-cell__output")).to_contain_text("float64")
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(ENDLESS)
        page.keyboard.press("Control+Enter")
        cell.get_by_role("button", name="Stop").click()
        expect(cell).to_contain_text("Stopped by you")
        # Another section finds nothing of what ran here.
        cell.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("mine = 42\nmine")
        page.keyboard.press("Control+Enter")
        expect(cell.locator(".course-cell__output")).to_contain_text("42", timeout=PYTHON)
        page.evaluate("location.hash = '#playground'")
        part = page.locator("[data-part=playground]")
        before = part.locator(".course-playground__title").inner_text()
        part.locator("#playground-technique").select_option("layer")
        expect(page).to_have_url(re.compile(r"#p=1&tech=layer"))
        expect(part.locator(".course-playground__title")).not_to_have_text(before, timeout=PYTHON)
        code = part.locator(".course-playground__code")
        code.get_by_role("button", name="Run").click()
        expect(code.locator(".cm-content")).to_be_visible(timeout=PYTHON)
        code.locator(".cm-content").click()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("mine")
        page.keyboard.press("Control+Enter")
        expect(code.locator(".course-cell__output")).to_contain_text("NameError", timeout=PYTHON)
        page.reload()
        expect(part.locator("#playground-technique")).to_have_value("layer")


def test_a_review_and_the_certificate(opened, everything):  # noqa: F811
    with opened("review") as page:
        keep(page, everything)
        page.reload()
        page.get_by_role("button", name=re.compile("Review (it|them)")).click()
        asked = page.locator(".course-review__stage [data-quiz]")
        expect(asked).to_be_visible()
        assert page.evaluate("document.querySelectorAll('.course-review__stage [id]').length") > 0
        page.locator(".course-review__origin a:visible").click()
        expect(page.locator(".course-page:not([hidden]) [data-quiz]:visible").first).to_be_visible()
        page.locator(".md-nav--primary a", has_text="Certificate").first.click()
        expect(page.locator(".course-certificate__sheet svg[role=img]")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(".course-certificate__sheet")).to_be_visible()
        expect(heading(page)).to_have_count(0)
        page.emulate_media(media="screen")
        page.evaluate("location.hash = '#lessons/08-takeaways'")
        page.emulate_media(media="print")
        expect(heading(page)).to_have_text("Key takeaways")


@pytest.mark.parametrize("section", [LESSON, "playground", "about-this-file"])
def test_a_section_passes_axe_in_both_schemes_wide_and_narrow(opened, section):
    with opened(section) as page:
        # Axe looks at every element, those that are not shown too, and there are many.
        page.evaluate("() => document.querySelectorAll('.course-page[hidden]').forEach((one) => one.replaceChildren())")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in SCHEMES:
                switch(page, scheme)
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") == width


def test_without_scripts_all_pages_follow_each_other(chrome, file):
    page = chrome.new_context(java_script_enabled=False).new_page()
    page.goto(file.as_uri())
    shown = page.locator(".course-page > h1")
    assert shown.count() > 30
    for one in (shown.first, shown.last):
        expect(one).to_be_visible()
    page.context.close()


SHOWS = "(id) => !document.getElementById(id).hidden && document.getElementById(id).checkVisibility()"
PRESS = """([selector, words]) => {
    const shown = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const button = shown.find((one) => one.textContent.includes(words));
    button?.click();
    return button !== undefined;
}"""
TEXT = (
    """(selector) => [...document.querySelectorAll(selector)].find((one) => one.checkVisibility())?.textContent ?? ''"""
)


@pytest.mark.parametrize("name", ["firefox", "webkit"])
def test_other_browsers_do_the_same(name, chrome, file):
    with browsers.start(name, chrome) as browser:
        browser.open(f"{file.as_uri()}#lessons/01-why-normalize")
        assert browser.evaluate(SHOWS, "lessons/01-why-normalize")
        assert browser.evaluate("() => document.querySelectorAll('.course-page:not([hidden])').length") == 1
        radio = "#lessons\\\\/01-why-normalize [data-quiz] input[type=radio]"
        browser.evaluate("(selector) => document.querySelector(selector).click()", radio.replace("\\\\", "\\"))
        assert browser.evaluate(PRESS, ["[data-quiz] button", "Check"])
        until(lambda: browser.evaluate(TEXT, ".course-quiz__verdict"), lambda text: "ight" in text)
        assert browser.evaluate(PRESS, [".course-end__button", ""])
        assert browser.evaluate(PRESS, [".course-end__next a", ""])
        until(lambda: browser.evaluate(SHOWS, LESSON), bool)
        assert "1 of 8" in browser.evaluate(TEXT, ".course-progress")
        assert browser.evaluate(PRESS, [".course-cell button", "Run"])
        until(lambda: browser.evaluate(TEXT, ".course-cell .cm-content"), bool)
        browser.evaluate("() => document.querySelector('.course-cell .cm-content').focus()")
        browser.press("Control+a")
        browser.type(ENDLESS)
        browser.press("Control+Enter")
        until(lambda: browser.evaluate(PRESS, [".course-cell button", "Stop"]), bool)
        until(lambda: browser.evaluate(TEXT, ".course-cell"), lambda text: "Stopped by you" in text)
        browser.open("about:blank")
        browser.open(file.as_uri())
        until(lambda: browser.evaluate(TEXT, ".course-map__start > a"), lambda text: text == "Resume: The techniques")
        assert browser.evaluate(TEXT, ".course-notice") == ""
        assert browser.console == []
