"""F4: the drift of layer inputs, what it does to gradients, and how fast the network learns."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.drift import NOISY_BATCH, Watched, watch
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

NAMES = {"none": "no norm", "layer": "LayerNorm", NOISY_BATCH: "noisy BatchNorm", "batch": "BatchNorm"}
TOKENS = {"none": "none", "layer": "layer", NOISY_BATCH: "batch", "batch": "batch"}

SETTINGS: dict[str, dict[str, Any]] = {
    "relu": {"name": "ReLU", "init": "he", "depth": 6, "width": 64, "learning_rate": 0.1, "steps": 300},
    "tanh": {"name": "tanh", "init": "xavier", "depth": 6, "width": 64, "learning_rate": 0.1, "steps": 300},
    "sigmoid": {
        "name": "sigmoid",
        "init": "xavier",
        "depth": 3,
        "width": 100,
        "learning_rate": 1,
        "steps": 600,
    },
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    shared = {key: params[key] for key in ("seeds", "every", "batch", "probe")}
    work = []
    for activation, technique in product(params["settings"], params["techniques"]):
        setting = {key: value for key, value in params["settings"][activation].items() if key != "name"}
        arguments = {"technique": technique, "activation": activation, **setting, **shared}
        work.append(Unit(watch, arguments, f"f04 {activation} {technique}"))
    return work


def compute(params: Mapping[str, Any], results: Sequence[Any]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    names = product(params["settings"], params["techniques"])
    runs: dict[tuple[str, str], Watched] = dict(zip(names, results, strict=True))
    series: list[Series] = []
    scalars: dict[str, Number] = {key: params[key] for key in ("seeds", "every", "batch", "probe")}
    for activation, setting in params["settings"].items():
        name = setting["name"]
        of = {technique: runs[activation, technique] for technique in params["techniques"]}
        shifts = {technique: run.shift.mean((0, 1)) for technique, run in of.items()}
        hits = {technique: run.hit for technique, run in of.items()}
        series += [_line(f"drift, {name}, {NAMES[technique]}", run) for technique, run in of.items()]
        series.append(_bars(f"covariate shift, {name}", shifts, "relative change of gradients"))
        series.append(_bars(f"steps to learn, {name}", hits, "steps"))
        found = {technique: _medians(run) for technique, run in of.items()}
        scalars |= {
            f"{activation}_{technique.replace(' ', '_')}_{measure}": value
            for technique, medians in found.items()
            for measure, value in medians.items()
        }
        none, batch, noisy = found["none"], found["batch"], found[NOISY_BATCH]
        scalars |= {
            f"{activation}_drift_ratio": scalar(none["drift"] / batch["drift"]),
            f"{activation}_shift_ratio": scalar(batch["shift"] / none["shift"]),
            f"{activation}_hit_ratio": scalar(batch["hit"] / none["hit"]),
            f"{activation}_noisy_hit_ratio": scalar(noisy["hit"] / none["hit"]),
        }
    smooth = ("tanh", "sigmoid")
    scalars["smooth_shift_ratio"] = min(scalars[f"{activation}_shift_ratio"] for activation in smooth)
    scalars["smooth_noisy_hit_ratio"] = max(scalars[f"{activation}_noisy_hit_ratio"] for activation in smooth)
    return tuple(series), scalars


def _medians(run: Watched) -> dict[str, Number]:
    """Return medians over seeds: of the last drift of the last layer, and of the mean shift."""
    return {
        "drift": scalar(np.median(run.drift[-1, -1])),
        "shift": scalar(np.median(run.shift.mean((0, 1)))),
        "cosine": scalar(np.median(run.cosine.mean((0, 1)))),
        "hit": scalar(np.median(run.hit)),
        "test_error": scalar(np.median(run.test_error)),
    }


def _line(name: str, run: Watched) -> Series:
    """Leave step 0 out, where the drift is 0 by definition."""
    low, middle, high = _quartiles(run.drift[1:, -1], 1)
    steps = tuple(run.steps[1:].tolist())
    unit = "initial standard deviations"
    return Series(name, steps, numbers(middle, 4), numbers(low, 4), numbers(high, 4), unit=unit, x_unit="step")


def _bars(name: str, values: Mapping[str, NDArray[np.float64]], unit: str) -> Series:
    """One bar a technique: the median over seeds, and the middle half of them."""
    low, middle, high = (numbers(one, 4) for one in _quartiles(np.stack(list(values.values())), 1))
    return Series(name, tuple(NAMES[one] for one in values), middle, low, high, unit=unit, x_unit="technique")


def _quartiles(values: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    """Return quartiles that are values themselves, so that one seed that never learned spoils no other."""
    return np.quantile(values, [0.25, 0.5, 0.75], axis=axis, method="nearest")


def draw(data: FigureData, canvas: Any) -> None:
    techniques = data.params["techniques"]
    networks = [setting["name"] for setting in data.params["settings"].values()]
    panels = canvas.panels(3 * len(networks), columns=3, height=150 if canvas.narrow else 205)
    for row, network in enumerate(networks):
        drift, shift, hit = panels[3 * row : 3 * row + 3]
        lines = {technique: data[f"drift, {network}, {NAMES[technique]}"] for technique in techniques}
        _draw_drift(canvas, drift, lines)
        # Most drift first: an order of steps that differs leaps to the eye.
        order = sorted(techniques, key=lambda technique: lines[technique].y[-1] or 0, reverse=True)
        _draw_bars(canvas, shift, data[f"covariate shift, {network}"], order, "{:.2f}", named=True)
        _draw_bars(canvas, hit, data[f"steps to learn, {network}"], order, "{:.0f}", named=canvas.narrow)
        titles = ("Covariate shift", "Steps to learn")
        if canvas.narrow:
            titles = (f"{network}: covariate shift", f"{network}: steps to learn")
        canvas.axes(drift, title=f"{network}: drift", x="step" if canvas.narrow else None)
        if canvas.narrow or row == 0:
            canvas.axes(shift, title=titles[0])
            canvas.axes(hit, title=titles[1])
        if row == 0:
            canvas.axes(drift, y="initial standard deviations")
            canvas.axes(shift, y="relative change of gradients")
            canvas.axes(hit, y="fewer is better")
    canvas.axes(panels[-3], x="step")


def _draw_drift(canvas: Any, ax: Any, lines: Mapping[str, Series]) -> None:
    canvas.axes(ax, log_y=True)
    ax.margins(y=0.15)
    for technique, series in lines.items():
        canvas.line(ax, series, TOKENS[technique], label=NAMES[technique], markers=False)
        if technique == NOISY_BATCH:
            ax.lines[-1].set_linestyle((0, (4, 2)))
    canvas.label_lines(ax)


def _draw_bars(canvas: Any, ax: Any, series: Series, order: Sequence[str], fmt: str, *, named: bool) -> None:
    places = [series.x.index(NAMES[technique]) for technique in order]
    names = [NAMES[technique] if named else "" for technique in order]
    values, low, high = ([one[place] for place in places] for one in (series.y, series.lo or (), series.hi or ()))
    canvas.bars(ax, names, values, [TOKENS[one] for one in order], low=low, high=high, fmt=fmt)
    for bar in ax.patches:
        if round(bar.get_y() + bar.get_height() / 2) == order.index(NOISY_BATCH):
            bar.set_alpha(0.55)
    # Each bar carries its value, which an axis would say again.
    ax.xaxis.set_visible(False)
    ax.spines["bottom"].set_visible(False)


FIGURE = Figure(
    id="f04",
    question="Does BatchNorm help because layer inputs drift less?",
    title=(
        "Drift does not decide speed: without a norm, the ReLU network drifts {relu_drift_ratio:.0f} times as far as "
        "with BatchNorm, and learns sooner"
    ),
    caption=(
        "Bars stand in the order of drift, most first: if drift slowed learning, steps would fall from top to bottom. "
        "*Drift*: how far the means of the last activation's inputs move. *Covariate shift*: how much a gradient "
        "changes when earlier layers step. Noisy BatchNorm shifts and scales units at random."
    ),
    alt=(
        "Three rows of charts for a ReLU, a tanh and a sigmoid network, with three columns: drift during "
        "training, covariate shift, steps to learn. ReLU: drift is {relu_none_drift:.1f} without a norm, "
        "{relu_layer_drift:.1f} with LayerNorm, {relu_noisy_batch_drift:.2f} with noisy BatchNorm and "
        "{relu_batch_drift:.2f} with BatchNorm; steps to learn are {relu_none_hit:.0f}, "
        "{relu_layer_hit:.0f}, {relu_noisy_batch_hit:.0f} and {relu_batch_hit:.0f}. Tanh, in the same order: "
        "drift {tanh_none_drift:.2f}, {tanh_layer_drift:.2f}, {tanh_noisy_batch_drift:.2f} and "
        "{tanh_batch_drift:.2f}; steps {tanh_none_hit:.0f}, {tanh_layer_hit:.0f}, {tanh_noisy_batch_hit:.0f} "
        "and {tanh_batch_hit:.0f}. Sigmoid: drift {sigmoid_none_drift:.1f}, {sigmoid_layer_drift:.1f}, "
        "{sigmoid_noisy_batch_drift:.2f} and {sigmoid_batch_drift:.2f}; steps {sigmoid_none_hit:.0f}, "
        "{sigmoid_layer_hit:.0f}, {sigmoid_noisy_batch_hit:.0f} and {sigmoid_batch_hit:.0f}. BatchNorm's "
        "covariate shift is {relu_shift_ratio:.2f}, {tanh_shift_ratio:.2f} and {sigmoid_shift_ratio:.2f} "
        "times that of no norm."
    ),
    setup=(
        "Handwritten digits, 8 by 8 pixels, 1437 for training; plain gradient descent, batches of "
        "{batch:.0f}, cross-entropy, {seeds:.0f} seeds; lines and bars are medians, bands and whiskers the "
        "middle half. ReLU: 6 layers of 64 units, He initialization, learning rate 0.1, 300 steps. Tanh: the "
        "same with Xavier initialization. Sigmoid: 3 layers of 100 units, Xavier initialization, learning "
        "rate 1, 600 steps. The norm stands before the activation; what enters the activation is measured, on "
        "{probe:.0f} training images. Drift is the root mean square over units of the change of the mean, "
        "divided by that of the initial standard deviations. Covariate shift is Definition 2.1 of Santurkar "
        "et al., divided by the norm of the gradient, averaged over layers and over one look every "
        "{every:.0f} steps. Noisy BatchNorm shifts and scales every unit at random, anew at each step; its "
        "covariate shift is taken without the noise. A run has learned at the first step at which the "
        "training loss, smoothed with weight 0.9 on the past, is below 0.1."
    ),
    params={
        "settings": SETTINGS,
        "techniques": list(NAMES),
        "seeds": 5,
        "every": 20,
        "batch": 64,
        "probe": 512,
    },
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            "Santurkar et al. 2018, section 2",
            "By the gradients, BatchNorm does not reduce internal covariate shift; it may even raise it.",
            "with BatchNorm it is {tanh_shift_ratio:.2f} times as large in the tanh network, "
            "{sigmoid_shift_ratio:.2f} times in the sigmoid network.",
            "smooth_shift_ratio",
            low=1,
        ),
        Comparison(
            "Santurkar et al. 2018, section 2",
            "BatchNorm with noise that makes the distributions unstable still trains faster than no norm.",
            "it takes {tanh_noisy_hit_ratio:.2f} of the steps of no norm in the tanh network, "
            "{sigmoid_noisy_hit_ratio:.2f} in the sigmoid network.",
            "smooth_noisy_hit_ratio",
            high=1,
        ),
        Comparison(
            "Santurkar et al. 2018",
            "How stable the distributions of layer inputs are has little to do with how well a network trains.",
            "the ReLU network without a norm drifts {relu_drift_ratio:.0f} times as far, and BatchNorm takes "
            "{relu_hit_ratio:.2f} times its steps.",
            "relu_hit_ratio",
            low=1,
        ),
    ),
    caution=(
        "A partial reproduction: the paper trained VGG on CIFAR-10, these are small fully connected "
        "networks. In the ReLU network BatchNorm leaves the covariate shift about as it is "
        "({relu_shift_ratio:.2f} times), and noisy BatchNorm is slower than no norm, "
        "{relu_noisy_batch_hit:.0f} steps against {relu_none_hit:.0f}. BatchNorm's small drift is true by "
        "construction: after it the mean of a unit over the batch is its β, and nothing else can move it. "
        "The order of speeds holds at these learning rates, not at all."
    ),
)
