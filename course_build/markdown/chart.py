"""The part of a page that a chart takes over: drawn at build in both versions, with its numbers as a table.

The script's counterpart is course_build/frontend/src/charts/chart.ts.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol
from xml.etree import ElementTree as etree

from markdown import Markdown
from markdown.util import AtomicString

from course_build.drawing.chart import Chart
from course_build.markdown.table import table_html


def add_chart(md: Markdown, parent: etree.Element, chart: Chart, *, prefix: str, title: str) -> etree.Element:
    """Add a chart, and return it: the box, the reading, the table.

    Parameters:
        md: Keeps the drawings from Markdown's own processing.
        parent: Where it goes.
        chart: The first state.
        prefix: Begins the ids of the drawings.
        title: The name of the picture.
    """
    parent.append(root := _chart(md.htmlStash, chart, prefix, title))
    return root


def chart_html(chart: Chart, *, prefix: str, title: str) -> str:
    """Return a chart as HTML, for what is not Markdown's; see `add_chart`."""
    kept = _Kept()
    html = etree.tostring(_chart(kept, chart, prefix, title), "unicode", "html")
    return _PLACE.sub(lambda found: kept.html[int(found[1])], html)


class _Keeps(Protocol):
    def store(self, html: str) -> str:
        """Keep HTML, and return what stands for it."""


class _Kept:
    """Keeps the HTML of one chart."""

    def __init__(self) -> None:
        self.html: list[str] = []

    def store(self, html: str) -> str:
        self.html.append(html)
        return f"\ue000{len(self.html) - 1}\ue000"


_PLACE = re.compile("\ue000(\\d+)\ue000")


def _chart(keeps: _Keeps, chart: Chart, prefix: str, title: str) -> etree.Element:
    root = etree.Element("div", {"class": "course-chart", "data-chart": prefix})
    # Not a div: Material's search ends an excluded element at the first closing tag of the same name.
    box = add(root, "section", "course-chart__box", **{"data-search-exclude": ""})
    for version, svg in chart.draw(prefix, title).items():
        add(box, "div", f"course-chart__{version}").text = keeps.store(svg)
    add(root, "p", "course-chart__reading")
    details = add(root, "details", "course-chart__table", **{"data-search-exclude": ""})
    add(details, "summary", text="The numbers of the picture as a table")
    _add_table(keeps, details, f"The numbers of: {title}", *chart.table())
    return root


def add_table(
    md: Markdown, parent: etree.Element, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Add a table that scrolls by itself."""
    _add_table(md.htmlStash, parent, name, head, rows)


def _add_table(
    keeps: _Keeps, parent: etree.Element, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    # The keyboard has to reach what scrolls.
    scroll = add(parent, "div", "course-figure__scroll", tabindex="0", role="region", **{"aria-label": name})
    scroll.text = keeps.store(table_html(head, rows))


def add(parent: etree.Element, tag: str, name: str = "", text: str = "", **attributes: str) -> etree.Element:
    """Add an element of a class, whose text is shown as it is."""
    child = etree.SubElement(parent, tag, ({"class": name} if name else {}) | attributes)
    child.text = AtomicString(text) if text else None
    return child
