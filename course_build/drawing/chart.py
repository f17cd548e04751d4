"""What charts share that are drawn at build for a script to take over: two versions, a frame, a table.

Each layout stands a second time in course_build/frontend/src/charts, and both are held to the same cases, so
nothing moves when the script draws.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from xml.etree import ElementTree as etree

from course_build.drawing.theme import variable

CHARACTER = 7.4
"""Width of a character at most, on average; the page's fonts are not measured."""
HALO = {"stroke": variable("surface"), "stroke-width": "3", "paint-order": "stroke"}
"""Lets a text keep clear of the lines under it."""


@dataclass(frozen=True)
class Box:
    """The size of one version of a chart, in px of the page."""

    name: str
    """ "wide" or "narrow"."""
    width: float
    height: float


class Chart(Protocol):
    """Something to draw."""

    def draw(self, prefix: str, title: str) -> dict[str, str]:
        """Return each version as SVG by its name.

        Parameters:
            prefix: Begins the ids of the drawings, so that the page has none twice.
            title: The name of the picture.
        """

    def describe(self) -> str:
        """Return what somebody would see, for those who do not."""

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Return the headings and the rows of its numbers."""


def frame(box: Box, *, prefix: str, title: str, description: str) -> etree.Element:
    """Return an empty drawing with its name and its description."""
    names = f"{prefix}-{box.name}"
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "course-svg",
        "viewBox": f"0 0 {px(box.width)} {px(box.height)}",
        "role": "img",
        "aria-labelledby": f"{names}-title {names}-desc",
        "font-family": "var(--course-figure-font, sans-serif)",
        "font-size": "13",
        "stroke-linejoin": "round",
    }
    svg = etree.Element("svg", attributes)
    add(svg, "title", {"id": f"{names}-title"}, title)
    add(svg, "desc", {"id": f"{names}-desc"}, description)
    return svg


def add(svg: etree.Element, tag: str, attributes: Mapping[str, str], text: str = "") -> None:
    """Add one element."""
    etree.SubElement(svg, tag, dict(attributes)).text = text or None


def written(svg: etree.Element) -> str:
    return etree.tostring(svg, encoding="unicode")


def px(value: float) -> str:
    """Return a length with at most two decimals."""
    # Not by the format alone, which takes the even neighbor of a half, unlike the browser.
    text = f"{math.floor(value * 100 + 0.5) / 100:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
