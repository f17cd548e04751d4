"""Concepts that exist, and marks of the misconception that leads to a wrong option."""

import pytest
from markdown import Markdown

from course_build.markdown import quiz
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.misconceptions import MISCONCEPTIONS
from tests.unit.quizzes.sources import CHOICE, NUMERIC

MARK = "<!-- misconception: swapped-axes -->"
TO_WRITE = "<!-- misconception: NAME -->"
WRONG, RIGHT = "> That is LayerNorm.", "> One mean per channel is left."
MARKED = CHOICE.replace(WRONG, f"{WRONG} {MARK}")


def told(tmp_path, text):
    (tmp_path / "p.md").write_text(text)
    return [str(error) for error in quiz.check([tmp_path / "p.md"], lambda path: path.name)]


def only(tmp_path, text):
    assert told(tmp_path, text) == []
    (question,) = quiz.questions(tmp_path / "p.md")
    return question


def test_names_of_concepts_and_misconceptions_are_short_and_their_own():
    for known in (CONCEPTS, MISCONCEPTIONS):
        assert len(set(known.values())) == len(known)


def test_a_concept_that_does_not_exist_is_told_with_the_nearest(tmp_path):
    expected = "p.md:4: there is no concept 'axis'; did you mean axes?"
    assert told(tmp_path, CHOICE.replace("concept: axes", "concept: axis")) == [expected]


@pytest.mark.parametrize("end", [f" {MARK}", f"\n    > {MARK}"])
def test_a_mark_says_what_leads_to_an_option_and_changes_nothing_else(tmp_path, end):
    plain, marked = only(tmp_path, CHOICE), only(tmp_path, CHOICE.replace(WRONG, WRONG + end))
    assert [one.misconception for one in marked.options] == ["swapped-axes", ""]
    assert [one.misconception for one in plain.options] == ["", ""]
    assert marked.content_hash == plain.content_hash
    assert [(one.id, one.explanation) for one in marked.options] == [(one.id, one.explanation) for one in plain.options]


@pytest.mark.parametrize("source", [CHOICE, NUMERIC])
def test_the_page_does_not_show_a_mark(source):
    marked = "\n".join(f"{line} {MARK}" if line.startswith("    > ") else line for line in source.split("\n"))
    marked = marked.replace(f"{RIGHT} {MARK}", RIGHT)
    assert MARK in marked

    def html(text):
        return Markdown(extensions=["pymdownx.superfences", "course_build.markdown.quiz"]).convert(text)

    assert html(marked) == html(source)


def test_a_mark_shown_as_code_stays(tmp_path):
    text = f"```markdown\n> It is. {MARK}\n```\n\n{CHOICE}"
    assert told(tmp_path, text) == []
    html = Markdown(extensions=["pymdownx.superfences", "course_build.markdown.quiz"]).convert(text)
    assert "misconception: swapped-axes" in html


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (MARK, MARK.replace("swapped", "swaped"), "8: {no}'swaped-axes'; did you mean swapped-axes?"),
        (MARK, "<!-- misconception swapped-axes -->", "8: {mark}"),
        (MARK, "<!--misconception: swapped-axes-->", "8: {mark}"),
        (MARK, f"{MARK} {MARK}", "8: the option is marked with two misconceptions; keep the one that leads there"),
        (RIGHT, f"{RIGHT} {MARK}", "12: a right option is marked with a misconception; move the mark to the wrong one"),
        ("Which axes?", f"Which axes? {MARK}", "6: the mark stands outside an explanation; move it under an option"),
    ],
)
def test_a_mark_that_says_nothing_is_told(tmp_path, old, new, expected):
    text = MARKED.replace(old, new)
    written = new if old == MARK else MARK
    said = expected.format(no="there is no misconception ", mark=f"{written} is not a mark; write {TO_WRITE}")
    assert told(tmp_path, text) == [f"p.md:{said}"]
