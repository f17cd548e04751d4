"""The questions in GIFT, the text format that Moodle imports.

What GIFT cannot carry is left out and listed. The format: https://docs.moodle.org/en/GIFT_format
"""

import re
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

from course_build.export.archive import write_export
from course_build.export.finished import FinishedSite
from course_build.export.questions import BuiltQuestion, Told, built_questions

_SPECIAL = re.compile(r"([\\~=#{}:])")
_KINDS = {
    "order": "a question of putting lines into order",
    "predict": "a prediction, which is drawn into a figure",
    "exercise": "an exercise, whose code the page runs",
}
"""Whole questions that GIFT has no form for, by type."""


def export_questions(site: FinishedSite, out: Path) -> list[str]:
    """Write the questions of a site; return a line for all that the format does not carry.

    Raises:
        CourseError: There is no finished site, or the file cannot be written.
    """
    text, left = gift(site.title, built_questions(site))
    write_export(out, text.encode())
    return left


def gift(course: str, questions: Iterable[BuiltQuestion]) -> tuple[str, list[str]]:
    """Return the questions as one text, and a line for all that it does not carry.

    Parameters:
        course: The title of the course, which categories begin with.
        questions: In the order of the pages.
    """
    pieces, left, page = list[str](), list[str](), ""
    for one in questions:
        if one.type in _KINDS:
            left.append(f"{one.id}: all of it, since it is {_KINDS[one.type]}")
            continue
        if one.page != page:
            page = one.page
            pieces.append(f"$CATEGORY: $course$/{_category(course)}/{_category(page)}")
        answers, lost = _ANSWERS[one.type](one)
        lost += [_counted(one.hints, "hint")] if one.hints else []
        lost += [f"where {_counted(one.links, 'link')} led"] if one.links else []
        left += [f"{one.id}: {', '.join(lost)}"] if lost else []
        pieces.append(f"::{_text(one.id)}::[html]{_text(one.stem)} {{{answers}}}")
    said = [f"// Not carried: {line}" for line in left]
    return "\n\n".join([*(["\n".join(said)] if said else []), *pieces]) + "\n", left


def _choice(one: BuiltQuestion) -> tuple[str, list[str]]:
    return _lines(f"{'=' if told.right else '~'}[html]{_text(told.text)}{_feedback(told)}" for told in one.told), []


def _multiple(one: BuiltQuestion) -> tuple[str, list[str]]:
    # Moodle knows shares by five decimals.
    share = f"{100 / sum(told.right for told in one.told):.5f}".rstrip("0").rstrip(".")
    return _lines(
        f"~%{share if told.right else '-100'}%[html]{_text(told.text)}{_feedback(told)}" for told in one.told
    ), []


def _numeric(one: BuiltQuestion) -> tuple[str, list[str]]:
    solution = one.solution
    values = {"answer": solution["answer"], **solution["wrong"]}
    within = _decimal(solution["within"])
    lines = [
        f"={'' if told.right else '%0%'}{_decimal(values[told.id])}:{within}{_feedback(told)}" for told in one.told
    ]
    return "#" + _lines(lines), []


def _fill(one: BuiltQuestion) -> tuple[str, list[str]]:
    # As they are written: the solution holds them without spaces, and the platform would want them so.
    return _lines(
        f"={'' if told.right else '%0%'}{_text(word)}{_feedback(told)}"
        for told in one.told
        for word in told.plain.split(" or ")
    ), []


def _match(one: BuiltQuestion) -> tuple[str, list[str]]:
    right = one.solution["right"]
    pairs = [(told, right[told.id]) for told in one.told if told.right]
    lines = [f"={_text(told.plain.rpartition(' → ')[0] or told.plain)} -> {_text(side)}" for told, side in pairs]
    return _lines(lines), ["the explanations of its pairs"]


_ANSWERS: dict[str, Callable[[BuiltQuestion], tuple[str, list[str]]]] = {
    "choice": _choice,
    "multiple": _multiple,
    "numeric": _numeric,
    "fill": _fill,
    "match": _match,
}


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"\n\t{line}" for line in lines) + "\n"


def _feedback(told: Told) -> str:
    return f"#{_text(told.explanation)}" if told.explanation else ""


def _decimal(fraction: str) -> str:
    return f"{float(Fraction(fraction)):.12g}"


def _text(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _category(title: str) -> str:
    """Return a title as one level of a category: a slash in it is written twice."""
    return title.replace("/", "//")
