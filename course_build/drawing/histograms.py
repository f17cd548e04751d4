"""Histograms on one axis, drawn as the browser draws them: the first state of a chart that will be live.

The same layout stands in course_build/frontend/src/charts/histograms.ts; both are held to
src/charts/histograms.cases.json, so nothing moves when a page's script takes over. A histogram
is drawn as a density: its area is 1, whatever the width of its bins.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as etree

from course_build.drawing.templates import format_number
from course_build.drawing.theme import TECHNIQUES, variable
from course_build.drawing.ticks import plain


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
    """The density at the upper edge, as `density` gives it."""
    series: tuple[Histogram, ...]


@dataclass(frozen=True)
class Box:
    """The size of one version of a chart, in px of the page."""

    name: str
    width: float
    height: float
    ticks: int
    """About how many numbers the axis has."""


BOXES = (Box("wide", 680, 290, 8), Box("narrow", 350, 240, 5))
TOP, BOTTOM, SIDE = 34.0, 44.0, 8.0
"""Room around the plot: for the names of the histograms, and for the axis."""
CHARACTER = 7.4
"""Width of a character at most, on average; the page's fonts are not measured."""
GAP = 14.0
"""Between two names."""


def density(one: Histogram) -> float:
    """Return the height of the highest bin."""
    return max(one.shares) * len(one.shares) / (one.high - one.low)


def describe(chart: Histograms) -> str:
    """Return what somebody would see, for those who do not."""
    said = []
    for one in chart.series:
        low, high, most = (format_number(value, ".2f") for value in (one.low, one.high, _peak(one)))
        said.append(f"{one.name}: from {low} to {high}, most around {most}")
    return f"Histograms on one axis. {'; '.join(said)}."


def draw(chart: Histograms, box: Box, *, prefix: str, title: str) -> str:
    """Return one version of the chart as SVG.

    Parameters:
        chart: What to draw.
        box: The version.
        prefix: Begins the ids of the drawing, so that the page has none twice.
        title: The name of the picture.
    """
    names = f"{prefix}-{box.name}"
    svg = etree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "course-svg",
            "viewBox": f"0 0 {_px(box.width)} {_px(box.height)}",
            "role": "img",
            "aria-labelledby": f"{names}-title {names}-desc",
            "font-family": "var(--course-figure-font, sans-serif)",
            "font-size": "13",
            "stroke-linejoin": "round",
        },
    )
    _add(svg, "title", title, id=f"{names}-title")
    _add(svg, "desc", describe(chart), id=f"{names}-desc")
    x, y = _Scale(chart.domain, SIDE, box.width - SIDE), _Scale((0, chart.top), box.height - BOTTOM, TOP)
    _axis(svg, chart, box, x)
    for one in chart.series:
        paint = variable(one.color)
        path = _outline(one, x, y)
        _add(svg, "path", d=path, fill=paint, **{"fill-opacity": ".22"}, stroke=paint, **{"stroke-width": "1.4"})
    for one, (at, down) in zip(chart.series, _places(chart, box, x, y), strict=True):
        _add(
            svg,
            "text",
            label(one),
            x=_px(at),
            y=_px(down),
            fill=variable(one.color),
            **{"font-weight": "600", "text-anchor": "middle"},
            stroke=variable("surface"),
            **{"stroke-width": "3", "paint-order": "stroke"},
        )
    return etree.tostring(svg, encoding="unicode")


def label(one: Histogram) -> str:
    """Return the name with the glyph of its technique."""
    return one.name if one.color == "none" else f"{TECHNIQUES[one.color].glyph} {one.name}"


def ticks(low: float, high: float, count: int) -> list[float]:
    """Return about `count` round numbers between low and high: 1, 2 or 5 times a power of ten apart."""
    power = math.floor(math.log10((high - low) / count))
    error = (high - low) / count / 10.0**power
    factor = 10 if error >= math.sqrt(50) else 5 if error >= math.sqrt(10) else 2 if error >= math.sqrt(2) else 1
    # Whole numbers until the end: tenths would not add up.
    if power < 0:
        each = 10.0**-power / factor
        return [at / each for at in range(math.ceil(low * each), math.floor(high * each) + 1)]
    step = 10.0**power * factor
    return [at * step for at in range(math.ceil(low / step), math.floor(high / step) + 1)]


@dataclass(frozen=True)
class _Scale:
    domain: tuple[float, float]
    start: float
    end: float

    def __call__(self, value: float) -> float:
        low, high = self.domain
        return self.start + (value - low) / (high - low) * (self.end - self.start)


def _axis(svg: etree.Element, chart: Histograms, box: Box, x: _Scale) -> None:
    base, muted = box.height - BOTTOM, variable("muted")
    low, high = chart.domain
    if low < 0 < high:
        _add(svg, "path", d=f"M{_px(x(0))} {_px(base)}V{_px(TOP)}", stroke=muted, **{"stroke-width": "1"})
    _add(svg, "path", d=f"M{_px(x.start)} {_px(base)}H{_px(x.end)}", stroke=muted, **{"stroke-width": ".8"})
    middle = {"fill": muted, "text-anchor": "middle"}
    for value in ticks(low, high, box.ticks):
        at = _px(x(value))
        _add(svg, "path", d=f"M{at} {_px(base)}v4", stroke=muted, **{"stroke-width": ".8"})
        _add(svg, "text", plain(value), x=at, y=_px(base + 17), **middle)
    _add(svg, "text", chart.x, x=_px(box.width / 2), y=_px(base + 37), **middle)


def _outline(one: Histogram, x: _Scale, y: _Scale) -> str:
    count = len(one.shares)
    width = (one.high - one.low) / count
    path = f"M{_px(x(one.low))} {_px(y.start)}"
    for index, share in enumerate(one.shares):
        path += f"V{_px(y(share / width))}H{_px(x(one.low + (index + 1) * width))}"
    return f"{path}V{_px(y.start)}Z"


def _peak(one: Histogram) -> float:
    """Return the middle of the highest bin, the first of several."""
    return one.low + (one.shares.index(max(one.shares)) + 0.5) * (one.high - one.low) / len(one.shares)


def _places(chart: Histograms, box: Box, x: _Scale, y: _Scale) -> list[tuple[float, float]]:
    """Return where the middle of each name stands: over its highest bin, beside the other name, above all outlines."""
    halves = [len(label(one)) * CHARACTER / 2 for one in chart.series]
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


def _clear(series: Sequence[Histogram], x: _Scale, y: _Scale, at: float, half: float) -> float:
    """Return how far up the outlines reach where a name stands."""
    highest = y.start
    for one in series:
        width = (one.high - one.low) / len(one.shares)
        for index, share in enumerate(one.shares):
            start, end = x(one.low + index * width), x(one.low + (index + 1) * width)
            if end >= at - half - 2 and start <= at + half + 2:
                highest = min(highest, y(share / width))
    return highest


def _px(value: float) -> str:
    # Not by the format alone, which takes the even neighbor of a half, unlike the browser.
    text = f"{math.floor(value * 100 + 0.5) / 100:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _add(parent: etree.Element, tag: str, text: str = "", **attributes: str) -> None:
    etree.SubElement(parent, tag, attributes).text = text or None
