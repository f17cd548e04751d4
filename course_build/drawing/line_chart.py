"""Lines with bands, and points, drawn as the browser draws them (charts/lines.ts)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from course_build.drawing.chart import CHARACTER, HALO, Box, add, frame, px, written
from course_build.drawing.numbers import plain
from course_build.drawing.scale import Scale
from course_build.drawing.shapes import band, line, marker
from course_build.drawing.theme import variable

BOXES = (Box("wide", 680, 320), Box("narrow", 350, 280))
TICKS = {"wide": 7, "narrow": 4}
TOP, BOTTOM, LEFT = 34.0, 44.0, 52.0
RIGHT = 10.0
"""Beside the plot at least; the names at the ends of lines need more."""
LINE_HEIGHT = 17.0
"""From one name to the next above it."""
MARKER = 44.0
"""Of a marker, in square px."""

Values = tuple[float | None, ...]


@dataclass(frozen=True)
class Line:
    """One line; None where it has a gap."""

    name: str
    color: str
    """The token of its color, dash and marker, from the theme."""
    x: tuple[float, ...]
    y: Values
    lo: Values | None
    hi: Values | None
    """The ends of a band around y."""
    drawn: str
    """ "line" or "line and points"."""


@dataclass(frozen=True)
class Axis:
    """One axis."""

    name: str
    domain: tuple[float, float]
    log: bool = False

    def scale(self, start: float, end: float) -> Scale:
        """Return where values stand between the two ends of the axis."""
        return Scale(self.domain, start, end, self.log)


@dataclass(frozen=True)
class _Point:
    x: float
    y: float
    lo: float | None
    hi: float | None


@dataclass(frozen=True)
class _Plot:
    """Where values stand."""

    box: Box
    x: Scale
    y: Scale


@dataclass
class _Name:
    one: Line
    x: float
    y: float


@dataclass(frozen=True)
class Lines:
    """Lines over one axis."""

    x: Axis
    y: Axis
    series: tuple[Line, ...]

    def describe(self) -> str:
        each = []
        for one in self.series:
            found = _points(one)
            ends = f"from {_at(found[0])} to {_at(found[-1])}" if found else "no values"
            each.append(f"{one.name}: {ends}")
        return f"{self.y.name} against {self.x.name}. {'; '.join(each)}."

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        rows = [
            (one.name, *(_short(value) for value in (point.x, point.y, point.lo, point.hi)))
            for one in self.series
            for point in _points(one)
        ]
        return ("line", self.x.name, self.y.name, "from", "to"), rows

    def draw(self, prefix: str, title: str) -> dict[str, str]:
        return {box.name: self._drawn(box, prefix, title) for box in BOXES}

    def _drawn(self, box: Box, prefix: str, title: str) -> str:
        svg = frame(box, prefix=prefix, title=title, description=self.describe())
        room = max(RIGHT, *(len(one.name) * CHARACTER + 12 for one in self.series))
        # Long names stand inside the plot, over the end of their line.
        right = box.width - (RIGHT if room > 0.35 * box.width else room)
        plot = _Plot(box, self.x.scale(LEFT, right), self.y.scale(box.height - BOTTOM, TOP))
        _axes(svg, plot, self.x.name, self.y.name)
        ends = []
        for one in self.series:
            found = _points(one)
            _series(svg, one, found, plot)
            if found:
                limit = box.width - len(one.name) * CHARACTER - 2
                ends.append(_Name(one, min(plot.x(found[-1].x) + 9, limit), plot.y(found[-1].y) + 4.5))
        _spread(ends, TOP + 4, box.height - BOTTOM)
        for name in ends:
            place = {"x": px(name.x), "y": px(name.y), "fill": variable(name.one.color), "font-weight": "600"}
            add(svg, "text", place | HALO, name.one.name)
        return written(svg)


def _points(one: Line) -> list[_Point]:
    """Return the points that have a value."""
    lo, hi = (ends or (None,) * len(one.x) for ends in (one.lo, one.hi))
    return [_Point(x, y, low, high) for x, y, low, high in zip(one.x, one.y, lo, hi, strict=True) if y is not None]


def _short(value: float | None) -> str:
    return "" if value is None else plain(float(f"{value:.4g}"))


def _at(point: _Point) -> str:
    return f"{_short(point.y)} at {_short(point.x)}"


def _axes(svg: etree.Element, plot: _Plot, x_name: str, y_name: str) -> None:
    bottom, right = plot.y.start, plot.x.end

    def path(d: str, stroke: str, width: str) -> None:
        add(svg, "path", {"d": d, "fill": "none", "stroke": variable(stroke), "stroke-width": width})

    def text(at: float, down: float, words: str, anchor: str) -> None:
        place = {"x": px(at), "y": px(down), "fill": variable("muted"), "text-anchor": anchor}
        add(svg, "text", place, words)

    for value in plot.y.ticks(5):
        path(f"M{px(LEFT)} {px(plot.y(value))}H{px(right)}", "grid", "1")
        text(LEFT - 6, plot.y(value) + 4.5, plain(value), "end")
    path(f"M{px(LEFT)} {px(TOP)}V{px(bottom)}H{px(right)}", "muted", ".8")
    for value in plot.x.ticks(TICKS[plot.box.name]):
        path(f"M{px(plot.x(value))} {px(bottom)}v4", "muted", ".8")
        text(plot.x(value), bottom + 17, plain(value), "middle")
    text(2, 14, y_name, "start")
    text((LEFT + right) / 2, bottom + 37, x_name, "middle")


def _series(svg: etree.Element, one: Line, found: Sequence[_Point], plot: _Plot) -> None:
    """Draw the band, the line and the points of a series."""
    paint = variable(one.color)
    if one.lo and one.hi:
        edges = [
            None if lo is None or hi is None else (plot.x(x), plot.y(lo), plot.y(hi))
            for x, lo, hi in zip(one.x, one.lo, one.hi, strict=True)
        ]
        if filled := band(edges):
            add(svg, "path", {"d": filled, "fill": paint, "fill-opacity": ".15"})
    places = [None if y is None else (plot.x(x), plot.y(y)) for x, y in zip(one.x, one.y, strict=True)]
    if path := line(places):
        dash = f"{paint.removesuffix(')')}-dash, none)"
        stroke = {"d": path, "fill": "none", "stroke": paint, "stroke-width": "2", "stroke-dasharray": dash}
        add(svg, "path", stroke)
    if one.drawn == "line":
        return
    hollow = one.color == "none"
    for point in found:
        turn = " rotate(180)" if one.color == "instance" else ""
        look = {
            "d": marker(one.color, MARKER),
            "transform": f"translate({px(plot.x(point.x))} {px(plot.y(point.y))}){turn}",
            "fill": "none" if hollow else paint,
            "stroke": paint if hollow else variable("surface"),
            "stroke-width": "2" if hollow else "1",
        }
        add(svg, "path", look)


def _spread(names: list[_Name], highest: float, lowest: float) -> None:
    """Move names apart that would cover each other, within the plot."""
    ordered = sorted(names, key=lambda name: name.y)
    for above, name in zip([None, *ordered], ordered, strict=False):
        name.y = max(name.y, above.y + LINE_HEIGHT if above else highest, highest)
    for below, name in zip([None, *reversed(ordered)], reversed(ordered), strict=False):
        name.y = min(name.y, below.y - LINE_HEIGHT if below else lowest)
