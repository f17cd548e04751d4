"""The offline copy as a reader has it: unpacked, opened by a double click, in a Chromium without any flag for files."""

import re
import time
import zipfile
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from course_build.browser.build import Python
from tests import browsers
from tests.runtime_script import runtime_script
from tests.web.conftest import PYTHON, export, until

CODE = "import numpy as np\nfrom course_build.norms import layer_norm\nlayer_norm(np.eye(2)).shape"
MOST = 20e6
"""Bytes that the zip file may have."""


@pytest.fixture(scope="module")
def archive(once, site):
    """The zip file, as the command writes it."""
    return once("offline", lambda folder: export("offline", site, folder / "course.zip")) / "course.zip"


@pytest.fixture(scope="module")
def folder(archive, tmp_path_factory):
    """Where a reader unpacked it; people have spaces and umlauts in their folders."""
    unpacked = tmp_path_factory.mktemp("Für später")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(unpacked)
    return unpacked / "normalization-course"


@pytest.fixture
def open_page(folder, reader):
    """Return a context manager that opens a page, and holds it to its rules when it is left."""

    @contextmanager
    def open_page(name: str, **options):
        with reader((folder / name).as_uri(), **options) as found:
            yield found.page
            assert [url for url in found.requests if not url.startswith(("file:", "data:", "blob:"))] == []
            assert found.complaints == []

    return open_page


def test_it_is_small_enough_and_the_same_each_time(archive, site, tmp_path):
    assert archive.stat().st_size < MOST
    again = tmp_path / "again.zip"
    export("offline", site, again)
    assert again.read_bytes() == archive.read_bytes()


def test_every_page_opens_and_leads_to_pages(folder, open_page):
    pages = sorted(path for path in folder.rglob("index.html"))
    assert len(pages) > 20
    with open_page("index.html") as page:
        for path in pages:
            page.goto(path.as_uri())
            expect(page.locator("h1").first).to_be_visible()
            links = page.evaluate("[...document.links].map((one) => one.href)")
            folders = [link for link in links if link.startswith("file:") and link.partition("#")[0].endswith("/")]
            assert folders == []


@pytest.mark.parametrize("width", [390, 1280])
def test_it_looks_as_hosted(open_page, reader, address, width):
    size = """() => document.fonts.ready.then(() => [...document.querySelectorAll("h1, h2, article > p, math")].map(
        (one) => { const { width, height } = one.getBoundingClientRect(); return [width, height]; }))"""
    name = "lessons/02-techniques/"

    def patient(route):
        # A server's page takes our fonts only where they come at once; this one waits for them, as the copy does.
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("font-display:optional", "font-display:block"))

    with reader("about:blank", width=width) as hosted:
        hosted.page.route("**/*.css", patient)
        hosted.page.goto(f"{address}{name}")
        expected = hosted.page.evaluate(size)
    with open_page(f"{name}index.html", width=width) as page:
        assert page.evaluate(size) == expected


def test_the_way_through_the_course_is_kept(open_page):
    with open_page("index.html") as page:
        page.locator(".course-map__start > a").click()
        expect(page).to_have_url(re.compile(r"/lessons/01-why-normalize/index\.html$"))
        # A button does nothing before its script has run.
        page.wait_for_load_state()
        page.locator(".course-end__button").click()
        page.locator(".course-end__next a").click()
        expect(page).to_have_url(re.compile(r"/lessons/02-techniques/index\.html$"))
        expect(page.locator(".course-progress")).to_contain_text("1 of 8")
        page.locator(".course-home").click()
        expect(page).to_have_url(re.compile(r"/index\.html$"))
        expect(page.locator(".course-map__state .course-tick")).to_have_count(1)


def test_search_finds_and_leads_there(open_page):
    with open_page("figures/f01/index.html") as page:
        page.keyboard.press("/")
        page.keyboard.type("running averages")
        hit = page.locator(".md-search-result__link").first
        expect(hit).to_be_visible(timeout=15_000)
        assert "/index.html" in hit.get_attribute("href")
        hit.click()
        expect(page.locator("h1").first).to_be_visible()
        assert "/index.html" in page.url


def test_a_question_is_answered_and_remembered(open_page):
    with open_page("lessons/01-why-normalize/index.html") as page:
        question = page.locator("[data-quiz]:has(input[type=radio])").first
        question.locator("input[type=radio]").first.check()
        question.get_by_role("button", name="Check").click()
        expect(question.locator(".course-quiz__verdict:visible").first).to_contain_text(re.compile("ight"))
        page.reload()
        expect(question.locator("input[type=radio]:checked")).to_have_count(1)


def test_the_playground_follows_its_controls(open_page):
    with open_page("playground/index.html") as page:
        part = page.locator("[data-part=playground]")
        before = part.locator(".course-playground__title").inner_text()
        part.locator("#playground-technique").select_option("layer")
        expect(page).to_have_url(re.compile(r"/index\.html#p=1&tech=layer"))
        expect(part.locator(".course-playground__title")).not_to_have_text(before)


def test_a_figure_runs_live(open_page):
    with open_page("figures/f11/index.html") as page:
        live = page.locator("[data-part=live]")
        live.get_by_role("button", name="Run it here").click()
        said = live.locator(".course-live__verdict").filter(has_text="Matches")
        expect(said).to_be_visible(timeout=PYTHON)


def test_python_runs_and_an_endless_loop_is_stopped(folder, open_page, project):
    files = Python(project).publish()
    script = folder / "generated" / "test-runtime.js"
    script.write_bytes(runtime_script())
    with open_page("playground/index.html") as page:
        page.add_script_tag(url=script.as_uri())
        ended = page.evaluate(
            """async ([files, base, code]) => {
                window.python = new coursePython.PythonRuntime(JSON.parse(files), base);
                return python.run(code);
            }""",
            [files, script.as_uri(), CODE],
        )
        assert (ended["kind"], ended.get("text")) == ("result", "(2, 2)"), ended
        ended = page.evaluate(
            """async () => {
                const run = python.run("while True: pass");
                while (python.state.kind !== "running") await new Promise((next) => setTimeout(next, 5));
                python.stop();
                return [await run, await python.run("import unittest, zipfile\\n6 * 7")];
            }"""
        )
        assert [ended[0]["kind"], ended[0]["reason"], ended[1].get("text")] == ["stopped", "reader", "42"], ended


PRESS = """([selector, words]) => {
    const shown = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const button = shown.find((one) => one.textContent.includes(words));
    button?.click();
    return button !== undefined;
}"""
ENTER = """(text) => {
    const [toggle, input] = ["#__search", ".md-search__input"].map((one) => document.querySelector(one));
    toggle.checked = true;
    toggle.dispatchEvent(new Event("change"));
    input.focus();
    input.value = text;
    for (const kind of ["keyup", "input"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
}"""
"""Search for a text as Material hears it; another test types it."""
TEXT = "(selector) => document.querySelector(selector)?.textContent ?? ''"
RMS_NORM = "rms_norm = lambda x, gamma, eps=1e-6: gamma * x / np.sqrt(np.mean(x * x, -1, keepdims=True) + eps)"
SHARED = {"chromium": True, "firefox": False, "webkit": True}
"""Whether a browser lets pages that are files share records."""


@pytest.fixture(scope="module", params=browsers.NAMES)
def started(request, chrome):
    with browsers.start(request.param, chrome) as browser:
        yield browser


@pytest.fixture
def browser(started):
    yield started
    assert started.console == []


@pytest.mark.parametrize("started", ["firefox", "webkit"], indirect=True)
def test_each_other_browser_opens_every_page(browser, folder):
    for path in folder.rglob("index.html"):
        browser.open(path.as_uri())
        assert browser.evaluate(TEXT, "h1"), path


def test_each_browser_runs_python_and_stops_it(browser, folder):
    browser.open((folder / "figures/f11/index.html").as_uri())
    assert browser.evaluate(PRESS, ["[data-part=live] button", "Run it here"])
    until(lambda: browser.evaluate(TEXT, ".course-live__verdict"), lambda text: "Matches" in text)
    browser.open((folder / "playground/index.html").as_uri())
    code = ".course-playground__code"
    assert browser.evaluate(PRESS, [f"{code} button", "Run"])
    until(lambda: browser.evaluate(TEXT, f"{code} .course-cell__output"), bool)


def test_each_browser_checks_an_exercise_and_stops_an_endless_loop(browser, folder):
    browser.open((folder / "more/exercises/index.html").as_uri())
    asked = '[data-quiz="rms-norm"]'

    def write(code):
        until(lambda: browser.evaluate(TEXT, f"{asked} .cm-content"), bool)
        browser.evaluate("(selector) => document.querySelector(selector).focus()", f"{asked} .cm-content")
        browser.press("Control+a")
        browser.type(code)
        assert browser.evaluate(PRESS, [f"{asked} .course-quiz__actions > .course-button", "Check"])

    def told(words):
        until(lambda: browser.evaluate(TEXT, f"{asked} .course-quiz__outcome"), lambda text: words in text)

    assert browser.evaluate(PRESS, [f"{asked} .course-quiz__actions > .course-button", "Check"])
    told("change it first")
    write("while True: pass")
    until(lambda: browser.evaluate(PRESS, [f"{asked} button", "Stop"]), bool)
    told("Stopped by you")
    write(RMS_NORM)
    told("Right:")


def test_each_browser_searches(browser, folder):
    browser.open((folder / "lessons/04-training/index.html").as_uri())
    browser.evaluate(ENTER, "running mean")
    found = until(
        lambda: browser.evaluate("() => [...document.querySelectorAll('.md-search-result__link')].map((a) => a.href)"),
        bool,
    )
    assert all(re.search(r"/index\.html(\?|#|$)", one) for one in found)


@pytest.mark.parametrize("name", browsers.NAMES)
def test_each_browser_keeps_records_and_says_where_pages_keep_their_own(name, chrome, folder):
    # A browser that has kept nothing yet.
    with browsers.start(name, chrome) as browser:
        keeps_records(browser, folder)
        assert browser.console == []


def keeps_records(browser, folder):
    browser.open((folder / "lessons/02-techniques/index.html").as_uri())
    assert browser.evaluate(PRESS, [".course-end__button", ""])
    if not SHARED[browser.name]:
        until(lambda: browser.evaluate(TEXT, ".course-notice"), lambda text: "keeps its own records" in text)
    browser.open((folder / "lessons/03-activations/index.html").as_uri())
    assert ("1 of 8" in browser.evaluate(TEXT, ".course-progress")) == SHARED[browser.name]
    browser.open((folder / "your-data/index.html").as_uri())
    # Long enough for the answer of both pages that are asked.
    time.sleep(3)
    assert ("keeps its own records" in browser.evaluate(TEXT, ".course-notice")) != SHARED[browser.name]
