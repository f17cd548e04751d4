"""Labs run when what they depend on changed, and only then; a failing one harms no other."""

import json
import subprocess
import sys

import nbformat
import pytest

from tests.small_course import SmallCourse
from tests.unit.labs.sources import HELPER, lab

PATH = "docs/labs/squares.py"
LOADED = """\
import sys
from pathlib import Path
from course_build.labs.build import Labs
from course_build.project import Project

Labs(Project(Path.cwd())).update()
jupyter = {"IPython", "ipykernel", "jupytext", "mkdocs_jupyter", "nbclient", "nbformat", "zmq"}
print(sorted(jupyter & sys.modules.keys()))
"""


@pytest.fixture
def course(tmp_path):
    course = SmallCourse(tmp_path)
    course.write("figures_src/_helper.py", HELPER)
    course.write(PATH, lab(course.log))
    return course


def labs(course, *names, code=0):
    result = course.run("course_build", "labs", *names)
    assert result.returncode == code, result.stderr
    assert "Traceback" not in result.stderr
    return result.stderr


def published(course, name="squares"):
    folder = course.root / "docs" / "generated" / "labs"
    return [folder / f"{name}.{kind}" for kind in ("ipynb", "page")]


def test_a_lab_becomes_a_notebook_and_a_page_and_is_run_again_only_when_its_code_changes(course):
    assert "0 up to date, skipped; 1 to make" in labs(course)
    notebook, page = published(course)
    first = [path.read_bytes() for path in (notebook, page)]
    stored = nbformat.read(notebook, as_version=4)
    nbformat.validate(stored)
    assert [cell.id for cell in stored.cells] == [f"cell-{number}" for number in range(1, 6)]
    assert stored.cells[2].outputs[0].text == "three: 9\n"
    assert stored.cells[2].outputs[1].data == {"text/plain": "16"}
    assert stored.cells[4].metadata == {"tags": ["solution"], "jupyter": {"source_hidden": True}}
    assert set(stored.metadata) == {"kernelspec", "language_info"}
    assert all(set(cell.metadata) <= {"tags", "jupyter"} for cell in stored.cells)
    text = page.read_text()
    assert text.startswith("# Squares\n\nThe square of $x$ ([source](../sources.md#someone-2018), [web](https://")
    # From a file on the reader's disk, a link to a page of the course would lead nowhere.
    assert stored.cells[0].source == "# Squares\n\nThe square of $x$ (source, [web](https://example.org/))."
    assert 'aria-label="Output">three: 9</pre>' in text
    assert "/// solution" in text
    assert "| 2 | 4 |" in text

    times = [path.stat().st_mtime_ns for path in (notebook, page)]
    assert "1 up to date, skipped; 0 to make" in labs(course)
    assert [path.stat().st_mtime_ns for path in (notebook, page)] == times
    assert course.runs() == 1
    command, environment = [sys.executable, "-c", LOADED], course.environment()
    loaded = subprocess.run(command, cwd=course.root, env=environment, capture_output=True, text=True, check=True)
    assert loaded.stdout == "[]\n"

    course.edit(PATH, "The square of", "This is the square of")
    labs(course)
    assert "This is the square of $x$ (" in page.read_text()
    assert course.runs() == 1

    course.edit("figures_src/_helper.py", "x**2", "x**3")
    labs(course)
    assert "three: 27" in page.read_text()
    assert course.runs() == 2

    course.edit("figures_src/_helper.py", "x**3", "x * x")
    course.edit(PATH, "This is the square of", "The square of")
    labs(course)
    assert [path.read_bytes() for path in (notebook, page)] == first
    assert course.runs() == 3

    (course.root / PATH).rename(course.root / "docs/labs/cubes.py")
    labs(course)
    assert not notebook.exists()
    assert not page.exists()
    assert all(path.exists() for path in published(course, "cubes"))


FAILURES = {
    "assertion": (
        "square(4)",
        "assert square(4) == 1, 'it\\n is 16'",
        14,
        "AssertionError: it is 16; mend it, then run",
    ),
    "import": ("square(4)", "square(None)", 14, "TypeError: unsupported operand type(s) for ** or pow(): 'NoneType'"),
    "earlier-cell": (
        "square(4)\n",
        "def twice(x):\n    y = square(x)\n    return 2 * y / 0\n\n\n# %%\ntwice(4)\n",
        16,
        "ZeroDivisionError: division by zero; mend it, then run: course labs earlier-cell",
    ),
    "end": ("square(4)", "import os; os._exit(3)", 13, "the cell ended Python; mend it, then run: course labs end"),
    "address": ("square(4)", "object()", 13, "the output holds a path or an address of this machine; print only what"),
    "path": ("square(4)", "__import__('sys').prefix", 13, "the output holds a path or an address of this machine"),
    "warning": ("square(4)", "__import__('warnings').warn('care')", 13, "the cell warns: UserWarning: care; mend what"),
    "picture": (
        'display(Markdown("| x |',
        'display({"image/png": ""}, raw=True) or (("| x |',
        22,
        "the cell shows image/png; print text, or display Markdown",
    ),
}


def test_all_failures_are_told_with_their_lines_and_the_other_labs_are_published(course):
    for name, (old, new, _, _) in FAILURES.items():
        course.write(f"docs/labs/{name}.py", lab(course.log))
        course.edit(f"docs/labs/{name}.py", old, new)
    told = labs(course, code=1)
    for name, (_, _, line, problem) in FAILURES.items():
        assert f"docs/labs/{name}.py:{line}: {problem}" in told
        assert "This lab could not be run." in published(course, name)[1].read_text()
    assert '"Output">16</pre>' in published(course)[1].read_text()


def test_ready_runs_nothing_and_leaves_a_placeholder_or_the_last_version(course):
    ready = ("course_build", "prepare", "--ready")
    assert course.run(*ready).returncode == 0
    page = published(course)[1]
    assert page.read_text().startswith("# Squares\n\nThis lab is being run.\n")
    labs(course)
    course.edit(PATH, "square(4)", "square(5)")
    assert course.run(*ready).returncode == 0
    assert "three: 9" in page.read_text()
    assert course.runs() == 1


def test_an_unknown_name_is_told(course):
    assert "lab circles: does not exist; name one of squares" in labs(course, "circles", code=1)


def test_the_kernel_has_one_thread_and_no_habits_of_the_machine(course):
    course.write(
        "docs/labs/habits.py",
        "# %% [markdown]\n# # Habits\n\n# %%\nimport os\n\n"
        'print(os.environ["OPENBLAS_NUM_THREADS"], hash("a") == hash("a"), sorted({"b", "a"}) == ["a", "b"])\n'
        'list({"alpha", "beta", "gamma", "delta"})\n\n'
        '# %%\nimport time\n\nprint("slowly")\ntime.sleep(1)\nprint("printed")\n',
    )
    labs(course, "habits")
    once = published(course, "habits")[1].read_bytes()
    assert b">1 True True</pre>" in once
    assert b">slowly\nprinted</pre>" in once
    for path in (course.root / ".cache" / "labs").rglob("*.json"):
        path.unlink()
    labs(course, "habits")
    assert published(course, "habits")[1].read_bytes() == once
    assert json.loads(published(course, "habits")[0].read_text())["cells"][1]["execution_count"] == 1
