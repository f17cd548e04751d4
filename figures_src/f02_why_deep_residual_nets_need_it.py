"""F2: the window of usable learning rates of residual nets, shallow and deep, by technique."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.figure import Comparison, Figure, FigureData, Number, Series, Unit, numbers, scalar
from course_build.experiments.networks import ResidualMlp
from course_build.experiments.sweeps import best_hit, converging_rates, join, rate_grid, sweep_units
from course_build.experiments.training import Training

NAMES = {
    "none": "no norm",
    "batch": "BatchNorm",
    "layer": "LayerNorm",
    "rms": "RMSNorm",
    "skip_init": "SkipInit, no norm",
    "dynamic_tanh": "DyT, no norm",
}

PARAMS = {
    "depths": [4, 16],
    "width": 64,
    "techniques": list(NAMES),
    "rates": rate_grid(-4, 1, 16),
    "seeds": 3,
    "steps": 300,
    "tested": ["none", "batch"],
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [unit for parts in _work(params).values() for unit in parts]


def compute(params: Mapping[str, Any], results: Sequence[Any]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    series: list[Series] = []
    scalars: dict[str, Number] = {}
    top: dict[tuple[int, str], float] = {}
    start = 0
    for (depth, technique), parts in _work(params).items():
        sweep = join(results[start : start + len(parts)])
        start += len(parts)
        series.append(_series(f"{depth} blocks, {NAMES[technique]}", sweep))
        rates = converging_rates(sweep)
        if not len(rates):
            continue
        hit, rate = best_hit(sweep)
        top[depth, technique] = rates.max()
        scalars |= {
            f"{technique}_{depth}_low": scalar(rates.min()),
            f"{technique}_{depth}_high": scalar(rates.max()),
            f"{technique}_{depth}_hit": scalar(hit),
            f"{technique}_{depth}_best_rate": scalar(rate),
        }
        if technique in params["tested"]:
            scalars[f"{technique}_{depth}_accuracy"] = scalar(100 * (1 - np.median(sweep.test_error, 1).min()))
    # Each end is known to one step of the grid, so more digits would say nothing.
    scalars["max_rate_ratio"] = scalar(top[16, "batch"] / top[16, "none"], 2)
    scalars["steps_ratio"] = scalar(scalars["none_16_hit"] / scalars["batch_16_hit"])
    scalars["skip_init_ratio"] = scalar(scalars["skip_init_16_hit"] / scalars["batch_16_hit"])
    scalars["shallow_steps_ratio"] = scalar(scalars["none_4_hit"] / scalars["batch_4_hit"])
    return tuple(series), scalars


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(2, columns=2, narrow_columns=1, height=250, share_x=True)
    for ax, depth in zip(panels, data.params["depths"], strict=True):
        canvas.axes(ax, title=f"{depth} residual blocks", x="learning rate", log_x=True)
        for row, (technique, name) in enumerate(reversed(NAMES.items())):
            _window(ax, canvas, row, technique, name, data, depth)
        ax.set_xlim(5e-5, 20)
        ax.set_ylim(-0.6, len(NAMES) - 0.1)
        ax.set_yticks([])
        ax.spines["left"].set_visible(False)
        ax.grid(visible=False, axis="y")


def _window(ax: Any, canvas: Any, row: int, technique: str, name: str, data: FigureData, depth: int) -> None:
    low, high, hit = (data.scalars.get(f"{technique}_{depth}_{key}") for key in ("low", "high", "hit"))
    if low is None or high is None or hit is None:
        canvas.note(ax, 6e-5, row + 0.25, f"{name}: no rate learns", technique)
        return
    color = canvas.color(technique)
    ax.plot([low, high], [row, row], color=color, linewidth=5, solid_capstyle="round")
    best = data.scalars[f"{technique}_{depth}_best_rate"]
    ax.plot([best], [row], "o", color=canvas.color("surface"), markeredgecolor=color, markersize=7)
    canvas.note(ax, 6e-5, row + 0.25, f"{name}: {hit:.0f} steps", technique)


def _work(params: Mapping[str, Any]) -> dict[tuple[int, str], list[Unit]]:
    return {
        (depth, technique): sweep_units(
            f"f02 {technique} {depth}",
            ResidualMlp(technique, depth, params["width"]),
            params["rates"],
            seeds=params["seeds"],
            steps=params["steps"],
            to_the_end=technique in params["tested"],
        )
        for depth in sorted(params["depths"], reverse=True)
        for technique in params["techniques"]
    }


def _series(name: str, sweep: Training) -> Series:
    return Series(
        name,
        tuple(sweep.learning_rates.tolist()),
        numbers(np.median(sweep.hit, 1)),
        unit="steps to learn",
        x_unit="learning rate",
    )


FIGURE = Figure(
    id="f02",
    question="Why do deep residual networks need normalization?",
    title=(
        "In a deep residual net BatchNorm opens learning rates {max_rate_ratio:,.0f} times as large, and cuts steps by "
        "a factor of {steps_ratio:.1f}"
    ),
    caption=(
        "Bars span the learning rates that work; rings mark the best, labels give its steps. In place of the norm, "
        "SkipInit has a learned factor on each branch, which starts at 0, and DyT a tanh."
    ),
    alt=(
        "Bars of usable learning rates for six techniques, at 4 and at 16 residual blocks. At 4 blocks all bars "
        "overlap widely. At 16 blocks the bar of no norm ends at {none_16_high:.2g}, while those of the other five "
        "techniques reach {dynamic_tanh_16_high:.2g} or more."
    ),
    setup=(
        "Handwritten digits, 1437 images for training and 360 for testing; residual blocks of two linear layers of "
        "64 units with a ReLU between, the norm before each block and before the last layer; plain gradient descent, "
        "batches of 64, 16 learning rates from 0.0001 to 10, 3 seeds, at most 300 steps. A rate "
        "works when the median of the seeds learns. SkipInit multiplies each branch by a learned number that starts "
        "at 0; DyT replaces each norm by tanh of a learned multiple, which starts at 0.5. Test accuracy uses running "
        "statistics for BatchNorm."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            "De & Smith 2020",
            "BatchNorm makes residual branches small at the start, which is what lets deep residual nets train at "
            "large learning rates; SkipInit does the same without a norm.",
            "SkipInit needs {skip_init_ratio:.2f} times the steps of BatchNorm.",
            "skip_init_ratio",
            high=1.3,
        ),
        Comparison(
            "Zhang, Dauphin & Ma 2019 (Fixup)",
            "Without normalization, deep residual nets diverge at the learning rates that normalized ones use.",
            "the largest usable rate with BatchNorm is {max_rate_ratio:,.0f} times that without.",
            "max_rate_ratio",
            low=100,
        ),
    ),
    caution=(
        "Three seeds and three rates to a factor of ten: the end of a window is known to one step of the grid. "
        "Fully connected blocks on one small data set."
    ),
)
