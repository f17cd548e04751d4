"""Cells run when their code changed, share a namespace, and stop the build with the line of a mistake."""

import json

import pytest

from course_build.cells.build import Cells
from course_build.cells.model import Cell
from course_build.errors import CourseError
from course_build.project import Project


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "docs").mkdir()
    return Project(tmp_path)


@pytest.fixture
def cell(project):
    """Return a cell of a page, whose code begins at line 10 and whose id is unique."""
    count = iter(range(100))

    def make(source: str, page: str = "a.md", **options) -> Cell:
        return Cell(f"cell-{next(count)}", project.docs / page, 10, source, **options)

    return make


def outputs(project: Project, *cells: Cell) -> list[dict]:
    Cells(project, cells).update()
    return [json.loads((project.generated / "cells" / f"{one.id}.json").read_text())["output"] for one in cells]


def mistake(project: Project, *cells: Cell) -> str:
    with pytest.raises(CourseError) as raised:
        Cells(project, cells).update()
    return str(raised.value)


def test_cells_of_a_page_share_a_namespace_and_others_do_not(project, cell):
    told = outputs(
        project,
        cell("x = 1\nprint('first')"),
        cell("'x' in globals()", isolated=True),
        cell("x + 1"),
        cell("'x' in globals()", page="b.md"),
    )
    assert [one["text"] for one in told] == ["", "False", "2", "False"]
    assert told[0]["printed"] == "first\n"


def test_an_unchanged_page_runs_nothing(project, cell, monkeypatch):
    one = cell("import time\ntime.time()")
    first = outputs(project, one)
    assert outputs(project, one) == first
    changed = Cell(one.id, one.path, one.line, f"{one.source}  # changed")
    assert outputs(project, changed) != first
    # The page may move, since only code counts.
    assert outputs(project, Cell(one.id, one.path, 99, one.source)) == first


def test_a_change_of_what_a_cell_imports_runs_it(project, cell):
    plain, norms = Cells(project, [cell("1")]), Cells(project, [cell("from course_build.norms import layer_norm")])
    before = [one._path(one.pages[0]) for one in (plain, norms)]
    for one in (plain, norms):
        one.keys._code["course_build.norms"] = "changed"
    after = [one._path(one.pages[0]) for one in (plain, norms)]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False]


def test_mistakes_of_all_pages_are_told_at_once_and_the_others_are_published(project, cell):
    good = cell("1", page="c.md")
    told = mistake(project, cell("x = 1\nprint(y)"), cell("[][0]", page="b.md"), good).splitlines()
    assert told[0].startswith("docs/a.md:11: the cell cell-1, line 2: NameError: name 'y' is not defined; mend it")
    assert told[1].startswith("docs/b.md:10: the cell cell-2, line 1: IndexError")
    assert (project.generated / "cells" / f"{good.id}.json").is_file()


def test_an_error_that_a_cell_is_there_to_show_is_shown(project, cell):
    told = outputs(project, cell("1 / 0", raises="ZeroDivisionError"), cell("2"))
    assert told[0]["type"] == "ZeroDivisionError"
    assert told[1]["text"] == "2"
    assert "raises nothing, and says raises: ValueError" in mistake(project, cell("1", raises="ValueError"))
    assert "ZeroDivisionError" in mistake(project, cell("1 / 0", raises="ValueError"))


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import warnings\nwarnings.warn('odd')", "warns: UserWarning: odd"),
        ("object()", "an address of this machine"),
        ("import os\nos.getcwd()", "a path or an address"),
        ("import os\nos._exit(3)", "ended Python"),
    ],
)
def test_what_a_page_cannot_show_is_refused(project, cell, code, told):
    assert told in mistake(project, cell(code))


def test_a_cell_that_never_ends_is_named(project, cell):
    assert "cell-1 took more than its 1 seconds" in mistake(project, cell("1"), cell("while True: pass", seconds=1))


def test_outputs_of_cells_that_are_gone_are_removed(project, cell):
    outputs(project, cell("1"), cell("2"))
    Cells(project, []).update()
    assert list((project.generated / "cells").iterdir()) == []
