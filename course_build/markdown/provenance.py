"""The block `/// provenance`: what made the numbers of this copy, what was run for each figure, and what is shipped."""

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

from course_build.browser.edits import MODULE
from course_build.browser.manifest import Manifest
from course_build.figures.publish import Sheet
from course_build.markdown.part import add_part

LIBRARIES = ("numpy", "matplotlib")
"""What computes the numbers and draws them."""
LICENSES = "python/licenses.txt"
"""Where the build puts the licenses of what runs in the browser, in the folder of generated files."""


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
        _shipped(part, Path(self.config["folder"]).parent / LICENSES)
        return part


def _shipped(part: etree.Element, licenses: Path) -> None:
    """Tell which files of others run in the reader's browser, where this copy has them."""
    said = etree.SubElement(part, "p")
    if not licenses.is_file():
        said.text = "This copy of the course has no Python for your browser."
        return
    said.text = "When you run code on a page, these run in your browser, from this site alone ("
    # From the root of docs: MkDocs makes it relative to the page.
    link = etree.SubElement(said, "a", {"href": f"/generated/{LICENSES}"})
    link.text, link.tail = "the licenses", "):"
    rows = (
        (
            asset.name,
            ", ".join(f"{one.name} {one.version}" for one in asset.packages),
            ", ".join(one.license for one in asset.packages),
            asset.sha256,
        )
        for asset in Manifest.read().assets
    )
    _table(part, ("File", "Part of", "License", "SHA-256"), rows)
    changed = etree.SubElement(part, "p")
    changed.text = "The course changed "
    etree.SubElement(changed, "code").text = AtomicString(MODULE)
    changed[0].tail = ", so that Python starts faster: the licenses tell how. The others are as they came, or cut down."


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
