"""The block `/// device`: what of the course this device keeps for use without a network, and its removal.

Without the script it says what may be kept, and where that is decided otherwise.
"""

from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_part


class Device(Block):  # type: ignore[misc]  # pymdownx has no types
    """What is on this device.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "device"

    def on_create(self, parent: etree.Element) -> etree.Element:
        part = add_part(parent, self.NAME)
        state = etree.SubElement(part, "p", {"class": "course-device__state"})
        state.text = "Without JavaScript nothing is kept, and nothing has to be removed."
        button = etree.SubElement(part, "button", {"class": "course-button", "type": "button"})
        button.text = "Remove from this device"
        return part


class DeviceExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Device, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return DeviceExtension(**options)
