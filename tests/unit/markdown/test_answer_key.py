"""The questions of a course, collected: which are of the core path, and which version of the course asks them."""

import base64
import json

import pytest

from course_build.markdown.answer_key import answer_key, page_title
from course_build.outline import core_path
from course_build.quizzes.figures import Figures
from tests.unit.exercises.test_source import FILE

QUESTION = """\
//// quiz
    id: NAME
    type: numeric
    concept: rms-norm
    answer: 64

How many?

> As many as that.
////
"""
DIVE = "///// deep-dive | More\n    id: more\n\nText.\n\n{}/////\n"


EXERCISE = "//// exercise | double-it\n    concept: forward-pass\n\nDouble it.\n////\n"


@pytest.fixture
def key(tmp_path):
    """Return a function that writes pages and collects their questions."""

    def collect(**pages):
        docs = tmp_path / "docs"
        docs.mkdir(exist_ok=True)
        (docs / "exercises").mkdir(exist_ok=True)
        (docs / "exercises" / "double-it.py").write_text(FILE)
        for name, text in pages.items():
            (docs / f"{name}.md").write_text(text)
        paths = sorted(docs.glob("*.md"))
        core, errors = core_path.find(paths, str)
        assert errors == []
        return answer_key(paths, core, docs, Figures(tmp_path))

    return collect


def test_questions_of_the_core_path_stand_open_in_a_part(key):
    found = key(
        index="---\npart: 0\n---\n\n# Home\n",
        zwei="---\npart: 2\n---\n\n# Two\n\n" + DIVE.format(QUESTION.replace("NAME", "in-a-dive")),
        one="---\npart: 1\n---\n\n# One\n\n" + QUESTION.replace("NAME", "open") + "\n" + DIVE.format(""),
        more="# More\n\n" + QUESTION.replace("NAME", "optional"),
    )
    assert [(one.id, one.page, one.core) for one in found.questions] == [
        ("open", "one.md", True),
        ("in-a-dive", "zwei.md", False),
        ("optional", "more.md", False),
    ]
    assert {one.concept for one in found.questions} == {"RMSNorm"}


def test_a_page_is_named_by_its_heading_and_that_of_a_lab_by_the_labs(tmp_path):
    page = tmp_path / "three-lines.md"
    page.write_text("/// lab | three-lines\n///\n", "utf-8")
    (tmp_path / "three-lines.py").write_text("# %% [markdown]\n# # RMSNorm in three lines\n#\n# It divides.\n", "utf-8")
    assert page_title(page) == "RMSNorm in three lines"
    page.write_text("# `rms_norm` {.technique-rms}\n", "utf-8")
    assert page_title(page) == "rms_norm"


def test_exercises_are_questions_that_no_certificate_asks_for(key):
    asked = QUESTION.replace("NAME", "after")
    first, last = key(one=f"---\npart: 1\n---\n\n# One\n\n{EXERCISE}\n{asked}").questions
    assert (first.id, first.type, first.concept, first.core) == ("double-it", "exercise", "The forward pass", False)
    assert (last.id, last.core) == ("after", True)
    assert json.loads(base64.b64decode(first.solution)) == {}


def test_a_changed_page_is_another_version(key):
    text = QUESTION.replace("NAME", "open")
    assert key(one=text).version == key(one=text).version
    assert key(one=text).version != key(one=f"{text}\nMore.\n").version
