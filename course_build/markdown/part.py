"""The parts of a page that a script brings to life: each is a block of its own, and complete without the script.

Every part carries `data-part`, by which finish() holds the site against the sources, and by which the script finds it.
What the script needs stands inside the part as JSON.
"""

import json
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Markdown

NAMES = (
    "aside",
    "axes-picture",
    "cell",
    "certificate",
    "course-map",
    "deep-dive",
    "device",
    "distributions",
    "live",
    "playground",
    "provenance",
    "review",
    "step",
    "take-along",
    "verify",
    "walkthrough",
    "your-data",
)
"""The blocks that are such parts."""


def add_part(parent: etree.Element, name: str, tag: str = "div", **attributes: str) -> etree.Element:
    """Add the element of a part."""
    return etree.SubElement(parent, tag, {"class": f"course-{name}", "data-part": name, **attributes})


def add_data(md: Markdown, parent: etree.Element, data: Any) -> None:
    """Add the data that the part's script reads; a browser runs nothing of it."""
    etree.SubElement(parent, "div").text = md.htmlStash.store(data_html(data))


def data_html(data: Any) -> str:
    """Return data for a script, as HTML."""
    # Nothing in it can end the element or begin another.
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'


def add_file(parent: etree.Element, name: str, label: str) -> None:
    """Add an input that takes a JSON file; nothing is sent anywhere."""
    row = etree.SubElement(parent, "div", {"class": "course-file"})
    etree.SubElement(row, "label", {"for": name}).text = label
    etree.SubElement(row, "input", {"type": "file", "id": name, "accept": ".json,application/json"})
