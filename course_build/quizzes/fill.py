"""Questions whose answer is a word: `answer: beta | β | shift` takes each of them.

A quote at the margin explains the answer. Options, all with [ ], are wrong answers by name, and may have other
spellings too: `- [ ] gamma | γ`. Case and space do not count.
"""

import unicodedata
from dataclasses import dataclass
from typing import Any, Self
from xml.etree import ElementTree as etree

from course_build.quizzes.choice import read_options
from course_build.quizzes.form import Form, add, move
from course_build.quizzes.header import Header
from course_build.quizzes.model import Question
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding

BETWEEN = " | "
"""Between the spellings of one answer."""


@dataclass(frozen=True)
class Fill(Question):
    """Each spelling of the answer is right."""

    TYPE = "fill"
    OPTIONS = (*Question.OPTIONS, "answer")
    QUOTED = True

    answer: tuple[str, ...]
    """The spellings; the first one is shown first."""

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self | None:
        line = header.line_of("answer")
        if not parts.quotes:
            cure = "quote one at the margin, above the wrong answers"
            findings.append(Finding(header.line, "the answer has no explanation", cure))
        if not header.text("answer"):
            findings.append(Finding(line, "the question has no answer", "add the option answer"))
            return None
        answer = spellings(header.text("answer"))
        taken = dict[str, str]()
        _take(answer, "the answer", line, taken, findings)
        for one in parts.options:
            if one.right:
                cure = "give it as answer:, and explain it in a quote at the margin"
                findings.append(Finding(one.line, "the option is marked as right", cure))
            _take(spellings(one.text.replace("`", "")), f"the wrong answer {one.text}", one.line, taken, findings)
        return cls(header.text("id"), header.text("concept"), header.line, read_options(parts, []), answer)

    @property
    def content(self) -> Any:
        # The wrong answers by name only choose an explanation.
        return sorted(map(normalized, self.answer))

    @property
    def solution(self) -> dict[str, Any]:
        wrong = {one.id: [normalized(text) for text in spellings(one.text.replace("`", ""))] for one in self.options}
        return {"answer": self.content, "wrong": wrong}

    def fill(self, form: Form) -> None:
        form.write_in("A word or a symbol; capital letters and spaces do not count.")
        term = form.explain("answer", True, [child for quote in form.quotes for child in quote])
        add(term, "span", text=_in_words(BETWEEN.join(self.answer)))
        for option, entry in zip(self.options, form.entries, strict=True):
            entry.text.text = _in_words(entry.text.text or "")
            for child in entry.text:
                child.tail = _in_words(child.tail or "")
            move(entry.text, etree.SubElement(form.explain(option.id, option.right, entry.explanation), "span"))


def spellings(text: str) -> tuple[str, ...]:
    """Return the spellings of one answer."""
    return tuple(one.strip() for one in text.split(BETWEEN.strip()) if one.strip())


def normalized(text: str) -> str:
    """Return what counts of an answer: no case, no space, and one character for all that look the same.

    The script does the same, in fill.ts; tests/unit/quizzes/texts.json holds both to it.
    """
    return "".join(unicodedata.normalize("NFKC", text).lower().split()).rstrip(".")


def _take(texts: tuple[str, ...], what: str, line: int, taken: dict[str, str], findings: list[Finding]) -> None:
    """Tell spellings that say nothing, or that stand for something already."""
    if not all(normalized(one) for one in texts) or not texts:
        findings.append(Finding(line, f"{what} is empty", f"write spellings, with{BETWEEN}between them"))
    for one in texts:
        other = taken.setdefault(normalized(one), what)
        if other != what:
            findings.append(Finding(line, f"{what} is the same as {other}", "remove one"))


def _in_words(text: str) -> str:
    return text.replace(BETWEEN, " or ")
