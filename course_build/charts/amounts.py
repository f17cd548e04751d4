"""Bars: one number a name."""

from collections.abc import Mapping

from course_build.charts.checks import colors, finite, words
from course_build.norms.registry import TECHNIQUES
from course_build.session.chart import Chart

MOST = 24


def bars(values: Mapping[str, float], *, title: str = "", unit: str = "value", decimals: int = 2) -> Chart:
    """Return lying bars from zero.

    Parameters:
        values: A number, not negative, for each name.
        title: Stands above the chart.
        unit: What a number is.
        decimals: Of the numbers beside the bars.

    Raises:
        ValueError: There is no room for a name, or a number cannot be drawn.
    """
    words(title=title, unit=unit)
    if not isinstance(values, Mapping):
        raise ValueError('bars takes a number for each name, as in {"BatchNorm": 0.2}')
    if decimals not in range(7):
        raise ValueError(f"decimals has to be 0 to 6, and is {decimals!r}")
    tokens = colors(values, MOST)
    heights = [float(finite(value, name).reshape(())) for name, value in values.items()]
    if min(heights) < 0:
        raise ValueError("bars begin at 0, so no number may be negative")
    # What is no technique has one color: its name stands beside it.
    made = [
        {"name": name, "color": token if token in TECHNIQUES else "ink", "value": height}
        for name, token, height in zip(values, tokens, heights, strict=True)
    ]
    top = max(heights) or 1.0
    return Chart("bars", title, {"bars": made, "top": top, "rows": len(made), "unit": unit, "decimals": decimals})
