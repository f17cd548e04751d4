"""What makes a question weak without making it wrong: told by `course check`, and no reason to stop a build."""

import re
from collections.abc import Iterator

from course_build.quizzes.choice import Choice, Multiple
from course_build.quizzes.fill import Fill
from course_build.quizzes.match import Match
from course_build.quizzes.model import Option, Question
from course_build.quizzes.numeric import Numeric

LONGER = 1.5
"""How many times as long as any other option the right one may be."""
LONGER_BY = 20
"""And by how many characters."""
SUMMARY = re.compile(
    r"\b(?:all|none|both|neither|any)(?: of)?(?: the)? (?:above|below|others|these(?! \w))\b", re.IGNORECASE
)
ABSOLUTE = re.compile(r"\b(?:always|never|absolutely|completely|certainly|impossible)\b", re.IGNORECASE)
FEWEST = 3
SHORT = 5
"""Words: an explanation with fewer says hardly more than right or wrong."""


def advise(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what is weak about a question, each with its cure."""
    for one in question.options:
        if len(one.explanation.split()) < SHORT:
            yield f"the explanation of {one.text!r} is hardly one", "say which idea leads there, and why"
        if SUMMARY.search(one.text):
            cure = "name what it sums up: a reader answers it without knowing each"
            yield f"the option {one.text!r} is about the other options", cure
    if isinstance(question, Multiple):
        yield from _options(question)
    elif isinstance(question, Numeric | Fill) and not question.options:
        yield "no wrong answer is known by name", "add the ones that a misconception gives, with - [ ]"
    elif isinstance(question, Match):
        if sum(one.right for one in question.options) < FEWEST:
            yield f"the question has fewer than {FEWEST} pairs", "add one"
        if all(one.right for one in question.options):
            yield "no wrong pair is known by name", "add the ones that a misconception gives, with - [ ]"


def _options(question: Multiple) -> Iterator[tuple[str, str]]:
    right = [one for one in question.options if one.right]
    wrong = [one for one in question.options if not one.right]
    if len(question.options) < FEWEST:
        yield f"the question has fewer than {FEWEST} options", "add one that a misconception leads to"
    if not wrong:
        yield "every option is right", "add one that a misconception leads to"
    elif isinstance(question, Choice):
        longest = max(_length(one) for one in wrong)
        if _length(right[0]) > max(LONGER * longest, longest + LONGER_BY):
            yield "the right option is the longest by far", "shorten it, or say as much in a wrong one"
    # A right option that is as absolute gives nothing away.
    if not any(ABSOLUTE.search(one.text) for one in right):
        for one in wrong:
            if word := ABSOLUTE.search(one.text):
                yield f"the wrong option {one.text!r} says {word[0].lower()!r}", "such words give it away: leave it out"


def _length(one: Option) -> int:
    return len(" ".join(one.text.split()))
