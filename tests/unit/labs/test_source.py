"""What a lab may say, and how each mistake is told without running it."""

import jupytext
import pytest

from course_build.errors import CourseErrors
from course_build.labs.source import MARKDOWN, SOLUTION, find_labs, markdown_files
from course_build.project import Project
from tests import ROOT
from tests.unit.labs.sources import lab

GOOD = lab("runs.log")


def read(folder, text, name="squares.py"):
    path = folder / "docs" / "labs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    labs, errors = find_labs(Project(folder))
    told = [str(one) for error in errors for one in (error.errors if isinstance(error, CourseErrors) else [error])]
    return labs, told


def test_a_lab_is_read_with_the_line_of_each_cell(tmp_path):
    (found,), errors = read(tmp_path, GOOD)
    assert errors == []
    assert (found.name, found.title) == ("squares", "Squares")
    assert [(cell.line, cell.source.split("\n")[0]) for cell in found.cells] == [
        (2, "# Squares"),
        (7, "from figures_src._helper import square"),
        (13, 'print("three:", square(3))'),
        (17, "## Exercise"),
        (22, "from IPython.display import Markdown, display"),
    ]
    assert [cell.kind == MARKDOWN for cell in found.cells] == [True, False, False, True, False]
    assert found.cells[-1].kind == SOLUTION


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "labs").glob("*.py")), ids=lambda path: path.stem)
def test_jupytext_reads_the_same_cells(project, path):
    (ours,) = [one for one in find_labs(project)[0] if one.path == path]
    theirs = jupytext.read(path, fmt="py:percent").cells
    assert [(cell.kind == MARKDOWN, cell.source) for cell in ours.cells] == [
        (cell.cell_type == "markdown", cell.source) for cell in theirs
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("square(4)", "square(4", "docs/labs/squares.py:14: '(' was never closed, as Python reads it; correct"),
        ("# # Squares", "# Squares", "docs/labs/squares.py:2: the lab does not begin with its title; begin with"),
        ("# %% [markdown]\n# # Sq", "# # Sq", "docs/labs/squares.py:1: the line stands before the first cell; begin"),
        ("# %% [markdown]\n# ## Ex", "# %% [md]\n# ## Ex", "docs/labs/squares.py:16: there is no cell '# %% [md]'; wr"),
        ('["solution"]', '["answer"]', "docs/labs/squares.py:21: there is no cell '# %% tags=[\"answer\"]'; write one"),
        ("# The square", "f = 1  # The sq", "docs/labs/squares.py:4: the line of a Markdown cell is no comment; begin"),
        ("# Show a", "#Show a", "docs/labs/squares.py:19: the line of a Markdown cell is no comment; begin it with"),
        ("# Show a", "# /// figure | f01", "docs/labs/squares.py:19: a block of the course stands in a lab; say it"),
        ("# Show a", "# {{ f01.x | .2f }}", "docs/labs/squares.py:19: a number in braces stands in a lab; let a cell"),
        ("square(4)\n", "square(4)\n\n# %%\n", "docs/labs/squares.py:16: the cell is empty; fill it, or remove it"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_a_cure(tmp_path, old, new, told):
    assert old in GOOD
    labs, errors = read(tmp_path, GOOD.replace(old, new))
    assert labs == []
    assert any(error.startswith(told) for error in errors), errors


def test_a_misnamed_or_unreadable_lab_is_told_and_the_others_are_read(tmp_path):
    read(tmp_path, GOOD, "Squares_2.py")
    read(tmp_path, b"# \xff", "bytes.py")
    labs, errors = read(tmp_path, GOOD)
    assert [one.name for one in labs] == ["squares"]
    assert errors == [
        "docs/labs/Squares_2.py: is not named like batch-norm-from-nothing.py; use small letters, digits and hyphens",
        "docs/labs/bytes.py: holds bytes that are not UTF-8; save it as UTF-8",
    ]


def test_checks_of_pages_find_every_character_of_the_text_at_its_place(tmp_path):
    (found,), _ = read(tmp_path, GOOD)
    ((file, source),) = markdown_files(Project(tmp_path)).items()
    assert source == found.path
    lines = file.read_text().split("\n")
    assert len(lines) == len(GOOD.split("\n"))
    assert lines[1] == "  # Squares"
    assert GOOD.split("\n")[3].index("$x$") == lines[3].index("$x$")
    assert not any("square(" in line or "%%" in line for line in lines)
