"""The part of a page that a chart takes over: drawn at build in both versions, with its numbers as a table.

The script's counterpart is course_build/frontend/src/charts/chart.ts.
"""

from collections.abc import Iterable, Sequence
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
    root = etree.SubElement(parent, "div", {"class": "course-chart", "data-chart": prefix})
    # Not a div: Material's search ends an excluded element at the first closing tag of the same name.
    box = add(root, "section", "course-chart__box", **{"data-search-exclude": ""})
    for version, svg in chart.draw(prefix, title).items():
        add(box, "div", f"course-chart__{version}").text = md.htmlStash.store(svg)
    add(root, "p", "course-chart__reading")
    details = add(root, "details", "course-chart__table", **{"data-search-exclude": ""})
    add(details, "summary", text="The numbers of the picture as a table")
    add_table(md, details, f"The numbers of: {title}", *chart.table())
    return root


def add_table(
    md: Markdown, parent: etree.Element, name: str, head: Sequence[str], rows: Iterable[Sequence[str]]
) -> None:
    """Add a table that scrolls by itself."""
    # The keyboard has to reach what scrolls.
    scroll = add(parent, "div", "course-figure__scroll", tabindex="0", role="region", **{"aria-label": name})
    scroll.text = md.htmlStash.store(table_html(head, rows))


def add(parent: etree.Element, tag: str, name: str = "", text: str = "", **attributes: str) -> etree.Element:
    """Add an element of a class, whose text is shown as it is."""
    child = etree.SubElement(parent, tag, ({"class": name} if name else {}) | attributes)
    child.text = AtomicString(text) if text else None
    return child
