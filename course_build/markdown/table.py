"""Tables of numbers beside pictures, for reading and for screen readers.

They hold most of a page's tags, so they are made as text at once: Markdown need not go through every cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from course_build.drawing.templates import format_number
from course_build.experiments.figure import FigureData, Point, Series

MARK = "data-numbers"
"""The attribute of these tables; a class would keep them from looking like the other tables of a page."""


def table_html(head: Sequence[str], rows: Iterable[Sequence[str]], *, named_rows: bool = False) -> str:
    """Return a table; with `named_rows`, the first cell of each row is its heading."""
    first = '<th scope="row">{}</th>' if named_rows else "<td>{}</td>"
    headings = "".join(f'<th scope="col">{escape(text)}</th>' for text in head)
    body = "".join(
        f"<tr>{first.format(escape(name))}{''.join(f'<td>{escape(text)}</td>' for text in cells)}</tr>"
        for name, *cells in rows
    )
    return f'<table {MARK}=""><thead><tr>{headings}</tr></thead><tbody>{body}</tbody></table>'


def figure_tables(data: FigureData) -> list[str]:
    """Return one table for each set of series that share their x: a row a point, a column a series."""
    groups: dict[tuple[str, tuple[Point, ...]], list[Series]] = {}
    for one in data.series:
        groups.setdefault((one.x_unit, one.x), []).append(one)
    return [
        table_html(
            [x_unit or "point", *(f"{one.name}, {one.unit}" if one.unit else one.name for one in series)],
            _rows(x, series),
            named_rows=True,
        )
        for (x_unit, x), series in groups.items()
    ]


def _rows(x: tuple[Point, ...], series: list[Series]) -> Iterator[list[str]]:
    for index, point in enumerate(x):
        yield [_number(point), *(_value(one, index) for one in series)]


def _value(series: Series, index: int) -> str:
    value = _number(series.y[index])
    if series.lo is None or series.hi is None or series.lo[index] is None or series.hi[index] is None:
        return value
    return f"{value} ({_number(series.lo[index])} to {_number(series.hi[index])})"


def _number(value: Point | None) -> str:
    if value is None:
        return "none"
    return value if isinstance(value, str) else format_number(value, ".4g")
