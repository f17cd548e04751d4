"""The build proves of each exercise what its file says, once, and tells what does not hold with its line."""

import shutil

import pytest

from course_build.errors import CourseError
from course_build.exercises import build
from course_build.exercises.build import Exercises
from course_build.project import Project
from tests import ROOT
from tests.unit.exercises.test_source import FILE


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "docs" / "exercises").mkdir(parents=True)
    return Project(tmp_path)


def mistakes(project: Project, text: str) -> str:
    (project.docs / "exercises" / "double-it.py").write_text(text)
    try:
        Exercises(project).update()
    except CourseError as error:
        return str(error)
    return ""


def test_what_holds_is_proved_once(project, monkeypatch):
    assert mistakes(project, FILE) == ""
    monkeypatch.setattr(build, "prove", lambda *_: pytest.fail("proved again"))
    assert mistakes(project, FILE) == ""
    # Lines may move, since only what they say counts.
    assert mistakes(project, f"# More.\n{FILE}") == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("double = 2\n", "double = 4\n", "docs/exercises/double-it.py:10: the solution fails: It is two. / Expected"),
        ("double = ...", "double = 2", "docs/exercises/double-it.py:7: the starter passes all checks"),
        ("double = 1\n", "double = 2.0\n", "docs/exercises/double-it.py:27: the mistake one passes all checks"),
        ("# Got: 1\n", "# Got: 3\n", "docs/exercises/double-it.py:23: the mistake one earns another message"),
        ("double = 1\n", "import os; os._exit(3)\n", "docs/exercises/double-it.py:27: the mistake one ended Python"),
        ("import numpy as np", "import nunpy as np", "docs/exercises/double-it.py:10: the solution ended Python"),
    ],
)
def test_what_does_not_hold_is_told_with_its_line(project, old, new, told):
    assert old in FILE
    assert told in mistakes(project, FILE.replace(old, new, 1))


def test_code_without_end_is_ended(project, monkeypatch):
    monkeypatch.setattr(build, "SECONDS", 1)
    said = mistakes(project, FILE.replace("double = 1\n", "while True: pass\n"))
    assert "docs/exercises/double-it.py:27: the mistake one took more than its 1 seconds" in said


def test_the_right_message_can_be_pasted_from_the_error(project):
    said = mistakes(project, FILE.replace("# Got: 1\n", "# Got: 3\n"))
    assert "# earns: It is two.\n# Expected: the result = 2\n# Got: 1" in said


def test_the_exercises_of_the_course_hold(project):
    for path in (ROOT / "docs" / "exercises").glob("*.py"):
        shutil.copy(path, project.docs / "exercises")
    Exercises(project).update()
