"""F1: steps to learn against the learning rate, in three settings that answer differently."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

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
from course_build.experiments.networks import Mlp
from course_build.experiments.sweeps import (
    best_hit,
    best_ratios,
    join,
    rate_grid,
    reliable_rates,
    same_rate_ratios,
    sweep_units,
)
from course_build.experiments.training import Training

NAMES = {"none": "no norm", "batch": "BatchNorm", "layer": "LayerNorm", "rms": "RMSNorm"}

HEADLINE = ("none", "batch")
"""The comparison that the numbers are about; it gets the most seeds."""

SETTINGS: dict[str, dict[str, Any]] = {
    "a": {
        "title": "A well-scaled ReLU net",
        "network": Mlp("none", 6, 64, "relu", "he"),
        "rates": rate_grid(-2, 1, 13),
        "seeds": 8,
        "seeds_of_others": 4,
        "steps": 400,
    },
    "b": {
        "title": "A sigmoid net",
        "network": Mlp("none", 3, 100, "sigmoid", 0.1),
        "rates": rate_grid(-2, 1, 13),
        "seeds": 8,
        "seeds_of_others": 4,
        "steps": 900,
    },
    "c": {
        "title": "A badly scaled ReLU net",
        "network": Mlp("none", 6, 64, "relu", 0.05),
        "rates": rate_grid(-4, 1, 16),
        "seeds": 4,
        "seeds_of_others": 4,
        "steps": 400,
    },
}

PARAMS: dict[str, Any] = {"settings": SETTINGS, "techniques": list(NAMES)}

FIRST = "first seed"
"""Ends the names of series that hold one seed alone."""


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [unit for parts in _work(params).values() for unit in parts]


def compute(params: Mapping[str, Any], results: Sequence[Any]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    sweeps: dict[str, dict[str, Training]] = {key: {} for key in params["settings"]}
    start = 0
    for (key, technique), parts in _work(params).items():
        sweeps[key][technique] = join(results[start : start + len(parts)])
        start += len(parts)
    series = [
        one
        for key, by_technique in sweeps.items()
        for technique, sweep in by_technique.items()
        for one in _both_series(f"{params['settings'][key]['title']}, {NAMES[technique]}", sweep)
    ]
    scalars: dict[str, Number] = {}
    for key, by_technique in sweeps.items():
        scalars |= _hits(key, by_technique)
    if params == PARAMS:
        scalars |= _summary(sweeps)
    return tuple(series), scalars


def _summary(sweeps: Mapping[str, Mapping[str, Training]]) -> dict[str, Number]:
    """What only all rates, seeds and networks together can tell."""
    failed = sweeps["c"]["none"]
    return {
        **_none_against_batch("a", sweeps["a"]),
        **_none_against_batch("b", sweeps["b"]),
        "c_none_learned": int(np.isfinite(failed.hit).sum()),
        "c_none_lowest_loss": scalar(np.nanmin(failed.final_loss)),
        "chance_loss": scalar(np.log(10)),
    }


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(4, columns=2, narrow_columns=1, height=270)
    for ax, (key, setting) in zip(panels, data.params["settings"].items(), strict=False):
        canvas.axes(
            ax,
            title=setting["title"],
            x="learning rate",
            y="steps to learn",
            better="lower",
            log_x=True,
            log_y=True,
        )
        for technique, name in NAMES.items():
            series = data[f"{setting['title']}, {name}"]
            if any(value is not None for value in series.y):
                canvas.line(ax, series, technique, label=name)
        ax.set_xlim(0.008, 14)
        ax.set_ylim(60, 1100)
        if key == "c":
            canvas.note(ax, 0.011, 700, "no norm never learns", "none")
        canvas.label_lines(ax)
    _best(data, canvas, panels[3])


def _best(data: FigureData, canvas: Any, ax: Any) -> None:
    """Sum up: the fewest steps with BatchNorm and without a norm, each at its own best rate."""
    canvas.axes(ax, title="At its own best rate", x="fewest steps to learn")
    names, values, tokens = [], [], []
    for key, word in (("a", "well-scaled"), ("b", "sigmoid"), ("c", "badly scaled")):
        for technique in HEADLINE:
            if f"{key}_{technique}_hit" in data.scalars:
                names.append(f"{word}, {NAMES[technique]}")
                values.append(data.scalars[f"{key}_{technique}_hit"])
                tokens.append(technique)
    canvas.bars(ax, names, values, tokens, fmt="{:.0f}")


def _work(params: Mapping[str, Any]) -> dict[tuple[str, str], list[Unit]]:
    return {
        (key, technique): sweep_units(
            f"f01 {key} {technique}",
            replace(setting["network"], technique=technique),
            setting["rates"],
            seeds=setting["seeds"] if technique in HEADLINE else setting["seeds_of_others"],
            steps=setting["steps"],
        )
        for key, setting in params["settings"].items()
        for technique in params["techniques"]
    }


def _both_series(name: str, sweep: Training) -> tuple[Series, Series]:
    """The median of all seeds with its band, and the first seed alone, which a page can run again."""
    first = numbers(sweep.hit[:, 0])
    rates = tuple(sweep.learning_rates.tolist())
    return _series(name, sweep), Series(f"{name}, {FIRST}", rates, first, unit="steps to learn", x_unit="learning rate")


def _series(name: str, sweep: Training) -> Series:
    quartiles = np.quantile(sweep.hit, [0.25, 0.5, 0.75], axis=1, method="nearest")
    learned = np.isfinite(quartiles[2])
    low, middle, high = (numbers(np.where(learned, one, np.nan)) for one in quartiles)
    rates = tuple(sweep.learning_rates.tolist())
    return Series(name, rates, middle, low, high, unit="steps to learn", x_unit="learning rate")


def _hits(key: str, by_technique: Mapping[str, Training]) -> dict[str, Number]:
    found: dict[str, Number] = {}
    for technique, sweep in by_technique.items():
        hit, rate = best_hit(sweep)
        if np.isfinite(hit):
            found[f"{key}_{technique}_hit"] = scalar(hit)
            found[f"{key}_{technique}_best_rate"] = scalar(rate)
    return found


def _none_against_batch(key: str, by_technique: Mapping[str, Training]) -> dict[str, Number]:
    none, batch = by_technique["none"], by_technique["batch"]
    ratios = best_ratios(none, batch)
    top_none, top_batch = reliable_rates(none).max(), reliable_rates(batch).max()
    same = same_rate_ratios(none, batch)
    slow = none.learning_rates <= 0.1
    found = {
        f"{key}_best_ratio": scalar(np.median(ratios)),
        f"{key}_best_ratio_min": scalar(ratios.min()),
        f"{key}_best_ratio_max": scalar(ratios.max()),
        f"{key}_none_max_rate": scalar(top_none),
        f"{key}_batch_max_rate": scalar(top_batch),
        f"{key}_max_rate_ratio": scalar(top_batch / top_none),
    }
    if np.isfinite(same[slow]).any():
        found[f"{key}_ratio_up_to_0_1"] = scalar(np.nanmax(same[slow]))
    return found


def _live_params(chosen: Mapping[str, str]) -> Mapping[str, Any]:
    setting = SETTINGS[chosen["network"]] | {"rates": [float(chosen["rate"])], "seeds": 1, "seeds_of_others": 1}
    return {"settings": {chosen["network"]: setting}, "techniques": ["none", chosen["technique"]]}


LIVE = Live(
    controls=(
        Control(
            "network",
            "Network",
            {key: setting["title"] for key, setting in SETTINGS.items()},
            "a",
            published=tuple(SETTINGS),
        ),
        Control(
            "technique",
            "No norm against",
            {key: name for key, name in NAMES.items() if key != "none"},
            "batch",
            published=tuple(NAMES),
        ),
        # The rates that all three networks were trained with.
        Control(
            "rate",
            "Learning rate",
            {"0.01": "0.01", "0.1": "0.1", "1": "1", "10": "10"},
            "0.1",
            published=("0.01", "1", "10"),
        ),
    ),
    params=_live_params,
    about=(
        "A small part of the figure: at the rate that you choose, one run without a norm and one with it, both from "
        "the first seed. The figure has up to 16 rates, four techniques and up to 8 seeds, and its lines are medians, "
        "so a single run may lie beside them."
    ),
    compared=FIRST,
    tolerance=0.05,
    because=(
        "Training in float32 follows the rounding of the processor, so the same run can take a few steps more or less "
        "elsewhere."
    ),
    seconds=60,
    at_once=False,
)

FIGURE = Figure(
    id="f01",
    question="Does normalization make training faster?",
    title=(
        "Without BatchNorm, three networks need {a_best_ratio:.2f} times as many steps, {b_best_ratio:.1f} times as "
        "many, or never learn"
    ),
    caption=(
        "Steps until the training loss is below 0.1, against the learning rate: the median over seeds, and the middle "
        "half of them as a band. A line ends where seeds stop learning."
    ),
    alt=(
        "Three line charts of steps to learn against learning rate. Well-scaled ReLU net: all curves reach a similar "
        "lowest point, from {a_batch_hit:.0f} to {a_none_hit:.0f} steps for BatchNorm and no norm, but BatchNorm's "
        "curve extends to rates {a_max_rate_ratio:.0f} times as large. Sigmoid net: BatchNorm's lowest point, "
        "{b_batch_hit:.0f} steps, lies far below that of no norm, {b_none_hit:.0f}. Badly scaled ReLU net: the norms "
        "learn in about {c_batch_hit:.0f} steps, and there is no curve for no norm."
    ),
    setup=(
        "Handwritten digits, 8 by 8 pixels, 1437 for training; plain gradient descent without momentum, batches "
        "of 64, cross-entropy. The norm stands before the activation. Well-scaled: 6 layers of 64 ReLU units, He "
        "initialization, 13 learning rates, 8 seeds (4 for LayerNorm and RMSNorm), at most 400 steps. Sigmoid: 3 "
        "layers of 100 units, weights of standard deviation 0.1, 13 rates, the same seeds, at most 900 steps. Badly "
        "scaled: 6 layers of 64 ReLU units, weights of standard deviation 0.05, 16 rates, 4 seeds, at most 400 "
        "steps. A run has learned at the first step at which the training loss, smoothed with weight 0.9 on the "
        "past, is below 0.1."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            "Bjorck et al. 2018",
            "The main gain of BatchNorm is that it allows larger learning rates.",
            "the largest reliable rate grows {a_max_rate_ratio:.0f} times in the well-scaled net.",
            "a_max_rate_ratio",
            low=3,
        ),
        Comparison(
            "Ioffe & Szegedy 2015, section 4.1",
            "With BatchNorm a net of three layers of 100 sigmoid units learns MNIST in fewer steps.",
            "{b_best_ratio:.2f} times fewer on these digits.",
            "b_best_ratio",
            low=2,
            high=4,
        ),
    ),
    caution=(
        "One small data set, small fully connected nets, plain gradient descent: convolutions, Adam or larger data "
        "would change the factors. Steps are not seconds: a normalized step costs more."
    ),
    live=LIVE,
)
