"""The block `/// take-along`: files to take the course along, where the host publishes some, and what makes them.

The site itself publishes none: its own exports are made from it. `course export hosted --add FILE` puts the files
beside it, and lists them here.
"""

import re
from dataclasses import dataclass
from html import escape
from math import ceil
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_part

CLASS = "course-take-along"


@dataclass(frozen=True)
class Kind:
    """A way to take the course along."""

    command: str
    """Of `course export`."""
    suffix: str
    """How its files end."""
    what: str
    how: str
    """What a reader does with it."""


KINDS = (
    Kind("offline", ".zip", "The whole course as a folder", "Unpack it, and open index.html by a double click."),
    Kind("single", ".html", "The whole course as one file", "Open it by a double click, or mail it."),
    Kind("pdf", ".pdf", "The core path to print", "It has the answers in an appendix."),
    Kind("scorm", ".zip", "The course for a learning platform", "Upload it as a SCORM package."),
    Kind("questions", ".gift", "The questions for Moodle", "Import them as GIFT."),
)
SOME = "With the source of the course, these commands make them."
NONE = f"Whoever hosts this copy publishes no files to take along. {SOME}"
_PUBLISHED = re.compile(
    rf'<p>[^<]*</p>\n<ul class="{CLASS}__files">.*?</ul>\n<p>{re.escape(SOME)}</p>',
    re.DOTALL,
)


def published(files: list[tuple[Kind, str, int]]) -> str:
    """Return what takes the place of the paragraph that says that there is nothing.

    Parameters:
        files: The kind of each file, its address from the page, and its bytes.
    """
    entries = "".join(
        f'<li><a href="{escape(address)}" download="">{kind.what}</a>, {_size(size)}. {kind.how}</li>'
        for kind, address, size in files
    )
    return f'<p>From here you can download:</p>\n<ul class="{CLASS}__files">{entries}</ul>\n<p>{SOME}</p>'


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e5 else f"{ceil(size / 1e3)} kB"


def nothing() -> str:
    """Return that paragraph, as it stands in a page."""
    return f'<p class="{CLASS}__none">{NONE}</p>'


def unpublished(html: str) -> str:
    """Return a page that says that there is nothing, whatever it lists."""
    return _PUBLISHED.sub(lambda _: nothing(), html)


class TakeAlong(Block):  # type: ignore[misc]  # pymdownx has no types
    """What there is to take along.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "take-along"

    def on_create(self, parent: etree.Element) -> etree.Element:
        part = add_part(parent, self.NAME)
        etree.SubElement(part, "p", {"class": f"{CLASS}__none"}).text = NONE
        table = etree.SubElement(part, "table")
        titles = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for title in ("What", "Made by"):
            etree.SubElement(titles, "th", {"scope": "col"}).text = title
        body = etree.SubElement(table, "tbody")
        for kind in KINDS:
            row = etree.SubElement(body, "tr")
            etree.SubElement(row, "th", {"scope": "row"}).text = kind.what
            etree.SubElement(etree.SubElement(row, "td"), "code").text = f"course export {kind.command}"
        return part


class TakeAlongExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(TakeAlong, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return TakeAlongExtension(**options)
