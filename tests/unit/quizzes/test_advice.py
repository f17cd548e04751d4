"""Weak questions are told, and stop nothing."""

import pytest

from course_build.markdown import quiz
from tests.small_course import SmallCourse
from tests.unit.quizzes.sources import CHOICE, FILL, MATCH, NUMERIC

THIRD = "- [ ] All of them\n\n    > Then there would be one mean for everything.\n\n"
GOOD = CHOICE.replace("That is LayerNorm.", "That is what LayerNorm averages over.").replace(
    "/// hint", f"{THIRD}/// hint"
)


def told(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text)
    assert quiz.check([page], str) == []
    return [str(one).removeprefix("page.md:") for one in quiz.advice([page], lambda path: path.name)]


def test_a_good_question_is_not_told(tmp_path):
    assert told(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        (GOOD, THIRD, "", "1: the question has fewer than 3 options; add one"),
        (
            GOOD,
            "N, H, W",
            "N, H and W, so that each channel has a mean of its own",
            "1: the right option is the longest",
        ),
        (GOOD, "All of them", "All of the above", "1: the option 'All of the above' is about the other options; name"),
        (GOOD, "All of them", "None of these", "1: the option 'None of these' is about the other options; name"),
        (GOOD, "C, H, W", "Always C", "1: the wrong option 'Always C' says 'always'; such words give it away"),
        (GOOD, "That is what LayerNorm averages over.", "No.", "1: the explanation of 'C, H, W' is hardly one; say"),
        (NUMERIC, "- [ ] 32\n\n    > One per sample is LayerNorm.\n", "", "1: no wrong answer is known by name; add"),
        (FILL, "- [ ] gamma | γ\n\n    > It keeps that one.\n", "", "1: no wrong answer is known by name; add the"),
        (MATCH, "One mean per channel.", "One.", "1: the question has fewer than 3 pairs; add one"),
        (MATCH, "- [ ] B", "- [x] D", "1: no wrong pair is known by name; add the ones"),
    ],
)
def test_a_weak_question_is_told(tmp_path, text, old, new, expected):
    assert old in text
    found = told(tmp_path, text.replace(old, new))
    assert any(one.startswith(expected) for one in found), found


def test_course_check_tells_weak_questions_and_succeeds(tmp_path):
    course = SmallCourse(tmp_path)
    course.write("docs/one.md", CHOICE)
    result = course.run("course_build", "check")
    assert (result.returncode, result.stdout) == (0, "No mistakes found.\n")
    assert "docs/one.md:1: weak: the question has fewer than 3 options; add one that" in result.stderr
