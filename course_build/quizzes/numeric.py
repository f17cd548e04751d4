"""Questions whose answer is a number: `answer: 64`, and perhaps `tolerance: 0.5` or `tolerance: 1%`.

`answer: =EXPRESSION` is computed by the build (computed.py).

A quote at the margin explains the answer. Options, all with [ ], are wrong answers by
name: who gives one is told what led there.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self
from xml.etree import ElementTree as etree

from course_build.quizzes.choice import read_options
from course_build.quizzes.computed import SIGN, compute
from course_build.quizzes.form import Form, add, move
from course_build.quizzes.header import Header
from course_build.quizzes.model import Question
from course_build.quizzes.number import Answer, parse_number, parse_tolerance
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding


@dataclass(frozen=True)
class Numeric(Question):
    """A number within the tolerance is right."""

    TYPE = "numeric"
    OPTIONS = (*Question.OPTIONS, "answer", "tolerance")
    QUOTED = True

    answer: Answer

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self | None:
        answer = _answer(header, findings)
        if not parts.quotes:
            cure = "quote one at the margin, above the wrong answers"
            findings.append(Finding(header.line, "the answer has no explanation", cure))
        if answer is None:
            return None
        named = list[Answer]()
        for one in parts.options:
            wrong = _number(_plain(one.text), one.line, findings)
            if one.right:
                cure = "give it as answer:, and explain it in a quote at the margin"
                findings.append(Finding(one.line, "the option is marked as right", cure))
            elif wrong is not None and answer.accepts(wrong):
                cure = "remove it, or make the tolerance smaller"
                findings.append(Finding(one.line, f"the wrong answer {one.text} counts as right", cure))
            elif wrong is not None and any(other.accepts(wrong) for other in named):
                findings.append(Finding(one.line, f"the wrong answer {one.text} is given twice", "remove one"))
            elif wrong is not None:
                named.append(Answer(one.text, wrong))
        return cls(header.text("id"), header.text("concept"), header.line, read_options(parts, []), answer)

    @property
    def content(self) -> Any:
        # The wrong answers by name only choose an explanation.
        return [str(self.answer.value), str(self.answer.within)]

    @property
    def solution(self) -> dict[str, Any]:
        wrong = {one.id: str(parse_number(_plain(one.text))) for one in self.options}
        return {"answer": str(self.answer.value), "within": str(self.answer.within), "wrong": wrong}

    def fill(self, form: Form) -> None:
        # Not a number field: those refuse 3/4, and take 0,5 in some languages alone.
        form.write_in("A number; fractions as in 2/3 and powers of ten as in 1e-3 work too.")
        term = form.explain("answer", True, [child for quote in form.quotes for child in quote])
        add(term, "span", text=self.answer.text).tail = " "
        if self.answer.within:
            add(term, "span", "note", f"give or take {self.answer.tolerance}")
        for option, entry in zip(self.options, form.entries, strict=True):
            move(entry.text, etree.SubElement(form.explain(option.id, option.right, entry.explanation), "span"))


def _plain(text: str) -> str:
    """Return the number of a wrong answer, which may stand in backticks, as decimals do in the course's prose."""
    return text.strip("`")


def _answer(header: Header, findings: list[Finding]) -> Answer | None:
    text = header.text("answer")
    if not text:
        findings.append(Finding(header.line_of("answer"), "the question has no answer", "add the option answer"))
        return None
    line = header.line_of("answer")
    tolerance = header.text("tolerance")
    if text.startswith(SIGN):
        try:
            text, value = compute(text.removeprefix(SIGN))
        except ValueError as error:
            cure = "write one expression, in which np and the functions of course_build.norms are known"
            findings.append(Finding(line, f"the answer {text} cannot be computed: {error}", cure))
            return None
        if value.denominator != 1 and not tolerance:
            cure = "add a tolerance such as 1%, since nobody answers with that many digits"
            findings.append(Finding(line, f"the answer computed is {text}", cure))
    else:
        written = _number(text, line, findings)
        if written is None:
            return None
        value = written
    if not tolerance:
        return Answer(text, value)
    try:
        return Answer(text, value, tolerance, parse_tolerance(tolerance, value))
    except ValueError as error:
        findings.append(Finding(header.line_of("tolerance"), f"{tolerance!r} is not a tolerance", str(error)))
        return None


def _number(text: str, line: int, findings: list[Finding]) -> Fraction | None:
    try:
        return parse_number(text)
    except ValueError as error:
        findings.append(Finding(line, f"{text!r} is not a number", str(error)))
        return None
