"""F5: signal and gradient on their way through 50 layers, before anything is learned."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.depth import Depth, factor_per_layer, signal_through_depth
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

NAMES = {"none": "no norm", "batch": "BatchNorm", "layer": "LayerNorm", "rms": "RMSNorm"}
NORMS = ("batch", "layer", "rms")
GAINS = {"none": [0.8, 1.0, 1.2], **{norm: [0.5, 1.0, 2.0] for norm in NORMS}}
GAIN_NAMES = ("low", "he", "high")
"""The middle one of three gains is 1: He's initial weights as they are."""


def units(params: Mapping[str, Any]) -> list[Unit]:
    network = {key: params[key] for key in ("depth", "width", "batch", "seeds")}
    return [
        Unit(
            signal_through_depth,
            {"technique": technique, "gain": gain, **network},
            f"f05 {technique} gain {gain:g}",
        )
        for technique, gains in params["gains"].items()
        for gain in gains
    ]


def compute(params: Mapping[str, Any], results: Sequence[Any]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    runs: dict[tuple[str, str], Depth] = dict(zip(product(params["gains"], GAIN_NAMES), results, strict=True))
    series: list[Series] = []
    scalars: dict[str, Number] = {}
    for (technique, name), run in runs.items():
        gain = params["gains"][technique][GAIN_NAMES.index(name)]
        # A norm takes the gain out, so one line speaks for all its gains.
        if technique == "none" or name == "he":
            series += _lines(f"{NAMES[technique]}, gain {gain:g}", run)
        key = f"{technique}_{name}"
        scalars |= {
            f"{key}_gain": gain,
            f"{key}_signal_factor": scalar(_forward_factor(run.signal, params)),
            f"{key}_gradient_factor": scalar(_backward_factor(run.gradient, params)),
            f"{key}_weight_gradient_factor": scalar(_backward_factor(run.weight_gradient, params)),
            f"{key}_signal_growth": scalar(_typical(run.signal[:, -1] / run.signal[:, 0]), 3),
            f"{key}_gradient_growth": scalar(_typical(run.gradient[:, 0] / run.gradient[:, -1]), 3),
        }
    return tuple(series), scalars | _against_theory(params, scalars)


def draw(data: FigureData, canvas: Any) -> None:
    depth = data.params["depth"]
    signal, gradient = canvas.panels(2, height=340, share_y=True)
    canvas.axes(signal, title="Signal, on its way forward", x="layer", y="root mean square", log_y=True)
    canvas.axes(gradient, title="Gradient, on its way back", x="layer", y="relative to the last layer", log_y=True)
    for gain in data.params["gains"]["none"]:
        label = f"no norm, gain {gain:g}"
        canvas.line(signal, data[f"signal, {label}"], "none", label=label, markers=False)
        canvas.line(gradient, data[f"gradient, {label}"], "none", label=label, markers=False)
    canvas.line(signal, data["signal, BatchNorm, gain 1"], "ink", label="any norm, any gain", markers=False)
    for technique in NORMS:
        series = replace(data[f"gradient, {NAMES[technique]}, gain 1"], lo=None, hi=None)
        canvas.line(gradient, series, technique, label=f"{NAMES[technique]}, any gain", markers=False)
    for ax in (signal, gradient):
        canvas.label_lines(ax)
        ax.set_xticks([1, *range(10, depth + 1, 10)])
    gradient.set_xlim(depth + 1, 0)
    signal.set_xlim(0, depth + 1)


def _against_theory(params: Mapping[str, Any], scalars: Mapping[str, Number]) -> dict[str, Number]:
    def of(technique: str, measure: str) -> NDArray[np.float64]:
        return np.array([scalars[f"{technique}_{name}_{measure}"] for name in GAIN_NAMES])

    he = of("none", "signal_factor") / of("none", "gain") - 1
    yang = np.sqrt(np.pi / (np.pi - 1))
    batch = of("batch", "gradient_factor")
    return {
        **{key: params[key] for key in ("depth", "width", "batch", "seeds")},
        **{
            f"{fit}_{end}": layer
            for fit in ("signal_fit", "gradient_fit")
            for end, layer in zip(("first", "last"), params[fit], strict=True)
        },
        "signal_shrink": scalar(1 / scalars["none_low_signal_growth"], 3),
        "he_deviation": scalar(np.abs(he).max()),
        # Var(sum of relu(z)**2) / mean**2 = 5 / width, and the mean of a logarithm lies half of that lower.
        "he_finite_width": scalar(np.exp(-5 / (4 * params["width"]))),
        "yang_factor": scalar(yang),
        "yang_deviation": scalar(np.abs(batch / yang - 1).max()),
        "batch_gradient_gap": scalar(batch.max() - batch.min()),
    }


def _forward_factor(sizes: NDArray[np.float64], params: Mapping[str, Any]) -> float:
    first, last = params["signal_fit"]
    return factor_per_layer(sizes, first, last)


def _backward_factor(sizes: NDArray[np.float64], params: Mapping[str, Any]) -> float:
    first, last = params["gradient_fit"]
    return 1 / factor_per_layer(sizes, first, last)


def _typical(sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the geometric mean over seeds."""
    logarithm: NDArray[np.float64] = np.log(sizes).mean(0)
    return np.exp(logarithm)


def _lines(name: str, run: Depth) -> list[Series]:
    layers = tuple(range(1, run.signal.shape[1] + 1))
    back = run.gradient / run.gradient[:, -1:]
    return [
        Series(
            f"{measure}, {name}",
            layers,
            numbers(_typical(sizes), 4),
            numbers(sizes.min(0), 4),
            numbers(sizes.max(0), 4),
            unit=unit,
            x_unit="layer",
        )
        for measure, sizes, unit in (
            ("signal", run.signal, "root mean square at the ReLU"),
            ("gradient", back, "norm, relative to the last layer"),
        )
    ]


FIGURE = Figure(
    id="f05",
    question="What happens to signal and gradient on their way through many layers?",
    title=(
        "A norm holds the signal at every gain, but BatchNorm's gradient grows "
        "{batch_he_gradient_factor:.2f} times per layer: {batch_he_gradient_growth:,.0f} times through "
        "{depth:.0f} layers"
    ),
    caption=(
        "The signal is what enters the ReLU of each layer; the gradient of the loss is taken at the same place, and "
        "travels from the last layer to the first. Lines are geometric means over {seeds:.0f} new networks; the bands "
        "of those without a norm are their range. The gain multiplies He's initial weights: without a norm it "
        "compounds, and a norm divides it out again."
    ),
    alt=(
        "Two line charts over {depth:.0f} layers, with logarithmic axes. Signal: without a norm it falls by "
        "a factor of {signal_shrink:,.0f} at gain {none_low_gain:g}, keeps its size at gain 1 and grows "
        "{none_high_signal_growth:,.0f} times at gain {none_high_gain:g}; with a norm it is 1 in every "
        "layer. Gradient, from the last layer to the first: without a norm it falls, stays or grows in the "
        "same way; with LayerNorm and RMSNorm it stays; with BatchNorm it rises in a straight line to "
        "{batch_he_gradient_growth:,.0f} times its size."
    ),
    setup=(
        "{depth:.0f} fully connected layers of {width:.0f} ReLU units at initialization, in double "
        "precision; the norm stands before the ReLU. One batch of {batch:.0f} handwritten digits per network "
        "goes forward, the gradient of its cross-entropy goes back; nothing is trained. Factors per layer "
        "are fitted to the logarithms in layers {signal_fit_first:.0f} to {signal_fit_last:.0f} (signal) and "
        "{gradient_fit_first:.0f} to {gradient_fit_last:.0f} (gradients)."
    ),
    params={
        "gains": GAINS,
        "depth": 50,
        "width": 128,
        "batch": 128,
        "seeds": 20,
        "signal_fit": [11, 50],
        "gradient_fit": [11, 45],
    },
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            "He et al. 2015",
            "With weights of variance 2 / inputs, a ReLU layer keeps the size of its signal; a gain "
            "multiplies it once per layer.",
            "the factors per layer are {none_low_signal_factor:.3f}, {none_he_signal_factor:.3f} and "
            "{none_high_signal_factor:.3f}: at most {he_deviation:.1%} off the gains. At this width theory "
            "expects {he_finite_width:.3f} of the gain.",
            "he_deviation",
            high=0.04,
        ),
        Comparison(
            "Yang et al. 2019",
            "BatchNorm makes gradients explode with depth in networks without skip connections, whatever the "
            "initial weights; for ReLU by a factor of √(π/(π\N{MINUS SIGN}1)) per layer.",
            "{batch_low_gradient_factor:.4f}, {batch_he_gradient_factor:.4f} and "
            "{batch_high_gradient_factor:.4f} at gains {batch_low_gain:g}, 1 and {batch_high_gain:g}: at "
            "most {yang_deviation:.2%} off {yang_factor:.4f}.",
            "yang_deviation",
            high=0.01,
        ),
    ),
    caution=(
        "These networks are new: the figure shows where training starts, not whether it succeeds. They have "
        "no skip connections. The theory assumes wide layers and large batches; at this width single "
        "networks differ, as the bands show."
    ),
)
