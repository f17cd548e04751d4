"""The block `/// aside`: a remark beside the paragraph before it; in the margin where there is one."""

from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_part

NAME = "aside"
BESIDE = ("p", "ul", "ol", "dl", "blockquote")
"""What a remark can stand beside."""


class Aside(Block):  # type: ignore[misc]  # pymdownx has no types
    """A remark aside.

    Arguments: none.
    Options: none.
    Content: Markdown, a few short sentences.
    """

    NAME = NAME

    def on_create(self, parent: etree.Element) -> etree.Element:
        before = parent[-1] if len(parent) else None
        beside = etree.SubElement(parent, "div", {"class": "course-beside"})
        if before is not None and before.tag in BESIDE:
            parent.remove(before)
            beside.append(before)
        # Not a landmark: it belongs to what it stands beside.
        return add_part(beside, NAME, role="note")


class AsideExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Aside, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return AsideExtension(**options)
