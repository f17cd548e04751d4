"""Cells in the page: run, changed, stopped, kept, by mouse and by keyboard, with what the build said of them."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from course_build.markdown import cell_source
from tests import ROOT
from tests.parity.text import assert_same
from tests.web.conftest import SCHEMES

LESSON = "lessons/02-techniques/"
PAGES = {path: cells for path in sorted((ROOT / "docs").rglob("*.md")) if (cells := cell_source.find([path]))}
ARRIVES = 90_000
"""Milliseconds that Python may take to come and start on a busy machine."""


@pytest.fixture
def cell(page_of):
    """The cell of a lesson, on a page of its own."""
    return page_of(LESSON).locator(".course-cell").first


@pytest.fixture
def page_of(address, reader):
    """Return a function that opens a page of the site; the page has to ask nothing else and complain of nothing."""
    opened = []

    def open_page(path: str, **options) -> Page:
        context = reader(f"{address}{path}", **options)
        found = context.__enter__()
        opened.append((context, found))
        return found.page

    yield open_page
    for context, found in opened:
        assert found.complaints == []
        assert all(url.startswith(("http://127.0.0.1:", "blob:")) for url in found.requests)
        context.__exit__(None, None, None)


def asked(page: Page) -> list[str]:
    """Return what came for a reader who runs something."""
    names = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    return [name for name in names if "/generated/python/" in name or "/generated/editor/" in name]


def run(cell) -> None:
    cell.get_by_role("button", name="Run").click()
    ended(cell)


def ended(cell) -> None:
    expect(cell.locator(".cm-content")).to_be_visible(timeout=ARRIVES)
    expect(cell.locator(".course-status")).not_to_contain_text(
        re.compile("Loading|Starting|Waiting|Running for"), timeout=ARRIVES
    )
    expect(cell).not_to_have_class(re.compile("course-cell--running"), timeout=ARRIVES)


def write(cell, code: str) -> None:
    """Replace the code by hand, once the editor is there."""
    cell.locator(".cm-content").click()
    page = cell.page
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def output(cell) -> str:
    return cell.locator(".course-cell__output").inner_text()


def test_before_anybody_runs_it_nothing_comes_and_the_output_stands(cell):
    assert asked(cell.page) == []
    assert "Array of the shape (2, 3), float64" in output(cell)
    expect(cell.locator(".course-status")).to_contain_text(re.compile(r"Python comes on first use: about \d+ MB\."))


def test_it_runs_in_its_own_box_and_gives_what_the_build_gave(cell):
    def boxes() -> list:
        return [cell.locator(f".course-cell__{name}").bounding_box() for name in ("code", "bar", "output")]

    cell.scroll_into_view_if_needed()
    before, built = boxes(), output(cell)
    run(cell)
    assert output(cell) == built
    assert boxes() == before


def test_change_run_reset_and_come_back(cell):
    run(cell)
    built = output(cell)
    write(cell, "import numpy as np\nnp.arange(3, dtype=np.int64) + 1")
    expect(cell.locator(".course-status")).to_contain_text("Changed since it ran.")
    cell.page.keyboard.press("Control+Enter")
    expect(cell.locator(".course-cell__output")).to_contain_text("[1 2 3]")
    expect(cell.locator(".course-cell__output")).to_contain_text("Array of the shape (3,), int64")
    cell.page.reload()
    expect(cell.locator("code")).to_contain_text("np.arange(3, dtype=np.int64) + 1")
    expect(cell.locator(".course-status")).to_contain_text("This is your version.")
    assert asked(cell.page) == []
    cell.get_by_role("button", name="Reset").click()
    expect(cell.locator(".cm-content")).to_contain_text("axis = 1")
    assert output(cell) == built
    cell.page.reload()
    expect(cell.locator("code")).to_contain_text("axis = 1")
    expect(cell.locator(".course-status")).to_contain_text("Python comes on first use")


def test_a_chart_is_taken_over_in_its_place_and_a_run_gives_it_again(page_of):
    page = page_of("more/depth-and-signal/")
    cell = page.locator(".course-cell").first
    box, reader = cell.locator(".course-cell__output"), cell.locator(".course-chart__reader")
    cell.scroll_into_view_if_needed()
    expect(reader).to_be_visible()
    built, size = output(cell), box.bounding_box()
    run(cell)
    expect(reader).to_be_visible()
    assert_same(output(cell), built)
    assert box.bounding_box() == size
    reader.focus()
    page.keyboard.press("ArrowRight")
    expect(cell.locator(".course-chart__reading")).to_contain_text(
        re.compile(r"no norm: RMS of the output [\d.]+ at layer 1")
    )
    cell.locator("summary").click()
    assert cell.locator("tbody tr").count() == 60
    found = Axe().run(page, context=".course-cell")
    assert found.response["violations"] == [], found.generate_report()
    write(cell, "lines([1, 2], [1, np.inf])")
    page.keyboard.press("Control+Enter")
    expect(box).to_contain_text("Line 1: ValueError: y holds infinity")
    cell.get_by_role("button", name="Reset").click()
    assert_same(output(cell), built)


def test_a_reader_draws_where_the_page_had_no_chart(cell):
    assert not any("charts" in one for one in cell.page.evaluate("[...document.scripts].map((one) => one.src)"))
    run(cell)
    code = "histogram({'before': [1, 2, 4], 'after <b>LayerNorm': [0, 1]}, title='<b>Two</b>', bins=4)"
    write(cell, f"from course_build.charts import histogram\nprint('first')\n{code}")
    cell.page.keyboard.press("Control+Enter")
    box = cell.locator(".course-cell__output")
    expect(box.locator(".course-cell__title")).to_have_text("<b>Two</b>", timeout=ARRIVES)
    expect(box.locator(".course-cell__printed")).to_have_text("first\n")
    expect(box.get_by_role("img", name="<b>Two</b>")).to_be_visible()
    expect(box.locator("svg text", has_text="■ after <b>LayerNorm").first).to_be_attached()
    assert box.locator("b").count() == 0
    expect(cell.page.locator(".course-hidden[role=status]").last).to_contain_text("Histograms on one axis.")


def test_an_error_has_a_sentence_its_line_and_the_whole_traceback(cell):
    run(cell)
    write(cell, "import numpy as np\n\nnp.ones((2, 3)).mean(axis=2)\n")
    cell.page.keyboard.press("Shift+Enter")
    box = cell.locator(".course-cell__output")
    expect(box).to_contain_text("Line 3: There is no axis 2: the array has 2 axes, 0 to 1 (or -1 to -2).")
    expect(cell.locator(".cm-line.course-cell__wrong")).to_have_text("np.ones((2, 3)).mean(axis=2)")
    expect(box.locator("details pre")).to_be_hidden()
    box.locator("summary").click()
    expect(box.locator("details pre")).to_contain_text("AxisError: axis 2 is out of bounds")
    cell.locator(".cm-content").click()
    cell.page.keyboard.type("#")
    expect(cell.locator(".course-cell__wrong")).to_have_count(0)


@pytest.mark.parametrize("how", ["button", "Escape"])
def test_stop_ends_an_endless_loop_and_the_next_run_works(cell, how):
    run(cell)
    write(cell, "print('before')\nwhile True: pass")
    cell.page.keyboard.press("Control+Enter")
    stop = cell.get_by_role("button", name="Stop")
    expect(stop).to_be_visible()
    expect(cell.locator(".course-status")).to_contain_text("at most 10 s")
    if how == "button":
        stop.click()
    else:
        cell.page.keyboard.press("Escape")
    expect(cell.locator(".course-status")).to_contain_text("Stopped by you. Its variables are gone.")
    expect(stop).to_be_hidden()
    write(cell, "1 + 1")
    cell.page.keyboard.press("Control+Enter")
    expect(cell.locator(".course-cell__value")).to_have_text("2", timeout=ARRIVES)


@pytest.fixture
def changed(chrome, address):
    """Return a function that opens the lesson with one file of the site changed on its way."""
    contexts = []

    def open_page(files: str, change) -> Page:
        contexts.append(chrome.new_context())
        page = contexts[-1].new_page()

        def answer(route) -> None:
            came = route.fetch()
            route.fulfill(response=came, body=change(came.text()))

        page.route(files, answer)
        page.goto(f"{address}{LESSON}", wait_until="networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


def three_cells(html: str) -> str:
    """Make three cells of the one."""
    whole = re.search(r'<div [^>]*data-cell="choose-the-axis".*?</section>\s*</div>', html, re.DOTALL)[0]
    codes = {"one": "shared = 41", "two": "shared += 1", "three": "shared"}
    copies = (
        re.sub(r"<code>.*?</code>", f"<code>{code}\n</code>", whole, flags=re.DOTALL).replace("choose-the-axis", name)
        for name, code in codes.items()
    )
    return html.replace(whole, "".join(copies))


def test_cells_share_a_namespace_and_those_above_run_first(changed):
    page = changed(f"**/{LESSON}", three_cells)
    one, two, three = (page.locator(f'[data-cell="{name}"]') for name in ("one", "two", "three"))
    run(three)
    expect(three.locator(".course-cell__value")).to_have_text("42")
    expect(three.locator(".course-status__text")).to_have_text("Ran 2 cells above first.")
    expect(one.locator(".course-cell__output")).to_contain_text("It printed nothing")
    run(three)
    expect(three.locator(".course-cell__value")).to_have_text("42")
    run(two)
    run(three)
    expect(three.locator(".course-cell__value")).to_have_text("43")
    write(two, "shared = missing")
    run(three)
    expect(three.locator(".course-status__text")).to_contain_text("A cell above ended with an error")
    expect(two.locator(".course-cell__output")).to_contain_text("The name missing is not known")


def test_by_keyboard_alone_into_the_editor_and_out_of_it(cell):
    page = cell.page
    edit = cell.get_by_role("button", name="Edit")
    cell.get_by_role("button", name="Run").focus()
    page.keyboard.press("Tab")
    expect(edit).to_be_focused()
    page.keyboard.press("Enter")
    expect(cell.locator(".cm-content")).to_be_focused()
    expect(cell.locator(".course-status")).to_contain_text("Escape leaves the editor.")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Tab")
    expect(cell.locator(".cm-line").first).to_have_text("    import numpy as np")
    page.keyboard.press("Escape")
    expect(cell.get_by_role("button", name="Run")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell.get_by_role("button", name="Reset")).to_be_focused()
    page.keyboard.press("Tab")
    expect(cell.locator(".course-cell__output")).to_be_focused()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_an_open_cell_with_an_error(page_of, scheme):
    cell = page_of(LESSON, scheme=scheme).locator(".course-cell").first
    run(cell)
    write(cell, "def f(x):\n    return x + 'a'  # wrong\n\nf(1)")
    cell.page.keyboard.press("Control+Enter")
    expect(cell.locator(".course-cell__error")).to_be_visible()
    cell.locator("summary").click()
    found = Axe().run(cell.page, context=".course-cell")
    assert found.response["violations"] == [], found.generate_report()


def test_a_phone_scrolls_code_and_not_the_page(page_of):
    page = page_of(LESSON, width=390)
    cell = page.locator(".course-cell").first
    run(cell)
    write(cell, f"{'x' * 80}\ny = 1")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    scroller, numbers = cell.locator(".cm-scroller"), cell.locator(".cm-gutters")
    scrolled = "(box, left) => { box.scrollLeft = left; return box.scrollLeft; }"
    assert scroller.evaluate(scrolled, 0) == 0
    stays = numbers.screenshot()
    assert scroller.evaluate(scrolled, 100) == 100
    # The code passes under the numbers of its lines.
    assert numbers.screenshot() == stays


def test_where_the_copy_has_no_python_cells_can_be_read(changed):
    files = re.compile(r"\{boot:\{.*?worker:\{[^}]*\}\}", re.DOTALL)
    page = changed("**/generated/scripts/cells.*.js", lambda script: files.sub("null", script))
    cell = page.locator(".course-cell").first
    expect(cell.locator(".course-status__text")).to_have_text("Live Python is not part of this copy of the course.")
    expect(cell.get_by_role("button", name="Run")).to_be_disabled()
    assert "Array of the shape (2, 3), float64" in output(cell)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_browser_gives_what_the_build_gave(page_of, path):
    place = path.relative_to(ROOT / "docs").with_suffix("").as_posix()
    page = page_of(f"{place}/")
    for one in PAGES[path]:
        cell = page.locator(f'[data-cell="{one.id}"]')
        built = output(cell)
        run(cell)
        assert_same(output(cell), built)


def test_edits_are_kept_under_the_id_of_the_cell(cell):
    run(cell)
    write(cell, "1")
    (key,) = [key for key in cell.page.evaluate("Object.keys(localStorage)") if "/cell/" in key]
    assert key == "normalization/1/cell/choose-the-axis"
    assert json.loads(cell.page.evaluate("(key) => localStorage[key]", key))["code"] == "1"
