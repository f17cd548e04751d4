"""Place the labels of lines: each beside its own line, none over another label.

Every label has many candidate places with a cost each: at the right end of its line,
above or below it, and, at last resort, anywhere in the panel. Starting from labels
spread apart at the line ends, each in turn moves to its cheapest place until none
wants to move any more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle, StepPatch

from course_build.drawing.panel import Label, Panel
from course_build.drawing.text import width

GAP = 7.0
"""Between the end of a line and its label, in px."""
ABOVE, BELOW = 10.5, 3.5
"""How far a text reaches above and below its baseline, in px."""
HEIGHT = ABOVE + BELOW
CROSSED, NOT_OWN, OVERLAP = 9.0, 30.0, 1e4
"""Costs: per 4 px of line covered, of standing nearer to another line, of covering another text."""


@dataclass
class Place:
    """Where a label stands, in px of the figure from its bottom left corner."""

    label: Label
    x: float
    """Of the anchor."""
    baseline: float
    align: str
    leader: tuple[float, float] | None
    """The end of the line, when the label stands so far from it that a thin line must lead there."""


@dataclass
class _Candidates:
    """Places of one label: boxes (x0, y0, x1, y1) of shape (count, 4), alignments -1, 0, 1, and costs."""

    boxes: np.ndarray
    align: np.ndarray
    costs: np.ndarray
    at_end: np.ndarray
    end: tuple[float, float]


def place(panel: Panel, renderer: RendererAgg, left: float, right: float) -> list[Place]:
    """Find places for the labels of one panel between `left` and `right`, in px of the figure.

    Raises:
        ValueError: There is not enough room for the labels not to overlap.
    """
    if not panel.labels:
        return []
    plot = panel.ax.get_window_extent(renderer)
    region = np.array([left, plot.y0 - 5, right, plot.y1 + 6])
    paths = [_pixels(panel.ax, label) for label in panel.labels]
    samples = [_sampled(path) for path in paths]
    others = [_sampled(path) for path in _other_lines(panel.ax, paths)]
    taken = [np.asarray(text.get_window_extent(renderer).extents) for text in panel.ax.texts if text.get_text()]
    bars = [np.asarray(patch.get_window_extent().extents) for patch in panel.ax.patches if isinstance(patch, Rectangle)]
    spread = _spread(paths, region)
    found = [
        _candidates(label, path, region, shift) for label, path, shift in zip(panel.labels, paths, spread, strict=True)
    ]
    for index, one in enumerate(found):
        rest = [path for other, path in enumerate(samples) if other != index] + others
        one.costs += _line_costs(one, samples[index], rest)
        one.costs += OVERLAP * _outside(one.boxes, region)
        for box in taken:
            one.costs += OVERLAP * _overlaps(one.boxes, box)
        for box in bars:
            one.costs += NOT_OWN * _overlaps(one.boxes, box)
    chosen = _settle(found)
    for index, one in enumerate(found):
        if one.costs[chosen[index]] + _crowding(found, chosen, index)[chosen[index]] >= OVERLAP:
            raise ValueError(
                f"there is no room for the label {panel.labels[index].text!r} in its panel; expected a place "
                "where it covers no other text. Make the panel higher or the labels shorter."
            )
    return [_placed(label, one, at) for label, one, at in zip(panel.labels, found, chosen, strict=True)]


def _settle(found: Sequence[_Candidates]) -> list[int]:
    chosen = [0] * len(found)
    for _ in range(12):
        before = list(chosen)
        for index, one in enumerate(found):
            chosen[index] = int(np.argmin(one.costs + _crowding(found, chosen, index)))
        if chosen == before:
            break
    return chosen


def _crowding(found: Sequence[_Candidates], chosen: Sequence[int], index: int) -> np.ndarray:
    """Return the cost of each place of one label for covering the places of the others."""
    cost = np.zeros(len(found[index].costs))
    for other, (one, at) in enumerate(zip(found, chosen, strict=True)):
        if other != index:
            cost += OVERLAP * _overlaps(found[index].boxes, one.boxes[at])
    return cost


def _placed(label: Label, one: _Candidates, at: int) -> Place:
    x0, y0, x1, _ = one.boxes[at]
    align = int(one.align[at])
    x = {-1: x0, 0: (x0 + x1) / 2, 1: x1}[align]
    far = one.at_end[at] and abs(y0 + HEIGHT / 2 - one.end[1]) > HEIGHT * 0.8
    name = {-1: "left", 0: "center", 1: "right"}[align]
    return Place(label, float(x), float(y0 + BELOW), name, one.end if far else None)


def _pixels(ax: Axes, label: Label) -> np.ndarray:
    """Return a line in px, from left to right, without its gaps; shape (points, 2)."""
    transform = {
        "": ax.transData,
        "x": ax.get_xaxis_transform(),
        "y": ax.get_yaxis_transform(),
    }[label.reference]
    path = transform.transform(np.column_stack([label.x, label.y]))
    box = ax.get_window_extent()
    inside = np.isfinite(path).all(1) & (path[:, 0] >= box.x0 - 1) & (path[:, 0] <= box.x1 + 1)
    inside &= (path[:, 1] >= box.y0 - 1) & (path[:, 1] <= box.y1 + 1)
    path = path[inside]
    if not len(path):
        raise ValueError(
            f"the line {label.text!r} has no point inside its panel; expected at least one. "
            "Check its values and the limits of the axes."
        )
    return np.asarray(path[np.argsort(path[:, 0], kind="stable")])


def _other_lines(ax: Axes, paths: Sequence[np.ndarray]) -> list[np.ndarray]:
    """Return the lines of a panel that have no label, in px."""
    box = ax.get_window_extent().padded(2)
    found = []
    outlines = [
        patch.get_transform().transform(patch.get_path().vertices)
        for patch in ax.patches
        if isinstance(patch, StepPatch)
    ]
    lines = [line.get_transform().transform(np.column_stack(line.get_data(orig=False))) for line in ax.lines]
    for points in lines + outlines:
        shown = points[np.isfinite(points).all(1)]
        path = np.clip(shown, box.min, box.max)[np.argsort(shown[:, 0], kind="stable")]
        if len(path) and not any(path.shape == own.shape and np.allclose(path, own) for own in paths):
            found.append(path)
    return found


def _sampled(path: np.ndarray) -> np.ndarray:
    """Return points along a path, about 4 px apart."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0, way[-1], max(2, int(way[-1] // 4)))
    return np.column_stack([np.interp(at, way, path[:, 0]), np.interp(at, way, path[:, 1])])


def _spread(paths: Sequence[np.ndarray], region: np.ndarray) -> np.ndarray:
    """Return how far each label must move up or down so that labels at the line ends keep apart."""
    ends = np.array([path[-1, 1] for path in paths])
    order = np.argsort(ends, kind="stable")
    at = ends[order].copy()
    low, high = region[1] + HEIGHT / 2, region[3] - HEIGHT / 2
    for _ in range(200):
        gaps = np.diff(at)
        close = np.flatnonzero(gaps < HEIGHT + 1 - 1e-6)
        if not len(close):
            break
        for index in close:
            push = max(0.0, HEIGHT + 1.02 - (at[index + 1] - at[index])) / 2
            at[index] -= push
            at[index + 1] += push
        at = np.clip(at, low, high)
    shifts = np.empty(len(ends))
    shifts[order] = at - ends[order]
    return shifts


def _candidates(label: Label, path: np.ndarray, region: np.ndarray, spread: float) -> _Candidates:
    wide = width(label.text)
    end_x, end_y = path[-1]
    points = _sampled(path)
    # Each row: x of the left side, y of the middle, alignment, cost, at the end of the line.
    rows: list[tuple[float, float, int, float, bool]] = []
    if not label.reference:
        shifts = [spread, *(sign * step for step in np.arange(0, 61, 3.0) for sign in (1, -1))]
        rows += [(end_x + GAP, end_y + shift, -1, 0.7 * abs(shift), True) for shift in shifts]
        start_x, start_y = path[0]
        rows += [
            (start_x - GAP - wide, start_y + shift, 1, 14 + abs(shift), False) for shift in np.arange(-24, 25, 4.0)
        ]
    for share in np.linspace(0, 1, 41):
        x, y = points[int(share * (len(points) - 1))]
        base = 16 + 12 * (1 - share)
        if label.reference == "x":
            rows += [(x + 5, y, -1, base, False), (x - 5 - wide, y, 1, base + 1, False)]
        rows += [
            (start, y + sign * (HEIGHT / 2 + lift), align, base + lift + (sign < 0), False)
            for lift in (3.0, 7.0, 12.0, 18.0)
            for align, start in ((0, x - wide / 2), (-1, x - 2), (1, x + 2 - wide))
            for sign in (1, -1)
        ]
    rows += [
        (x, y, -1, 120.0, False)
        for x in np.arange(region[0], region[2] - wide, 12.0)
        for y in np.arange(region[1] + HEIGHT / 2, region[3], 8.0)
    ]
    table = np.array([row[:4] for row in rows])
    boxes = np.column_stack([table[:, 0], table[:, 1] - HEIGHT / 2, table[:, 0] + wide, table[:, 1] + HEIGHT / 2])
    at_end = np.array([row[4] for row in rows])
    return _Candidates(boxes, table[:, 2], table[:, 3].copy(), at_end, (float(end_x), float(end_y)))


def _line_costs(one: _Candidates, own: np.ndarray, rest: Sequence[np.ndarray]) -> np.ndarray:
    """Return what each place costs for covering lines, for being far from its own, for being nearer to another.

    At the end of a line it may be nearer to another: color, order and leader tell them apart.
    """
    near = _distance(one.boxes, own)
    cost = CROSSED * (near < 2).sum(1) + 2 * np.maximum(near.min(1) - 14, 0) * ~one.at_end
    for path in rest:
        distance = _distance(one.boxes, path)
        astray = (distance.min(1) < near.min(1) - 1) & ~one.at_end
        cost = cost + CROSSED * (distance < 2).sum(1) + NOT_OWN * astray
    return np.asarray(cost)


def _distance(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Return the distance of each box to each point, in px; shape (boxes, points)."""
    x = np.maximum(boxes[:, None, 0] - points[None, :, 0], points[None, :, 0] - boxes[:, None, 2])
    y = np.maximum(boxes[:, None, 1] - points[None, :, 1], points[None, :, 1] - boxes[:, None, 3])
    return np.asarray(np.hypot(np.maximum(x, 0), np.maximum(y, 0)))


def _overlaps(boxes: np.ndarray, other: np.ndarray) -> np.ndarray:
    pad = 1.0
    across = (boxes[:, 0] < other[2] + pad) & (boxes[:, 2] > other[0] - pad)
    return np.asarray(across & (boxes[:, 1] < other[3]) & (boxes[:, 3] > other[1]))


def _outside(boxes: np.ndarray, region: np.ndarray) -> np.ndarray:
    low = (boxes[:, :2] < region[:2] - 0.5).any(1)
    return np.asarray(low | (boxes[:, 2:] > region[2:] + 0.5).any(1))


def leader(at: Place, across: float, down: float) -> Line2D | None:
    """Return the thin line from the end of a line to its label, when it needs one."""
    if at.leader is None:
        return None
    x, y = at.leader
    middle = at.baseline - BELOW + HEIGHT / 2
    return Line2D(
        [(x + 2) / across, (at.x - 2) / across],
        [y / down, middle / down],
        color=at.label.color,
        linewidth=0.8,
    )
