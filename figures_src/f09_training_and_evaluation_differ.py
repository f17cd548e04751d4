"""f09: three ways in which BatchNorm's statistics in training and in evaluation come apart."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.digits import CLASSES
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
from course_build.experiments.traps import Tested, train_and_test

NORMS = {"batch": "BatchNorm", "layer": "LayerNorm", "none": "no norm"}
WRONG = "% of test images wrong"


def units(params: Mapping[str, Any]) -> list[Unit]:
    def run(label: str, technique: str, **settings: Any) -> Unit:
        network = {name: params[name] for name in ("depth", "width", "seeds")}
        return Unit(train_and_test, {"technique": technique, **network, **settings}, label)

    batch, large, slow, fast = (params[name] for name in ("batch", "large_batch", "slow_rate", "fast_rate"))
    all_images, sizes, looks = params["test_images"], params["norm_batches"], params["looks"]
    mixed = {"batch": batch, "learning_rate": slow, "looks": looks[-1:], "test_batches": [*sizes, all_images]}
    lag = {"batch": batch, "learning_rate": fast, "looks": looks, "test_batches": [all_images]}
    parts = {"batch": large, "learning_rate": fast, "looks": looks[-1:]}
    return [
        *(run(f"{norm}, {count} classes", norm, classes=count, **mixed) for count in (CLASSES, 1) for norm in NORMS),
        run("batch, 2 classes", "batch", classes=2, **mixed),
        *(run(f"momentum {momentum}", "batch", momentum=momentum, **lag) for momentum in params["momenta"]),
        *(run(f"parts of {size}", "batch", norm_batch=size, test_batches=[size], **parts) for size in sizes),
    ]


def compute(params: Mapping[str, Any], results: Sequence[Tested]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    runs = {unit.label: result for unit, result in zip(units(params), results, strict=True)}
    parts = [runs[f"parts of {size}"] for size in params["norm_batches"]]
    quick, slow = (runs[f"momentum {momentum}"] for momentum in params["momenta"])
    shuffled = runs["batch, 10 classes"]
    series = (
        _bars("shuffled batches", runs, CLASSES),
        _bars("one class per batch", runs, 1),
        _line("momentum {}, evaluation mode".format(params["momenta"][0]), quick.steps, quick.evaluation, "step"),
        _line("momentum {}, evaluation mode".format(params["momenta"][1]), slow.steps, slow.evaluation, "step"),
        _line("all test images together, training mode", quick.steps, quick.training[:, 0], "step"),
        _line(
            "trained on whole batches, training mode",
            shuffled.test_batches,
            shuffled.training[0],
            "test batch",
        ),
        _line(
            "trained on parts, training mode",
            params["norm_batches"],
            [run.training[0, 0] for run in parts],
            "part",
        ),
        _line(
            "trained on parts, evaluation mode",
            params["norm_batches"],
            [run.evaluation[0] for run in parts],
            "part",
        ),
    )
    scalars: dict[str, Number] = {
        "two_classes_batch": _percent(runs["batch, 2 classes"].evaluation),
        "one_class_batch_loss": scalar(runs["batch, 1 classes"].loss.mean(), 3),
        "chance_loss": scalar(np.log(CLASSES), 3),
        "shuffled_batch_loss": scalar(shuffled.loss.mean(), 3),
    }
    for norm in NORMS:
        scalars[f"one_class_{norm}"] = _percent(runs[f"{norm}, 1 classes"].evaluation)
        scalars[f"shuffled_{norm}"] = _percent(runs[f"{norm}, 10 classes"].evaluation)
    scalars["one_class_batch_training_mode"] = _percent(runs["batch, 1 classes"].training[0, -1])
    at = int(np.flatnonzero(quick.steps == 10)[0])
    scalars["momentum_0_1_at_10"] = _percent(quick.evaluation[at])
    scalars["momentum_0_01_at_10"] = _percent(slow.evaluation[at])
    scalars["together_at_10"] = _percent(quick.training[at])
    scalars["lag_at_10"] = scalar(scalars["momentum_0_01_at_10"] - scalars["momentum_0_1_at_10"], 3)
    scalars["lag_at_end"] = scalar(100 * (slow.evaluation[-1] - quick.evaluation[-1]).mean(), 3)
    for place, size in enumerate(params["norm_batches"]):
        scalars[f"training_mode_of_{size}"] = _percent(shuffled.training[0, place])
        scalars[f"parts_of_{size}_training_mode"] = _percent(parts[place].training)
        scalars[f"parts_of_{size}_evaluation"] = _percent(parts[place].evaluation)
    return series, scalars


def _percent(shares: NDArray[np.float64]) -> Number:
    return scalar(100 * shares.mean(), 3)


def _line(name: str, x: Any, shares: Any, x_unit: str) -> Series:
    """Mean and range over seeds, in percent, of shares of shape (positions, seeds)."""
    percent = 100 * np.asarray(shares, np.float64)
    lo, hi = numbers(percent.min(1), 4), numbers(percent.max(1), 4)
    return Series(name, tuple(map(scalar, x)), numbers(percent.mean(1), 4), lo, hi, WRONG, x_unit)


def _bars(name: str, runs: Mapping[str, Tested], classes: int) -> Series:
    shares = [runs[f"{norm}, {classes} classes"].evaluation[0] for norm in NORMS]
    line = _line(name, range(len(NORMS)), shares, "network")
    return Series(name, tuple(NORMS.values()), line.y, line.lo, line.hi, line.unit, line.x_unit)


def draw(data: FigureData, canvas: Any) -> None:
    shuffled, sorted_, lag, tiny = canvas.panels(4, columns=2, height=230)
    for ax, name in ((shuffled, "shuffled batches"), (sorted_, "one class per batch")):
        bars = data[name]
        canvas.bars(ax, bars.x, bars.y, tuple(NORMS), low=bars.lo, high=bars.hi, fmt="{:.1f}", horizontal=False)
        canvas.axes(ax, title=f"Trained on {name}", y="% wrong", better="lower")
        ax.set_ylim(0, 118)
    slow, quick = data[LAG.format(0.01)], data[LAG.format(0.1)]
    canvas.reference(lag, y=0)
    canvas.line(lag, quick, "muted")
    canvas.line(lag, slow, "batch")
    canvas.axes(lag, title="Early in training", x="step", y="extra % wrong", better="lower", log_x=True)
    canvas.note(lag, 10, max(slow.hi) + 0.5, "momentum 0.01", "batch")
    canvas.note(lag, 5, min(quick.lo) - 1.5, "momentum 0.1", "muted")
    ...
FIGURE = Figure(
    id="f09",
    question="What goes wrong when BatchNorm meets other batches than it was trained on?",
    title=(
        "With one class per batch BatchNorm gets {one_class_batch:.0f}% of the test images wrong; LayerNorm "
        "gets {one_class_layer:.1f}%, no norm {one_class_none:.1f}%"
    ),
    caption=(
        "Top: the same networks, trained on shuffled batches and on batches that each hold one class. What "
        "the images of such a batch share is their class, and BatchNorm subtracts it: the training loss "
        "stays at {one_class_batch_loss:.2f} nats, where guessing gives {chance_loss:.2f}, and neither mode "
        "helps. With two classes per batch the error is back at {two_classes_batch:.1f}%. Bottom left: the "
        "running statistics lag behind a network that is still learning. After 10 steps, momentum 0.01 gets "
        "{momentum_0_01_at_10:.0f}% wrong, momentum 0.1 {momentum_0_1_at_10:.0f}%, and the statistics of all "
        "test images together {together_at_10:.0f}%; by the last step nothing is left of it. Bottom right: a "
        "network that nobody switched to evaluation. It learned well, and gets {training_mode_of_2:.0f}% "
        "wrong in test batches of 2 and {training_mode_of_4:.0f}% in batches of 4. Training in parts of 4 "
        "hardly cures that ({parts_of_4_training_mode:.0f}%); evaluation mode does "
        "({parts_of_4_evaluation:.1f}%). Parts of 2 damage the training itself. Bands and whiskers are the "
        "range over seeds."
    ),
    alt=(
        "Four panels of test errors. Shuffled batches: all bars near {shuffled_batch:.0f}%. One class per "
        "batch: BatchNorm at {one_class_batch:.0f}% in both modes, the others near {one_class_layer:.0f}%. "
        "Error against the step: momentum 0.01 lies above momentum 0.1 until they meet. Error against images "
        "per test batch: training mode falls from {training_mode_of_2:.0f}% at 2 images to about "
        "{shuffled_batch:.0f}%, evaluation mode is low from 4 images on."
    ),
    setup=(
        "Digits, 2 hidden layers of 128 units, ReLU, He initialization, plain gradient descent, 400 steps, 6 "
        "seeds. Top: batch 32, learning rate 0.05; training mode tests all 360 images in one batch. Bottom "
        "left: batch 32, learning rate 0.1. Bottom right: the network of the top left, and networks with "
        "batch 72 and learning rate 0.1 whose statistics come from parts of the batch. Evaluation mode uses "
        "running statistics."
    ),
    params={
        "seeds": 6,
        "depth": 2,
        "width": 128,
        "looks": [5, 10, 20, 50, 100, 200, 400],
        "batch": 32,
        "slow_rate": 0.05,
        "fast_rate": 0.1,
        "momenta": [0.1, 0.01],
        "large_batch": 72,
        "norm_batches": [2, 4, 8, 36],
        "test_images": 360,
    },
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Wu & Johnson 2021",
            published="A network with BatchNorm can depend on what the samples of a training batch share.",
            measured="With one class per batch, {one_class_batch:.0f}% of the test images are wrong.",
            key="one_class_batch",
            low=50.0,
        ),
        Comparison(
            source="Wu & Johnson 2021",
            published="Running averages lag behind a network that is still learning.",
            measured="After 10 steps, momentum 0.01 costs {lag_at_10:.1f} percentage points more than 0.1.",
            key="lag_at_10",
            low=1.0,
        ),
    ),
    caution=(
        "One small data set, and layers without positions: in a convolutional network a test batch of 2 "
        "images holds many values per channel, so tiny batches hurt less there. Differences of less than "
        "about 0.5 percentage points are not resolved by 360 test images."
    ),
)
