"""Histograms on one axis, drawn as the browser draws them (charts/histograms.ts).

A histogram is drawn as a density: its area is 1, whatever the width of its bins.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from course_build.drawing.chart import CHARACTER, HALO, Box, add, frame, px, written
from course_build.drawing.numbers import plain, readable
from course_build.drawing.scale import Scale
from course_build.drawing.templates import format_number
from course_build.drawing.theme import TECHNIQUES, variable

BOXES = (Box("wide", 680, 290), Box("narrow", 350, 240))
TICKS = {"wide": 8, "narrow": 5}
"""About how many numbers the axis has."""
TOP, BOTTOM, SIDE = 34.0, 44.0, 8.0
"""Room around the plot: for the names of the histograms, and for the axis."""
GAP = 14.0
"""Between two names."""


@dataclass(frozen=True)
class Histogram:
    """One set of values in bins of equal width."""

    name: str
    """Written beside it."""
    color: str
    """The token of its color, from the theme."""
    low: float
    high: float
    shares: tuple[float, ...]
    """Share of the values in each bin, from low to high; together 1."""


@dataclass(frozen=True)
class Histograms:
    """One or two histograms that share their axes."""

    x: str
    """What the axis counts."""
    domain: tuple[float, float]
    """What the axis shows."""
    top: float
    """The density at the upper edge, as `density` gives it; a histogram that is higher is cut off, and says so."""
    series: tuple[Histogram, ...]

    def describe(self) -> str:
        said = []
        for one in self.series:
            low, high, most = (readable(value) for value in (one.low, one.high, _peak(one)))
            said.append(f"{label(one, self.top, glyph=False)}: from {low} to {high}, most around {most}")
        return f"Histograms on one axis. {'; '.join(said)}."

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        rows = []
        for one in self.series:
            width = (one.high - one.low) / len(one.shares)
            for index, share in enumerate(one.shares):
                ends = (readable(one.low + at * width) for at in (index, index + 1))
                rows.append((one.name, *ends, f"{format_number(100 * share, '.1f')}%"))
        return ("histogram", "from", "to", "share of the values"), rows

    def draw(self, prefix: str, title: str) -> dict[str, str]:
        return {box.name: _drawn(self, box, prefix, title) for box in BOXES}


def density(one: Histogram) -> float:
    """Return the height of the highest bin."""
    return max(one.shares) * len(one.shares) / (one.high - one.low)


def label(one: Histogram, top: float, *, glyph: bool = True) -> str:
    """Return the name, with the glyph of its technique, and whether the histogram is higher than the picture."""
    look = TECHNIQUES.get(one.color) if glyph and one.color != "none" else None
    name = f"{look.glyph} {one.name}" if look else one.name
    return f"{name}, cut off" if density(one) > top else name


def _drawn(chart: Histograms, box: Box, prefix: str, title: str) -> str:
    svg = frame(box, prefix=prefix, title=title, description=chart.describe())
    x = Scale(chart.domain, SIDE, box.width - SIDE)
    # What is higher ends at the upper edge.
    y = Scale((0.0, chart.top), box.height - BOTTOM, TOP, clamp=True)
    _axis(svg, chart, box, x)
    for one in chart.series:
        paint = variable(one.color)
        shape = {"d": _outline(one, x, y), "fill": paint, "fill-opacity": ".22", "stroke": paint, "stroke-width": "1.4"}
        add(svg, "path", shape)
    for one, (at, down) in zip(chart.series, _places(chart, box, x, y), strict=True):
        place = {"x": px(at), "y": px(down), "fill": variable(one.color), "font-weight": "600"}
        add(svg, "text", place | {"text-anchor": "middle"} | HALO, label(one, chart.top))
    return written(svg)


def _axis(svg: etree.Element, chart: Histograms, box: Box, x: Scale) -> None:
    base, muted = box.height - BOTTOM, variable("muted")
    low, high = chart.domain
    thin, middle = {"stroke": muted, "stroke-width": ".8"}, {"fill": muted, "text-anchor": "middle"}
    if low < 0 < high:
        add(svg, "path", {"d": f"M{px(x(0))} {px(base)}V{px(TOP)}", "stroke": muted, "stroke-width": "1"})
    add(svg, "path", {"d": f"M{px(x.start)} {px(base)}H{px(x.end)}"} | thin)
    for value in x.ticks(TICKS[box.name]):
        at = px(x(value))
        add(svg, "path", {"d": f"M{at} {px(base)}v4"} | thin)
        add(svg, "text", {"x": at, "y": px(base + 17)} | middle, plain(value))
    add(svg, "text", {"x": px(box.width / 2), "y": px(base + 37)} | middle, chart.x)


def _outline(one: Histogram, x: Scale, y: Scale) -> str:
    count = len(one.shares)
    width = (one.high - one.low) / count
    path = f"M{px(x(one.low))} {px(y.start)}"
    for index, share in enumerate(one.shares):
        path += f"V{px(y(share / width))}H{px(x(one.low + (index + 1) * width))}"
    return f"{path}V{px(y.start)}Z"


def _peak(one: Histogram) -> float:
    """Return the middle of the highest bin, the first of several."""
    return one.low + (one.shares.index(max(one.shares)) + 0.5) * (one.high - one.low) / len(one.shares)


def _places(chart: Histograms, box: Box, x: Scale, y: Scale) -> list[tuple[float, float]]:
    """Return where the middle of each name stands: over its highest bin, beside the other name, above all outlines."""
    halves = [len(label(one, chart.top)) * CHARACTER / 2 for one in chart.series]
    spots = [_within(x(_peak(one)), half, box) for one, half in zip(chart.series, halves, strict=True)]
    if len(spots) == 2:
        left, right = (0, 1) if _peak(chart.series[0]) <= _peak(chart.series[1]) else (1, 0)
        apart = halves[0] + halves[1] + GAP
        lacking = apart - (spots[right] - spots[left])
        if lacking > 0:
            spots[left] = _within(spots[left] - lacking / 2, halves[left], box)
            spots[right] = _within(max(spots[right] + lacking / 2, spots[left] + apart), halves[right], box)
            spots[left] = min(spots[left], spots[right] - apart)
    return [(at, _clear(chart.series, x, y, at, half) - 8) for at, half in zip(spots, halves, strict=True)]


def _within(at: float, half: float, box: Box) -> float:
    return min(max(at, half + 2), box.width - half - 2)


def _clear(series: Sequence[Histogram], x: Scale, y: Scale, at: float, half: float) -> float:
    """Return how far up the outlines reach where a name stands."""
    highest = y.start
    for one in series:
        width = (one.high - one.low) / len(one.shares)
        for index, share in enumerate(one.shares):
            start, end = x(one.low + index * width), x(one.low + (index + 1) * width)
            if end >= at - half - 2 and start <= at + half + 2:
                highest = min(highest, y(share / width))
    return highest
