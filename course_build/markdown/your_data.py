"""The block `/// your-data`: what the reader's browser keeps, to save, to bring elsewhere and to erase.

Without the script it says what would be kept. The script counts it, and brings the controls to life.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_file, add_part


@dataclass(frozen=True)
class Kind:
    """A kind of record, in words."""

    key: str
    """As in the record's key; empty for all that have no line of their own."""
    what: str
    used: str
    """What the site does with it."""
    one: str
    many: str


KINDS = (
    Kind(
        "page",
        "Parts that you completed",
        "the ticks, the minutes left",
        "completed part",
        "completed parts",
    ),
    Kind("answer", "Your answers to questions", "showing them again, and the certificate", "answer", "answers"),
    Kind(
        "review",
        "Your answers in the review",
        "knowing when a concept returns",
        "answer in the review",
        "answers in the review",
    ),
    Kind("place", "Where you were last", "the button that resumes the course", "place", "places"),
    Kind("cell", "Code that you changed", "showing it again where you wrote it", "piece of code", "pieces of code"),
    Kind("certificate", "Your name", "printing it on the certificate", "name", "names"),
    Kind("", "Anything else", "what other pages keep for you", "other record", "other records"),
)


class YourData(Block):  # type: ignore[misc]  # pymdownx has no types
    """The reader's records.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "your-data"

    def on_create(self, parent: etree.Element) -> etree.Element:
        part = add_part(parent, self.NAME)
        table = etree.SubElement(part, "table")
        titles = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for title in ("What is kept", "What it is for", "Now"):
            etree.SubElement(titles, "th", {"scope": "col"}).text = title
        body = etree.SubElement(table, "tbody")
        for kind in KINDS:
            row = etree.SubElement(body, "tr", {"data-kind": kind.key, "data-one": kind.one, "data-many": kind.many})
            etree.SubElement(row, "th", {"scope": "row"}).text = kind.what
            etree.SubElement(row, "td").text = kind.used
            etree.SubElement(row, "td", {"class": "course-your-data__now"}).text = "none"
        actions = etree.SubElement(part, "div", {"class": "course-your-data__actions"})
        _button(actions, "save", "Download a copy")
        _button(actions, "erase", "Erase everything")
        add_file(actions, "course-your-data-file", "Take in a copy")
        # The script says here what came of it, and asks before it erases.
        etree.SubElement(part, "div", {"class": "course-your-data__outcome"})
        return part


def _button(parent: etree.Element, action: str, text: str) -> None:
    etree.SubElement(parent, "button", {"class": "course-button", "type": "button", "data-do": action}).text = text


class YourDataExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(YourData, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return YourDataExtension(**options)
