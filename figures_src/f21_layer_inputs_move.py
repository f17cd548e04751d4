"""f21: what the units of one layer compute, before and after training without a norm."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.figure import (
    Comparison,
    Figure,
    FigureData,
    Number,
    Series,
    Unit,
    numbers,
    scalar,
)
from course_build.experiments.walkthrough import Drift, watch_drift
from figures_src._walkthrough import NETWORK, NETWORK_IN_WORDS, Values, network

BEFORE, AFTER = "before training", "after training"


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(watch_drift, network(params) | {"probe_seed": params["probe_seed"]}, "walkthrough, no norm")]


def compute(params: Mapping[str, Any], results: Sequence[Drift]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    order = np.argsort(found.before.mean(0), kind="stable")
    before, after = found.before[:, order], found.after[:, order]
    moved = np.abs(after.mean(0) - before.mean(0)) / before.std(0)
    scalars: dict[str, Number] = {
        "updates": params["updates"],
        "images": len(before),
        "units": len(order),
        "largest_move": scalar(moved.max(), 3),
        "mean_std_before": scalar(before.std(0).mean(), 3),
        "mean_std_after": scalar(after.std(0).mean(), 3),
    }
    for name, found_values in (("before", before), ("after", after)):
        means = found_values.mean(0)
        scalars |= {f"{name}_low": scalar(means.min(), 3), f"{name}_high": scalar(means.max(), 3)}
    return (_series(BEFORE, order, before), _series(AFTER, order, after)), scalars


def _series(name: str, order: Any, sums: Values) -> Series:
    mean, std = sums.mean(0), sums.std(0)
    return Series(
        name,
        tuple(f"unit {unit + 1}" for unit in order),
        numbers(mean, 4),
        numbers(mean - std, 4),
        numbers(mean + std, 4),
        unit="sum (mean ± std)",
        x_unit="unit",
    )


def draw(data: FigureData, canvas: Any) -> None:
    for ax, name, title in zip(
        canvas.panels(2, columns=2, height=230, share_y=True),
        (BEFORE, AFTER),
        ("Before training", f"After {data.scalars['updates']} updates"),
        strict=True,
    ):
        series = data[name]
        at = np.arange(1, len(series.x) + 1)
        color = canvas.color("none" if name == BEFORE else "ink")
        ax.vlines(at, np.asarray(series.lo, np.float64), np.asarray(series.hi, np.float64), colors=color, linewidth=1.5)
        ax.plot(at, series.y, "o", color=color, markersize=6.5, markeredgecolor=canvas.color("surface"))
        ax.set_xticks([])
        canvas.axes(ax, title=title, y="sum: mean ± std" if name == BEFORE or canvas.narrow else None)
        canvas.axes(ax, x=f"{len(at)} units, sorted by their first mean")


FIGURE = Figure(
    id="f21",
    question="How do the sums of a layer's units change while the network learns?",
    title=(
        "In {updates} updates, means between {before_low:.1f} and {before_high:.1f} spread to {after_low:.1f} "
        "and {after_high:.1f}"
    ),
    caption="Each line is one of {units} units over the same {images} images, without a norm.",
    alt=(
        "Two panels with {units} vertical lines, one for each unit, a dot at its mean. Before training the "
        "dots rise steadily from {before_low:.1f} to {before_high:.1f} and the lines are short. After {updates} "
        "updates the same units scatter from {after_low:.1f} to {after_high:.1f}, and their lines are longer."
    ),
    setup=(
        f"{NETWORK_IN_WORDS} No norm. Shown are the sums of the second hidden layer, before ReLU, for the same "
        "64 training images before the first and after the last update."
    ),
    params={**NETWORK, "probe_seed": 1},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Ioffe & Szegedy 2015",
            published="While a network trains, the distribution of each layer's inputs changes.",
            measured="One unit's mean moves by {largest_move:.1f} of its first standard deviations.",
            key="largest_move",
            low=1.0,
        ),
    ),
    caution=(
        "One small network. The units' own weights learn too, and have a part in the movement. That the sums move does "
        "not say that this is what makes training slow."
    ),
)
