"""Questions with options to choose: one right in `choice`, one or more in `multiple`."""

from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, ClassVar, Self
from xml.etree import ElementTree as etree

from course_build.quizzes import parts as source
from course_build.quizzes.form import Form, add, move
from course_build.quizzes.header import Header
from course_build.quizzes.misconceptions import named_in, without_marks
from course_build.quizzes.model import Option, Question
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding


@dataclass(frozen=True)
class Multiple(Question):
    """Every right option has to be chosen, and no other."""

    TYPE = "multiple"
    INPUT: ClassVar[str] = "checkbox"

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self:
        if parts.complete and len(parts.options) < 2:
            cure = "write each as - [ ] or - [x], with an empty line above"
            findings.append(Finding(header.line, "the question has fewer than two options", cure))
        elif parts.complete and not any(one.right for one in parts.options):
            findings.append(Finding(header.line, "no option is right", "mark the right one with [x]"))
        return cls(header.text("id"), header.text("concept"), header.line, read_options(parts, findings))

    @property
    def content(self) -> Any:
        # Sorted, since the order of the options decides nothing.
        return sorted((" ".join(one.text.split()), one.right) for one in self.options)

    @property
    def solution(self) -> dict[str, Any]:
        return {"right": [one.id for one in self.options if one.right]}

    def fill(self, form: Form) -> None:
        if self.INPUT == "checkbox":
            # An element of its own, and a space for who hears the legend in one go.
            form.legend.text = f"{form.legend.text or ''} "
            add(form.legend, "span", "note", "Choose all that apply.")
        for option, entry in zip(self.options, form.entries, strict=True):
            row = add(form.fieldset, "div", "option")
            each = {"type": self.INPUT, "name": form.name, "id": f"{form.name}-{option.id}", "value": option.id}
            etree.SubElement(row, "input", each)
            move(deepcopy(entry.text), etree.SubElement(row, "label", {"for": each["id"]}))
            move(entry.text, etree.SubElement(form.explain(option.id, option.right, entry.explanation), "span"))


@dataclass(frozen=True)
class Choice(Multiple):
    """Exactly one option is right."""

    TYPE = "choice"
    INPUT = "radio"

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self:
        for one in [one for one in parts.options if one.right][1:]:
            cure = "mark one, or write type: multiple"
            findings.append(Finding(one.line, "a second option of a choice is right", cure))
        return super().read(header, parts, findings)


def read_options(parts: Parts, findings: list[Finding]) -> tuple[Option, ...]:
    """Return the options, and tell those that stand there already."""
    options = [_option(one) for one in parts.options]
    seen = Counter[str]()
    for one, option in zip(parts.options, options, strict=True):
        if seen[option.id]:
            findings.append(Finding(one.line, f"the option {option.text!r} is given twice", "remove one"))
        seen[option.id] += 1
    return tuple(options)


def _option(one: source.Option) -> Option:
    text = "\n".join(without_marks(line) for line in one.explanation).strip()
    return Option(one.text, one.right, text, named_in("\n".join(one.explanation)))
