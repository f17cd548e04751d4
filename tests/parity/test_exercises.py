"""In the browser, solutions pass and known mistakes earn their messages, as the build has proved."""

import json

import pytest

from course_build.checking.judge import judge, message
from course_build.exercises.build import files
from course_build.exercises.source import read
from course_build.project import Project
from tests import ROOT

EXERCISES = [read(path)[0] for path in files(Project(ROOT))]
TARGET = "course_build.checking.judge:judge"


def test_there_are_exercises():
    assert len(EXERCISES) >= 2
    assert None not in EXERCISES


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_it_judges_in_the_browser_as_at_build(called, exercise):
    right = called(TARGET, exercise.judged_by | {"code": exercise.solution.text})
    assert right["right"], message(right)
    assert called(TARGET, exercise.judged_by | {"code": exercise.starter.text})["kind"] == "unready"
    for wrong in exercise.wrongs:
        there = called(TARGET, exercise.judged_by | {"code": wrong.code})
        assert message(there) == wrong.earns, wrong.name
        here = json.loads(json.dumps(judge(exercise.judged_by | {"code": wrong.code})))
        assert there.get("passed") == here.get("passed")
