"""Figures are computed when what they depend on changed, and only then; a failing one harms no other."""

import json

import pytest
from distributed import LocalCluster

from tests.small_course import SmallCourse


@pytest.fixture
def course(tmp_path):
    return SmallCourse(tmp_path)


def succeed(result):
    assert result.returncode == 0, result.stderr
    return result


def test_a_figure_is_published_with_picture_data_and_texts(course):
    succeed(course.figures())
    data = json.loads(course.published("f01.json").read_text())
    assert data == {
        "id": "f01",
        "question": "How do squares grow?",
        "params": {"count": 5, "log": str(course.log)},
        "series": [
            {
                "name": "squares",
                "x": [0.0, 1.0, 2.0, 3.0, 4.0],
                "y": [0.0, 1.0, 4.0, 9.0, 16.0],
                "lo": None,
                "hi": None,
                "unit": "area",
                "x_unit": "side",
            }
        ],
        "scalars": {"largest": 16.0},
    }
    assert course.published("f01.csv").read_text().splitlines()[-1] == "squares,side,4.0,area,16.0,,"
    assert json.loads(course.published("f01.sheet.json").read_text())["title"] == "The largest is 16"
    for version in ("wide", "narrow"):
        assert course.published(f"f01.{version}.svg").read_text().startswith("<svg")


def test_what_did_not_change_is_skipped_and_said(course):
    succeed(course.figures())
    times = {path: path.stat().st_mtime_ns for path in course.published("").iterdir()}
    result = succeed(course.figures())
    assert "1 up to date, skipped; 0 to compute" in result.stderr
    assert course.runs() == 1
    assert {path: path.stat().st_mtime_ns for path in course.published("").iterdir()} == times


@pytest.mark.parametrize(
    ("path", "old", "new", "runs"),
    [
        ("figures_src/_work.py", "number**2", "number**3", 2),  # imported code
        ("figures_src/f01_squares.py", '"count": 5', '"count": 6', 2),  # a parameter
        ("figures_src/f01_squares.py", "Squares of", "The squares of", 1),  # a text: the unit is kept
    ],
)
def test_a_change_recomputes_what_depends_on_it(course, path, old, new, runs):
    succeed(course.figures())
    before = course.published("f01.sheet.json").read_text()
    course.edit(path, old, new)
    succeed(course.figures())
    assert course.runs() == runs
    assert course.published("f01.sheet.json").read_text() != before


def test_force_computes_again(course):
    succeed(course.figures())
    succeed(course.figures("f01", "--force"))
    assert course.runs() == 2


def test_only_the_named_figure_is_computed(course):
    course.write("figures_src/f02_squares.py", course.figure("f02"))
    course.edit("figures_src/f02_squares.py", '"count": 5', '"count": 7')
    succeed(course.figures("f02"))
    assert not course.published("f01.json").exists()
    assert course.published("f02.json").exists()


def test_a_shared_unit_runs_once(course):
    course.write("figures_src/f02_squares.py", course.figure("f02"))
    succeed(course.figures())
    assert course.runs() == 1
    assert course.published("f01.json").exists()
    assert course.published("f02.json").exists()


def test_a_removed_figure_leaves_nothing(course):
    course.write("figures_src/f02_squares.py", course.figure("f02"))
    succeed(course.figures())
    (course.root / "figures_src" / "f02_squares.py").unlink()
    succeed(course.figures())
    assert {path.name.split(".")[0] for path in course.published("").iterdir()} == {"f01"}


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (
            "_work.py",
            "return Squares",
            "raise ValueError('no squares today')\n    return Squares",
            ":12: ValueError: no squares",
        ),
        ("f02_squares.py", "(one,) = results", "one = results[3]", ":10: IndexError: list index out of range; mend it"),
        ("f02_squares.py", '"area")', '"area"', ".py:"),
        ("f02_squares.py", "up to {largest:.0f}.", "up to {lagest:.0f}.", "largest"),
        ("f02_squares.py", 'id="f02"', 'id="f03"', "f02_squares.py: has the id 'f03'; give it the id of its file name"),
        ("f02_squares.py", "FIGURE = Figure", "PICTURE = Figure", "f02_squares.py: defines no FIGURE; end it with"),
        ("f02_squares.py", '"batch", label', '"bach", label', ":18: ValueError: there is no color token"),
    ],
)
def test_a_failing_figure_is_told_with_its_line_and_the_others_are_published(course, path, old, new, said):
    course.write("figures_src/f01_squares.py", course.figure("f01").replace("_work", "_other"))
    course.write("figures_src/_other.py", (course.root / "figures_src" / "_work.py").read_text())
    course.write("figures_src/f02_squares.py", course.figure("f02"))
    course.edit(f"figures_src/{path}", old, new)
    result = course.figures()
    assert result.returncode == 1
    assert f"figures_src/{path}" in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert course.published("f01.json").exists()
    assert not course.published("f02.json").exists()


def test_an_unknown_name_is_an_error(course):
    result = course.figures("f07")
    assert result.returncode == 1
    assert "figure f07: does not exist; name one of f01" in result.stderr


def test_a_misnamed_file_is_an_error(course):
    course.write("figures_src/squares.py", course.figure("f02"))
    result = course.figures()
    assert result.returncode == 1
    assert "figures_src/squares.py: is not named fNN_what_it_shows.py; rename it" in result.stderr


def test_outside_a_course_there_is_a_plain_error(course, tmp_path_factory):
    course.root = tmp_path_factory.mktemp("elsewhere")
    result = course.figures()
    assert result.returncode == 1
    assert "no mkdocs.yml here or above; cd to the checkout" in result.stderr


def test_ready_computes_nothing_and_leaves_a_placeholder(course):
    succeed(course.run("course_build", "prepare", "--ready"))
    assert course.runs() == 0
    assert json.loads(course.published("f01.sheet.json").read_text())["pending"]
    succeed(course.figures())
    course.edit("figures_src/f01_squares.py", '"count": 5', '"count": 6')
    succeed(course.run("course_build", "prepare", "--ready"))
    assert json.loads(course.published("f01.sheet.json").read_text())["title"] == "The largest is 16"


def test_a_dask_cluster_gives_the_same_bytes(course):
    succeed(course.figures())
    here = {path.name: path.read_bytes() for path in course.published("").iterdir()}
    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as cluster:
        succeed(course.figures("--force", "--dask", cluster.scheduler_address))
    assert course.runs() == 2
    assert {path.name: path.read_bytes() for path in course.published("").iterdir()} == here


def test_an_unreachable_cluster_is_a_plain_error(course):
    result = course.figures("--dask", "tcp://127.0.0.1:9")
    assert result.returncode == 1
    assert "--dask tcp://127.0.0.1:9: cannot be reached" in result.stderr
    assert "check the scheduler's address" in result.stderr
