"""Histograms: how values are distributed."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_build.charts.checks import colors, finite, words
from course_build.session.chart import Chart

MOST_BINS = 120


def histogram(values: Any, *, title: str = "", x_name: str = "value", bins: int = 40) -> Chart:
    """Return one histogram, or two on one axis; each is drawn as a density, whose area is 1.

    Parameters:
        values: An array of any shape, or one or two of them by name.
        title: Stands above the chart.
        x_name: What a value is.
        bins: How many bins of equal width lie between the smallest and the largest value of an array.

    Raises:
        ValueError: There is no room for a name, or a value cannot be drawn.
    """
    words(title=title, x_name=x_name)
    if bins not in range(1, MOST_BINS + 1):
        raise ValueError(f"bins has to be 1 to {MOST_BINS}, and is {bins!r}")
    named = values if isinstance(values, Mapping) else {"values": values}
    series = [
        _series(finite(array, name), name, color, bins)
        for (name, array), color in zip(named.items(), colors(named, 2), strict=True)
    ]
    domain = [min(one["low"] for one in series), max(one["high"] for one in series)]
    top = max(max(one["shares"]) * bins / (one["high"] - one["low"]) for one in series)
    return Chart("histogram", title, {"x": x_name, "domain": domain, "top": top, "series": series})


def _series(array: np.ndarray, name: str, color: str, bins: int) -> dict[str, Any]:
    low, high = float(array.min()), float(array.max())
    # Values that are all the same, or nearly, have no width of their own.
    if not low + (high - low) / bins > low:
        low, high = low - 0.5, high + 0.5
    counts, _ = np.histogram(array, bins, (low, high))
    shares = [float(one) for one in counts / array.size]
    return {"name": name, "color": color, "low": low, "high": high, "shares": shares}
