"""The table view of a figure: the same numbers as the picture, for reading and for screen readers."""

from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from course_build.drawing.templates import format_number
from course_build.experiments.figure import FigureData, Point, Series


def figure_table(data: FigureData) -> list[etree.Element]:
    """Return one table for each set of series that share their x: a row a point, a column a series."""
    groups: dict[tuple[str, tuple[Point, ...]], list[Series]] = {}
    for one in data.series:
        groups.setdefault((one.x_unit, one.x), []).append(one)
    return [_table(x_unit, x, series) for (x_unit, x), series in groups.items()]


def _table(x_unit: str, x: tuple[Point, ...], series: list[Series]) -> etree.Element:
    table = etree.Element("table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    _cell(head, "th", x_unit or "point", scope="col")
    for one in series:
        _cell(head, "th", f"{one.name}, {one.unit}" if one.unit else one.name, scope="col")
    body = etree.SubElement(table, "tbody")
    for index, point in enumerate(x):
        row = etree.SubElement(body, "tr")
        _cell(row, "th", _number(point), scope="row")
        for one in series:
            _cell(row, "td", _value(one, index))
    return table


def _value(series: Series, index: int) -> str:
    value = _number(series.y[index])
    if series.lo is None or series.hi is None or series.lo[index] is None or series.hi[index] is None:
        return value
    return f"{value} ({_number(series.lo[index])} to {_number(series.hi[index])})"


def _number(value: Point | None) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else format_number(value, ".4g")


def _cell(row: etree.Element, tag: str, text: str, scope: str = "") -> None:
    cell = etree.SubElement(row, tag, {"scope": scope} if scope else {})
    cell.text = AtomicString(text)
