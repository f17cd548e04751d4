"""The block `/// course-map`: the parts of the core path, and one button that begins or goes on.

Without the script it is a list of links and "Start the course". The script marks what the reader completed, and makes
the button lead to where they were.
"""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_part
from course_build.outline.model import CorePage, Outline


class CourseMap(Block):  # type: ignore[misc]  # pymdownx has no types
    """The map of the course; empty while no page is a part.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "course-map"

    def on_create(self, parent: etree.Element) -> etree.Element:
        named = {"class": "course-map", "aria-label": "The parts of the course"}
        part = add_part(parent, self.NAME, "nav", **named)
        outline = Outline.read(Path(self.config["folder"]))
        if not outline.parts:
            return part
        start = etree.SubElement(part, "p", {"class": "course-map__start"})
        _link(start, outline.parts[0], "Start the course", "course-button course-button--primary").tail = " "
        total = etree.SubElement(start, "span", {"class": "course-map__total"})
        total.text = f"{len(outline.parts)} parts, about {outline.duration}"
        # The script says here what is due in the review; the space is kept for it.
        etree.SubElement(part, "p", {"class": "course-map__review"})
        entries = etree.SubElement(part, "ol")
        for one in outline.parts:
            entry = etree.SubElement(entries, "li", {"data-page": one.id})
            _link(entry, one, one.title).tail = " "
            minutes = etree.SubElement(entry, "span", {"class": "course-map__minutes"})
            minutes.text, minutes.tail = one.duration, " "
            # The script says here that the part is complete; the space is kept for it.
            etree.SubElement(entry, "span", {"class": "course-map__state"})
        return part


def _link(parent: etree.Element, page: CorePage, text: str, style: str = "") -> etree.Element:
    # From the root of docs: MkDocs makes it relative to the page.
    link = etree.SubElement(parent, "a", {"href": f"/{page.source}"} | ({"class": style} if style else {}))
    link.text = AtomicString(text)
    return link


class CourseMapExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` holds the outline."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": [".cache/noted", "Where the outline is"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(CourseMap, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return CourseMapExtension(**options)
