"""f25: the mean of each training batch, the running mean, and the mean that evaluation uses."""

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
from figures_src._walkthrough import BATCH_NORM_IN_WORDS, NETWORK, UNIT, network

BATCH, RUNNING, EVALUATION = "mean of the batch", "running mean", "mean in evaluation"
MOMENTUM = 0.1
SHOWN_AFTER = 0.2
"""Share of the width that evaluation takes, behind training."""


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(follow_batch_norm, network(params), "walkthrough, BatchNorm")]


def compute(params: Mapping[str, Any], results: Sequence[Followed]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    place, updates = params["unit"] - 1, params["updates"]
    means, running = found.batch_means[:, place], found.running_means[:, place]
    before = np.append(0.0, running[:-1])
    half = updates // 2
    last = means[half:]
    scalars: dict[str, Number] = {
        "updates": updates,
        "scatter": scalar((last - running[half:]).std(), 3),
        "last_low": scalar(last.min(), 3),
        "last_high": scalar(last.max(), 3),
        "evaluation": scalar(found.running.mean[place]),
        "average_of_last": scalar(last.mean()),
        "distance": scalar(abs(found.running.mean[place] - last.mean()), 3),
        "rule": scalar(np.abs(running - ((1 - MOMENTUM) * before + MOMENTUM * means)).max(), 1),
    }
    steps = tuple(range(updates + 1))
    end = (updates, round(updates * (1 + SHOWN_AFTER)))
    series = (
        Series(BATCH, steps, numbers(means, 4), unit="mean", x_unit="updates"),
        Series(RUNNING, steps, numbers(running, 4), unit="mean", x_unit="updates"),
        Series(EVALUATION, end, numbers([found.running.mean[place]] * 2, 4), unit="mean", x_unit="updates"),
    )
    return series, scalars


def draw(data: FigureData, canvas: Any) -> None:
    (ax,) = canvas.panels(1, height=270)
    batch, running, evaluation = data[BATCH], data[RUNNING], data[EVALUATION]
    ax.plot(batch.x, batch.y, color=canvas.color("none"), linewidth=1)
    canvas.line(ax, running, "batch", markers=False)
    canvas.line(ax, evaluation, "batch", markers=False)
    updates = data.scalars["updates"]
    ax.axvspan(updates, evaluation.x[-1], color=canvas.color("batch"), alpha=0.08, linewidth=0)
    y = np.asarray(batch.y, np.float64)
    low = min(0.0, y.min())
    ax.set_xlim(0, evaluation.x[-1])
    ax.set_ylim(low - 0.05, y.max() + 0.2)
    canvas.note(ax, updates * 0.12, y.max() + 0.08, "batches", "none")
    canvas.note(ax, updates * 0.12, low + 0.25, "running mean", "batch")
    canvas.note(ax, updates + 6, y.max() + 0.08, "inference", "ink")
    canvas.axes(ax, x="updates", y="mean of our unit")


FIGURE = Figure(
    id="f25",
    question="Which mean does BatchNorm subtract in training, and which one in evaluation?",
    title="Batch means vary from {last_low:.2f} to {last_high:.2f}; inference always subtracts {evaluation:.2f}",
    caption="Our unit. Variances are treated the same way.",
    alt=(
        "A jagged line of batch means rises while the network learns, then stays between {last_low:.2f} and "
        "{last_high:.2f}. A smooth line, the running mean, starts at 0 and follows it. Behind the last of "
        "{updates} updates it goes on as a flat line at {evaluation:.2f}."
    ),
    setup=(
        f"{BATCH_NORM_IN_WORDS} The mean of the sums of unit 18 in each training batch, and its running mean with "
        "momentum 0.1, which starts at 0. The range in the title is that of the second half of training."
    ),
    params={**NETWORK, "unit": UNIT},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="running = 0.9 · running + 0.1 · batch.",
            measured="It differs by at most {rule:.0e}.",
            key="rule",
            low=0.0,
            high=1e-6,
        ),
    ),
    caution="How far batch means scatter depends on the size of the batch: here 64 images.",
)
