"""Lines: how numbers follow another."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_build.charts.checks import colors, finite, numbers, words
from course_build.session.chart import Chart

MOST = 6
MOST_POINTS = 1000
FEW = 24
"""So many points have markers."""


def lines(
    x: Any,
    y: Any,
    *,
    title: str = "",
    x_name: str = "x",
    y_name: str = "y",
    log_x: bool = False,
    log_y: bool = False,
    bands: Mapping[str, tuple[Any, Any]] | None = None,
) -> Chart:
    """Return lines over one axis.

    Parameters:
        x: An array with one axis, which all lines share.
        y: An array as long as x, or up to six of them by name; a line has a gap where it is NaN.
        title: Stands above the chart.
        x_name: What x counts.
        y_name: What y counts.
        log_x: Whether the axis of x is logarithmic.
        log_y: Whether the axis of y is logarithmic.
        bands: The lower and the upper end of a band around a line, by its name.

    Raises:
        ValueError: The lengths differ, there is no room for a name, or a number cannot be drawn.
    """
    words(title=title, x_name=x_name, y_name=y_name)
    across = finite(x, "x")
    if across.ndim != 1 or across.size > MOST_POINTS:
        cure = " Take every tenth with [::10]." if across.ndim == 1 else ""
        raise ValueError(f"x has to have one axis of at most {MOST_POINTS} entries, and is {across.shape}.{cure}")
    named = y if isinstance(y, Mapping) else {"y": y}
    bands = bands or {}
    if strange := [name for name in bands if name not in named]:
        raise ValueError(f"there is a band for {strange[0]!r}, and no line of that name")
    series = []
    for (name, values), color in zip(named.items(), colors(named, MOST), strict=True):
        lo, hi = (_values(end, f"the band of {name}", across) for end in bands[name]) if name in bands else (None, None)
        one = {
            "name": name,
            "color": color,
            "x": across.tolist(),
            "y": _values(values, name, across),
            "lo": lo,
            "hi": hi,
            "drawn": "line and points" if across.size <= FEW else "line",
        }
        series.append(one)
    heights = [value for one in series for key in ("y", "lo", "hi") for value in one[key] or () if value is not None]
    if not heights:
        raise ValueError("y holds nothing but NaN")
    return Chart(
        "lines",
        title,
        {
            "x": {"name": x_name, "domain": _domain(across.tolist(), "x", log=log_x, room=0.0), "log": log_x},
            "y": {"name": y_name, "domain": _domain(heights, "y", log=log_y, room=0.05), "log": log_y},
            "series": series,
        },
    )


def _values(values: Any, name: str, across: np.ndarray) -> list[float | None]:
    array = numbers(values, name)
    if array.shape != across.shape:
        raise ValueError(f"{name} has the shape {array.shape}, and x has {across.shape}")
    if np.isinf(array).any():
        raise ValueError(f"{name} holds infinity")
    return [None if np.isnan(one) else float(one) for one in array]


def _domain(values: list[float], name: str, *, log: bool, room: float) -> list[float]:
    """Return what an axis shows; one of numbers from 0 on, or near it, begins at 0."""
    low, high = min(values), max(values)
    if log:
        if low <= 0:
            raise ValueError(f"{name} has to be greater than 0 on a logarithmic axis")
        wide = (high / low) ** room
        return [low / wide, high * wide] if high > low else [low / 2, high * 2]
    if low == high:
        return [low - 0.5, high + 0.5]
    wide = (high - low) * room
    starts = 0.0 if room and 0 <= low <= 0.3 * high else low - wide
    return [starts, high + wide]
