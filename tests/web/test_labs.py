"""Labs: a page of the course, and a notebook to take away."""

import re

import nbformat
import pytest

from tests import ROOT
from tests.web.conftest import WIDTHS

LABS = sorted(path.stem for path in (ROOT / "docs" / "labs").glob("*.py"))


@pytest.mark.parametrize("name", LABS)
def test_a_lab_shows_formulas_code_and_outputs_and_weighs_little(site, address, reader, name):
    with reader(f"{address}labs/{name}/") as found:
        page = found.page
        assert page.locator("h1").count() == 1
        assert page.locator("article math").count() > 10
        assert page.locator("article .highlight code").count() > 5
        assert page.locator(".course-output").count() > 3
        assert page.locator("article [style]").count() == 0
        assert "$" not in page.locator("article > p").all_inner_texts()
        assert found.complaints == []
    assert (site / "labs" / name / "index.html").stat().st_size < 120_000


@pytest.mark.parametrize("name", LABS)
def test_the_notebook_can_be_downloaded_and_is_whole(address, reader, tmp_path, name):
    path = tmp_path / f"{name}.ipynb"
    with reader(f"{address}labs/{name}/") as found:
        with found.page.expect_download() as download:
            found.page.get_by_role("link", name="Download this notebook").click()
        assert download.value.suggested_filename == path.name
        download.value.save_as(path)
    text = path.read_text("utf-8")
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    assert all(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")
    assert sum(bool(cell.get("outputs")) for cell in notebook.cells) > 3
    assert str(ROOT) not in text
    assert not re.search(r"/(?:tmp|home|root|usr)/|\d{4}-\d\d-\d\d|\d\d:\d\d", text)


@pytest.mark.parametrize("width", WIDTHS)
def test_a_solution_opens_by_keyboard_and_nothing_scrolls_sideways(address, reader, width):
    with reader(f"{address}labs/{LABS[0]}/", width=width) as found:
        solution = found.page.locator(".course-solution").first
        code = solution.locator("code").first
        assert not code.is_visible()
        solution.locator("summary").focus()
        found.page.keyboard.press("Enter")
        assert code.is_visible()
        for one in found.page.locator(".course-solution").all()[1:]:
            one.locator("summary").click()
        assert found.page.locator(".course-solution[open]").count() == 3
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_does_not_give_solutions_away(site):
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert "Write your answer in a cell" in index
    assert "rms_backward" not in index
