"""The block `/// provenance`: which versions made the numbers of this copy, and what was run for each figure."""

import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.figures.publish import Sheet
from course_build.markdown.part import add_part

LIBRARIES = ("numpy", "matplotlib")
"""What computes the numbers and draws them."""


class Provenance(Block):  # type: ignore[misc]  # pymdownx has no types
    """How the numbers were made.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "provenance"

    def on_create(self, parent: etree.Element) -> etree.Element:
        part = add_part(parent, self.NAME)
        versions = [("Python", platform.python_version()), *((name, version(name)) for name in LIBRARIES)]
        _table(part, ("What computes", "Version"), versions)
        sheets = [Sheet.read(path) for path in sorted(Path(self.config["folder"]).glob("*.sheet.json"))]
        _table(part, ("Figure", "What was run"), ((one.id, one.setup or one.pending) for one in sheets))
        return part


def _table(parent: etree.Element, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    table = etree.SubElement(parent, "table")
    titles = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for title in head:
        etree.SubElement(titles, "th", {"scope": "col"}).text = title
    body = etree.SubElement(table, "tbody")
    for first, *others in rows:
        row = etree.SubElement(body, "tr")
        etree.SubElement(row, "th", {"scope": "row"}).text = AtomicString(first)
        for text in others:
            etree.SubElement(row, "td").text = AtomicString(text)


class ProvenanceExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` is where figures are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/figures", "Where figures are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Provenance, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return ProvenanceExtension(**options)
