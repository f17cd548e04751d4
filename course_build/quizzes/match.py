"""Questions that ask what belongs together: `- [x] BatchNorm -> N, H and W`.

Each right option is a pair. Options with [ ] are wrong pairs by name: who makes one is told what led there, and a
right side that no right pair has can be chosen all the same.
"""

import re
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Self
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from course_build.errors import guess
from course_build.quizzes import parts as source
from course_build.quizzes.choice import read_options
from course_build.quizzes.form import Form, add, move
from course_build.quizzes.header import Header
from course_build.quizzes.model import Option, Question
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding

BETWEEN = " -> "
MARKED = re.compile(r"[`*$\[\]\\]|<(?=[a-zA-Z/!])|\b_|_\b|\{\{")
"""What Markdown would make of a text that a list to select from can only show as it is."""


@dataclass(frozen=True)
class Match(Question):
    """Every left side wants its right side."""

    TYPE = "match"

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self:
        pairs = [(one, *_sides(one, findings)) for one in parts.options]
        right = [(one, left, side) for one, left, side in pairs if one.right]
        lefts = Counter(left for _, left, _ in right)
        if parts.complete and len(right) < 2:
            cure = "write each as - [x] left -> right, with an empty line above"
            findings.append(Finding(header.line, "the question has fewer than two right pairs", cure))
        elif parts.complete and len({side for _, _, side in pairs}) < 2:
            findings.append(Finding(header.line, "all pairs have the same right side", "add another one"))
        for one, left, _ in pairs:
            if one.right and lefts[left] > 1:
                findings.append(Finding(one.line, f"{left!r} has two right pairs", "keep one"))
            elif not one.right and left not in lefts:
                findings.append(Finding(one.line, f"{left!r} has no right pair", guess(left, lefts)))
        return cls(header.text("id"), header.text("concept"), header.line, read_options(parts, findings))

    @property
    def content(self) -> Any:
        # A wrong pair by name chooses an explanation, and what there is to select.
        return [sorted(" ".join(one.text.split()) for one in self.options if one.right), self.sides]

    @property
    def solution(self) -> dict[str, Any]:
        names = {_left(one): one.id for one in self.options if one.right}
        return {
            "right": {one.id: _right(one) for one in self.options if one.right},
            "wrong": {one.id: [names[_left(one)], _right(one)] for one in self.options if not one.right},
        }

    @property
    def sides(self) -> list[str]:
        """What can be selected, in an order that tells nothing."""
        return sorted({_right(one) for one in self.options}, key=str.lower)

    def fill(self, form: Form) -> None:
        for option, entry in zip(self.options, form.entries, strict=True):
            left, side = etree.Element("span"), _right(option)
            move(entry.text, left)
            _cut_off(left)
            if option.right:
                row = add(form.fieldset, "div", "pair")
                row.set("data-pair", option.id)
                name = f"{form.name}-{option.id}"
                etree.SubElement(row, "label", {"for": name}).append(deepcopy(left))
                # Not kept by the browser over a reload: what was answered is kept by us.
                select = etree.SubElement(row, "select", {"id": name, "name": name, "autocomplete": "off"})
                add(select, "option", text="Select").set("value", "")
                for one in self.sides:
                    add(select, "option", text=one).set("value", one)
            pair = etree.SubElement(form.explain(option.id, option.right, entry.explanation), "span")
            pair.append(left)
            left.tail = AtomicString(f" → {side}")


def _left(one: Option) -> str:
    return one.text.partition(BETWEEN)[0].strip()


def _right(one: Option) -> str:
    return one.text.partition(BETWEEN)[2].strip()


def _sides(one: source.Option, findings: list[Finding]) -> tuple[str, str]:
    """Return both sides of a pair, and tell when there are not two, or when one cannot be selected."""
    left, between, right = one.text.partition(BETWEEN)
    if not between or not left.strip() or not right.strip() or BETWEEN in right:
        findings.append(Finding(one.line, "this is no pair", "write it as left -> right, with a space on both sides"))
    elif mark := MARKED.search(right):
        cure = "leave it out: a list to select from shows plain text"
        findings.append(Finding(one.line, f"the right side holds the mark {mark[0]!r}", cure))
    elif left.count("`") % 2:
        findings.append(Finding(one.line, "the arrow stands in code", "write the code without it"))
    return left.strip(), right.strip()


def _cut_off(pair: etree.Element) -> None:
    """Remove the arrow and what follows it."""
    if len(pair):
        pair[-1].tail = (pair[-1].tail or "").partition(BETWEEN)[0]
    else:
        pair.text = (pair.text or "").partition(BETWEEN)[0]
