"""Questions that ask for an order: steps, or lines of code to put together (Parsons problems).

Options with [x] stand in the right order. Options with [ ] do not belong, and are to be left out.
A quote at the margin explains the order; the explanation of a step is told who has it in the wrong place.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Self
from xml.etree import ElementTree as etree

from course_build.quizzes.choice import read_options
from course_build.quizzes.form import Entry, Form, add, move
from course_build.quizzes.header import Header
from course_build.quizzes.model import Option, Question
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding

LINE = re.compile(r"(`+)(?P<code>.*[^`])\1")
"""A line of code, and nothing else; its indentation stays."""


@dataclass(frozen=True)
class Order(Question):
    """The right options have to stand in the author's order, without the others."""

    TYPE = "order"
    QUOTED = True

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self:
        right = [one for one in parts.options if one.right]
        if parts.complete and len(right) < 3:
            cure = "write each as - [x], in the right order"
            findings.append(Finding(header.line, "the question has fewer than three steps", cure))
        if not parts.quotes:
            cure = "quote one at the margin, above the steps"
            findings.append(Finding(header.line, "the order has no explanation", cure))
        return cls(header.text("id"), header.text("concept"), header.line, read_options(parts, findings))

    @property
    def right(self) -> list[Option]:
        return [one for one in self.options if one.right]

    @property
    def content(self) -> Any:
        used, others = ([_plain(one) for one in self.options if one.right is right] for right in (True, False))
        # The order of what does not belong decides nothing.
        return [used, sorted(others)]

    @property
    def solution(self) -> dict[str, Any]:
        return {"right": [one.id for one in self.right]}

    @property
    def shown(self) -> list[Option]:
        """The order in which the page shows them at first: by a hash, and not the right one."""
        order = sorted(self.options, key=lambda one: one.id)
        return order[1:] + order[:1] if [one for one in order if one.right] == self.right else order

    def fill(self, form: Form) -> None:
        entries = dict(zip((one.id for one in self.options), form.entries, strict=True))
        steps = add(form.fieldset, "ol", "steps")
        for one in self.shown:
            row = add(steps, "li", "step")
            row.set("data-step", one.id)
            _show(one, entries[one.id], add(row, "span", "line"))
        if len(self.right) < len(self.options):
            add(steps, "li", "end", "Left out: what does not belong goes below this line.")
        whole = form.explain("answer", True, [child for quote in form.quotes for child in quote])
        add(whole, "span", text="this order")
        for one in self.options:
            term = form.explain(one.id, one.right, entries[one.id].explanation)
            _show(one, entries[one.id], etree.SubElement(term, "span"))


def _plain(one: Option) -> str:
    return " ".join(one.text.split())


def _show(one: Option, entry: Entry, target: etree.Element) -> None:
    """Show a step; Markdown would take the indentation from a line of code."""
    if line := LINE.fullmatch(one.text):
        add(target, "code", "code", line["code"])
    else:
        move(deepcopy(entry.text), target)
