"""f24: the scales and shifts that BatchNorm learned, and what they do to one unit."""

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
from course_build.experiments.walkthrough import Followed, follow_batch_norm
from course_build.norms import batch_norm
from figures_src._walkthrough import BATCH_NORM_IN_WORDS, NETWORK, UNIT, dots, in_words, network, values

OUTPUT, GAMMA, BETA = "y, our unit", "γ", "β"


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(follow_batch_norm, network(params), "walkthrough, BatchNorm")]


def compute(params: Mapping[str, Any], results: Sequence[Followed]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    place = params["unit"] - 1
    y = batch_norm(found.batch, found.gamma, found.beta)[:, place]
    gamma, beta = found.gamma[place], found.beta[place]
    scalars: dict[str, Number] = {
        "units": len(found.gamma),
        "gamma": scalar(gamma),
        "beta": scalar(beta),
        "y_mean": scalar(y.mean()),
        "y_std": scalar(y.std()),
        "difference": scalar(max(abs(y.mean() - beta), abs(y.std() - gamma)), 1),
        "gamma_low": scalar(found.gamma.min(), 4),
        "gamma_high": scalar(found.gamma.max(), 4),
        "beta_low": scalar(found.beta.min(), 4),
        "beta_high": scalar(found.beta.max(), 4),
    }
    names = tuple(range(1, len(found.gamma) + 1))
    series = (
        values(OUTPUT, y, "image", "value"),
        Series(GAMMA, names, numbers(found.gamma, 4), unit="learned", x_unit="unit"),
        Series(BETA, names, numbers(found.beta, 4), unit="learned", x_unit="unit"),
    )
    return series, scalars


def draw(data: FigureData, canvas: Any) -> None:
    output, learned = canvas.panels(2, columns=2, height=230)
    dots(output, data[OUTPUT], canvas, "batch")
    canvas.axes(output, title="Our unit after γ and β", y=in_words(data[OUTPUT]), x="y")
    beta, gamma = (np.asarray(data[name].y, np.float64) for name in (BETA, GAMMA))
    learned.plot(beta, gamma, markeredgecolor=canvas.color("surface"), **canvas.style("batch") | {"linestyle": "none"})
    learned.plot(0, 1, "X", color=canvas.color("ink"), markersize=8, markeredgewidth=0)
    ours = (data.scalars["beta"], data.scalars["gamma"])
    learned.plot(*ours, "o", color=canvas.color("ink"), markersize=8, markeredgewidth=0)
    canvas.note(learned, ours[0] - 0.02, ours[1] + 0.05, "ours", "ink")
    canvas.note(learned, 0.02, 0.97, "start", "ink")
    canvas.axes(learned, title=f"All {len(beta)} units", x="β", y="γ")
    learned.set_ylim(min(0.9, gamma.min() - 0.08), gamma.max() + 0.15)


FIGURE = Figure(
    id="f24",
    question="Which scales and shifts does BatchNorm learn?",
    title="Scales start at 1; training spreads them from {gamma_low:.2f} to {gamma_high:.2f}",
    caption="First our unit; then one dot for each unit.",
    alt=(
        "Left, the dots of the followed unit around {y_mean:.2f} with standard deviation {y_std:.2f}. Right, {units} "
        "units by shift and scale: they start at shift 0 and scale 1, and end with shifts from {beta_low:.2f} to "
        "{beta_high:.2f} and scales from {gamma_low:.2f} to {gamma_high:.2f}. A unit with a larger scale tends to have "
        "a larger shift."
    ),
    setup=(
        f"{BATCH_NORM_IN_WORDS} γ starts at 1 and β at 0. First the output of unit 18 for the last training batch; "
        "then all units after the last update."
    ),
    params={**NETWORK, "unit": UNIT},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="After scale and shift the mean is β and the standard deviation γ, up to ε.",
            measured="They differ by at most {difference:.0e}.",
            key="difference",
            low=0.0,
            high=1e-4,
        ),
    ),
    caution="Which scales and shifts a network learns depends on the network and on how long it trains.",
)
