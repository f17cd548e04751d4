"""Charts from plain data, as cells give them (course_build.charts) and as the page's script has them."""

from collections.abc import Callable
from typing import Any

from course_build.drawing.bar_chart import Bar, Bars
from course_build.drawing.chart import Chart
from course_build.drawing.histograms import Histogram, Histograms
from course_build.drawing.line_chart import Axis, Line, Lines


def chart_of(kind: str, data: dict[str, Any]) -> Chart:
    """Return the chart of a kind of `course_build.session.chart`."""
    return KINDS[kind](data)


def _histogram(data: dict[str, Any]) -> Chart:
    series = tuple(Histogram(**{**one, "shares": tuple(one["shares"])}) for one in data["series"])
    return Histograms(data["x"], tuple(data["domain"]), data["top"], series)


def _bars(data: dict[str, Any]) -> Chart:
    return Bars(**{**data, "bars": tuple(Bar(**one) for one in data["bars"])})


def _lines(data: dict[str, Any]) -> Chart:
    def tuples(one: dict[str, Any]) -> dict[str, Any]:
        return {key: tuple(value) if isinstance(value, list) else value for key, value in one.items()}

    x, y = (Axis(**tuples(data[name])) for name in ("x", "y"))
    return Lines(x, y, tuple(Line(**tuples(one)) for one in data["series"]))


KINDS: dict[str, Callable[[dict[str, Any]], Chart]] = {"histogram": _histogram, "bars": _bars, "lines": _lines}
