"""Paths of lines, bands and markers, as d3-shape makes them in the browser (charts/shapes.ts)."""

import math
from collections.abc import Callable, Sequence

from course_build.drawing.chart import px

Place = tuple[float, float]
Edge = tuple[float, float, float]
"""x, and the lower and the upper end of a band."""


def line(places: Sequence[Place | None]) -> str:
    """Return a line through all places between two gaps."""
    return "".join(f"M{_joined(run)}{'Z' if len(run) == 1 else ''}" for run in _runs(places))


def band(edges: Sequence[Edge | None]) -> str:
    """Return the area between the edges."""
    return "".join(
        f"M{_joined([*((x, hi) for x, _, hi in run), *((x, lo) for x, lo, _ in reversed(run))])}Z"
        for run in _runs(edges)
    )


def _circle(size: float) -> str:
    r = px(math.sqrt(size / math.pi))
    return f"M{r},0A{r},{r},0,1,1,-{r},0A{r},{r},0,1,1,{r},0"


def _square(size: float) -> str:
    side = math.sqrt(size)
    corner = px(-side / 2)
    return f"M{corner},{corner}h{px(side)}v{px(side)}h{px(-side)}Z"


def _triangle(size: float) -> str:
    up = math.sqrt(size / (3 * math.sqrt(3)))
    side = math.sqrt(3) * up
    return f"M{_joined([(0, -2 * up), (side, up), (-side, up)])}Z"


def _diamond(size: float) -> str:
    tan = math.sqrt(1 / 3)
    up = math.sqrt(size / (2 * tan))
    return f"M{_joined([(0, -up), (up * tan, 0), (0, up), (-up * tan, 0)])}Z"


def _times(size: float) -> str:
    # Drawn by its stroke: d3 takes what the stroke covers off the area.
    r = math.sqrt(size - min(size / 6, 1.7)) * 0.6189
    return f"M{_joined([(-r, -r), (r, r)])}M{_joined([(-r, r), (r, -r)])}"


MARKERS: dict[str, Callable[[float], str]] = {
    "none": _times,
    "layer": _square,
    "rms": _triangle,
    "group": _diamond,
    "instance": _triangle,
}
"""Markers around the origin, of an area in square px; all others are circles."""


def marker(token: str, size: float) -> str:
    return MARKERS.get(token, _circle)(size)


def _joined(places: Sequence[Place]) -> str:
    return "L".join(f"{px(x)},{px(y)}" for x, y in places)


def _runs[T](places: Sequence[T | None]) -> list[list[T]]:
    """Return what stands between the gaps."""
    found: list[list[T]] = [[]]
    for one in places:
        if one is None:
            found.append([])
        else:
            found[-1].append(one)
    return [run for run in found if run]
