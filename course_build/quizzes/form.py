"""What a type of question adds to the page: inputs to answer with, and the closed answer with its explanations.

Each explanation carries the name of what it explains, for the page's script to find.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

CLASS = "course-quiz"


@dataclass(frozen=True)
class Entry:
    """What Markdown made of an option."""

    text: etree.Element
    """Its paragraph, without the mark."""
    explanation: etree.Element
    """The quote under it."""


@dataclass(frozen=True)
class Form:
    """The parts of a question's HTML that its type fills."""

    name: str
    """Unique on the page; ids begin with it."""
    fieldset: etree.Element
    legend: etree.Element
    """What the question asks, as the first child of the fieldset."""
    entries: list[Entry]
    """One for each option of the question, in its order."""
    quotes: list[etree.Element]
    """What explains the answer, in types that have `QUOTED`."""
    answer: etree.Element = field(default_factory=lambda: etree.Element("dl"))

    def explain(self, name: str, right: bool, explanation: Iterable[etree.Element]) -> etree.Element:
        """Add an explanation to the closed answer, and return the element for what it explains."""
        row = etree.SubElement(self.answer, "div", {"data-explains": name})
        term = etree.SubElement(row, "dt")
        shown = add(term, "span", "verdict", "Right" if right else "Not right")
        shown.tail = " "
        if right:
            shown.attrib["class"] += f" {CLASS}__verdict--right"
        etree.SubElement(row, "dd").extend(explanation)
        return term

    def write_in(self, note: str) -> None:
        """Add one line to write the answer into; `note` says what may be written."""
        row = add(self.fieldset, "div", "entry")
        etree.SubElement(row, "label", {"for": f"{self.name}-answer"}).text = "Your answer"
        field = {"type": "text", "id": f"{self.name}-answer", "name": self.name}
        quiet = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}
        etree.SubElement(row, "input", field | quiet | {"aria-describedby": f"{self.name}-form"})
        add(row, "span", "note", note).set("id", f"{self.name}-form")


def add(parent: etree.Element, tag: str, part: str = "", text: str = "") -> etree.Element:
    """Add an element whose text is shown as it is."""
    child = etree.SubElement(parent, tag, {"class": f"{CLASS}__{part}"} if part else {})
    child.text = AtomicString(text) if text else None
    return child


def move(source: etree.Element, target: etree.Element) -> None:
    """Move the text of a paragraph, and what stands in it, into an element that may not hold a paragraph."""
    target.text = source.text
    target.extend(source)
