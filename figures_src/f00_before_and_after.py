"""f00: what five techniques do to five distributions of activations."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from course_build.experiments.before_after import (
    STATISTICS,
    BeforeAfter,
    Summary,
    before_after,
)
from course_build.experiments.figure import (
    Comparison,
    Control,
    Figure,
    FigureData,
    Live,
    Number,
    Series,
    Unit,
    numbers,
    scalar,
)

COLUMNS = {
    "none": "before",
    "batch": "BatchNorm",
    "layer": "LayerNorm",
    "rms": "RMSNorm",
    "group": "GroupNorm",
    "instance": "InstanceNorm",
}
ROWS = {
    "shifted": "Shifted",
    "skewed": "Skewed",
    "heavy_tailed": "Heavy tails",
    "bimodal": "Two modes",
    "channel_offsets": "Channel offsets",
}

PARAMS: dict[str, Any] = {"shape": [32, 4, 8, 8], "seed": 0, "groups": 2, "bins": 30}


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(before_after, {"distribution": name, **params}, name) for name in ROWS]


def compute(_params: Mapping[str, Any], results: Sequence[BeforeAfter]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    found = {result.distribution: result for result in results}
    series = []
    scalars: dict[str, Number] = {"largest_skewness_change": scalar(_largest_skewness_change(results), 1)}
    for row, column in product(ROWS, COLUMNS):
        summary = found[row].summaries[column]
        name = f"{ROWS[row]}, {COLUMNS[column]}"
        series += [_histogram(name, summary), _statistics(name, summary)]
        for statistic in ("mean", "std", "skewness"):
            scalars[f"{row}_{statistic}_{column}"] = _rounded(getattr(summary, statistic))
        scalars[f"{row}_channel_spread_{column}"] = _rounded(found[row].channel_means[column].std())
    return tuple(series), scalars


def _largest_skewness_change(results: Sequence[BeforeAfter]) -> float:
    return max(change for result in results for change in result.skewness_changes.values())


def _rounded(value: Any) -> Number:
    # A mean that is 0 but for the last bit is 0: such digits differ between machines.
    return scalar(np.round(value, 9) + 0.0, 4)


def _histogram(name: str, summary: Summary) -> Series:
    centers = tuple(map(scalar, (summary.edges[1:] + summary.edges[:-1]) / 2))
    return Series(name, centers, numbers(summary.shares, 4), unit="share of the values", x_unit="value")


def _statistics(name: str, summary: Summary) -> Series:
    values = tuple(_rounded(getattr(summary, statistic)) for statistic in STATISTICS)
    return Series(f"{name}, statistics", STATISTICS, values, unit="value", x_unit="statistic")


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(len(ROWS) * len(COLUMNS), columns=6, narrow_columns=3, height=110)
    for ax, (row, column) in zip(panels, product(ROWS, COLUMNS), strict=True):
        histogram = data[f"{ROWS[row]}, {COLUMNS[column]}"]
        centers, shares = np.asarray(histogram.x, np.float64), np.asarray(histogram.y, np.float64)
        half = (centers[1] - centers[0]) / 2
        ax.axvline(0, color=canvas.color("muted"), linewidth=1, zorder=0)
        canvas.steps(ax, np.append(centers - half, centers[-1] + half), shares, column)
        ax.set_xlim(*_range(data, row))
        ax.tick_params(length=0)
        mean, std = (data.scalars[f"{row}_{name}_{column}"] for name in ("mean", "std"))
        canvas.axes(ax, title=_heading(row, column, canvas), x=f"{mean:.2f} ± {std:.2f}")


def _heading(row: str, column: str, canvas: Any) -> str | None:
    """The first column is named by the distribution, the others by the technique, where it is not clear from above."""
    if column == "none":
        return ROWS[row]
    return COLUMNS[column] if canvas.narrow or row == next(iter(ROWS)) else None


def _range(data: FigureData, row: str) -> tuple[float, float]:
    """Return what all histograms of a row need, with a little room."""
    statistics = [data[f"{ROWS[row]}, {name}, statistics"].y for name in COLUMNS.values()]
    low = min(one[STATISTICS.index("min")] or 0.0 for one in statistics)
    high = max(one[STATISTICS.index("max")] or 0.0 for one in statistics)
    room = 0.03 * (high - low)
    return low - room, high + room


def _live_params(chosen: Mapping[str, str]) -> Mapping[str, Any]:
    return PARAMS | {"shape": [int(chosen["images"]), *PARAMS["shape"][1:]]}


LIVE = Live(
    controls=(
        Control(
            "technique",
            "Technique",
            {key: name for key, name in COLUMNS.items() if key != "none"},
            "layer",
            shows_only=True,
        ),
        Control("distribution", "Activations", ROWS, "skewed", shows_only=True),
        Control("images", "Images in the batch", {"2": "2", "8": "8", "32": "32", "128": "128"}, "32"),
    ),
    params=_live_params,
    about="All of the figure: five techniques on five kinds of activations, from the same seed. Nothing is left out.",
)

FIGURE = Figure(
    id="f00",
    question="What does a norm change in the distribution of activations, and what does it leave?",
    title=(
        "A norm moves and rescales, and leaves the shape: skewed values of skewness "
        "{skewed_skewness_none:.2f} still have {skewed_skewness_layer:.2f} after LayerNorm"
    ),
    caption=(
        "Each row is one distribution: the input in gray, then the same values after five techniques. All panels of a "
        "row share one scale; the thin line is 0, with mean ± standard deviation below. The last row, in which "
        "every channel has an offset of its own, tells the techniques apart."
    ),
    alt=(
        "A table of histograms: five distributions by six columns, the input and its values after BatchNorm, "
        "LayerNorm, RMSNorm, GroupNorm and InstanceNorm. In each row the histograms after a norm are "
        "narrower and lie around 0, with RMSNorm to the right of it, and have the outline of the input. In "
        "the last row the four peaks of the input, one for each channel, become one with BatchNorm and "
        "InstanceNorm, stay four with LayerNorm and RMSNorm, and become two with GroupNorm."
    ),
    setup=(
        "Random tensors of 32 images, 4 channels and 8 by 8 pixels, in float64, one per distribution. "
        "BatchNorm in training mode; LayerNorm and RMSNorm over the channels and pixels of an image; "
        "GroupNorm with 2 groups. No scale and shift, default ε. Histograms of 30 bins, each from its "
        "smallest to its largest value."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="A shift and a positive scale leave the skewness as it is.",
            measured="Among values that share their statistics it moves by {largest_skewness_change:.0e}.",
            key="largest_skewness_change",
            low=0.0,
            high=1e-9,
        ),
    ),
    caution=(
        "The values are drawn, not taken from a network, and the techniques act without their learned scale "
        "and shift, which can move the mean and the standard deviation anywhere."
    ),
    live=LIVE,
)
