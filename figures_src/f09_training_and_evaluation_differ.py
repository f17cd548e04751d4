"""f09: three ways in which BatchNorm's statistics in training and in evaluation come apart."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
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


def units(params: Mapping[str, Any]) -> list[Unit]:
    def run(label: str, technique: str, **settings: Any) -> Unit:
        network = {name: params[name] for name in ("depth", "width", "seeds")}
        return Unit(train_and_test, {"technique": technique, **network, **settings}, f"f09 {label}")

    batch, large, slow, fast = (params[name] for name in ("batch", "large_batch", "slow_rate", "fast_rate"))
    looks, sizes = params["looks"], params["test_batches"]
    mixed = {"batch": batch, "learning_rate": slow, "looks": looks[-1:], "test_batches": sizes}
    lag = {"batch": batch, "learning_rate": fast, "looks": looks, "test_batches": sizes[-1:]}
    parts = {"batch": large, "learning_rate": fast, "looks": looks[-1:]}
    return [
        *(run(f"{norm}, 10 classes", norm, **mixed) for norm in NORMS),
        *(run(f"{norm}, 1 class", norm, classes=1, **mixed) for norm in NORMS),
        run("batch, 2 classes", "batch", classes=2, **mixed),
        *(run(f"momentum {momentum}", "batch", momentum=momentum, **lag) for momentum in params["momenta"]),
        *(run(f"parts of {m}", "batch", norm_batch=m, test_batches=[m], **parts) for m in params["parts"]),
    ]


def compute(params: Mapping[str, Any], results: Sequence[Tested]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    shuffled = dict(zip(NORMS, results[:3], strict=True))
    sorted_ = dict(zip(NORMS, results[3:6], strict=True))
    two_classes, quick, slow, *parts = results[6:]
    whole, sizes = shuffled["batch"], params["parts"]
    series = (
        _bars("shuffled batches", shuffled),
        _bars("one class per batch", sorted_),
        _errors("momentum 0.1, evaluation mode", quick.steps, quick.evaluation, "step"),
        _errors("momentum 0.01, evaluation mode", slow.steps, slow.evaluation, "step"),
        _errors("all test images in one batch, training mode", quick.steps, quick.training[:, 0], "step"),
        _extra("momentum 0.1, extra error", quick),
        _extra("momentum 0.01, extra error", slow),
        _errors("trained on 32, training mode", whole.test_batches, whole.training[0], "test batch"),
        _errors("trained in parts, training mode", sizes, [run.training[0, 0] for run in parts], "part"),
        _errors("trained in parts, evaluation mode", sizes, [run.evaluation[0] for run in parts], "part"),
    )
    at = int(np.flatnonzero(quick.steps == 10)[0])
    scalars: dict[str, Number] = {
        "two_classes_batch": _percent(two_classes.evaluation),
        "one_class_batch_training_mode": _percent(sorted_["batch"].training[0, -1]),
        "one_class_batch_loss": scalar(sorted_["batch"].loss.mean(), 3),
        "shuffled_batch_loss": scalar(whole.loss.mean(), 3),
        "chance_loss": scalar(np.log(CLASSES), 3),
        "momentum_0_1_at_10": _percent(quick.evaluation[at]),
        "momentum_0_01_at_10": _percent(slow.evaluation[at]),
        "together_at_10": _percent(quick.training[at]),
        "lag_at_10": _percent(slow.evaluation[at] - quick.evaluation[at]),
        "lag_at_end": _percent(slow.evaluation[-1] - quick.evaluation[-1]),
    }
    for norm in NORMS:
        scalars[f"shuffled_{norm}"] = _percent(shuffled[norm].evaluation)
        scalars[f"one_class_{norm}"] = _percent(sorted_[norm].evaluation)
    for size, errors in zip(params["test_batches"], whole.training[0], strict=True):
        scalars[f"training_mode_of_{size}"] = _percent(errors)
    for size, run in zip(sizes, parts, strict=True):
        scalars[f"parts_of_{size}_training_mode"] = _percent(run.training)
        scalars[f"parts_of_{size}_evaluation"] = _percent(run.evaluation)
    return series, scalars


def _percent(shares: NDArray[np.float64]) -> Number:
    return scalar(100 * shares.mean(), 3)


def _errors(name: str, x: Any, shares: Any, x_unit: str, unit: str = "% of test images wrong") -> Series:
    """Mean and range over seeds, in percent, of shares of shape (positions, seeds)."""
    percent = 100 * np.asarray(shares, np.float64)
    lo, hi = numbers(percent.min(1), 4), numbers(percent.max(1), 4)
    return Series(name, tuple(map(scalar, x)), numbers(percent.mean(1), 4), lo, hi, unit, x_unit)


def _extra(name: str, tested: Tested) -> Series:
    """What running statistics cost against the statistics of all test images, seed by seed."""
    extra = tested.evaluation - tested.training[:, 0]
    return _errors(name, tested.steps, extra, "step", "extra error in percentage points")


def _bars(name: str, tested: Mapping[str, Tested]) -> Series:
    errors = _errors(name, range(len(NORMS)), [tested[norm].evaluation[0] for norm in NORMS], "network")
    return replace(errors, x=tuple(NORMS.values()))


def draw(data: FigureData, canvas: Any) -> None:
    shuffled, sorted_, lag, tiny = canvas.panels(4, columns=2, height=230)
    for ax, name in ((shuffled, "shuffled batches"), (sorted_, "one class per batch")):
        bars = data[name]
        canvas.bars(ax, bars.x, bars.y, tuple(NORMS), low=bars.lo, high=bars.hi, fmt="{:.1f}", horizontal=False)
        canvas.axes(ax, title=f"Trained on {name}", y="% of test images wrong", better="lower")
        ax.set_ylim(0, 110)
        ax.set_yticks((0, 40, 80))
    quick, slow = (_arrays(data[f"momentum {momentum}, extra error"]) for momentum in data.params["momenta"])
    canvas.reference(lag, y=0)
    canvas.line(lag, data["momentum 0.1, extra error"], "muted")
    canvas.line(lag, data["momentum 0.01, extra error"], "batch")
    canvas.axes(lag, title="Running statistics lag", x="step", y="extra error, percentage points", log_x=True)
    lag.set_ylim(quick.min() - 4, slow.max() + 5)
    canvas.note(lag, 20, slow.max() - 0.5, "momentum 0.01", "batch")
    canvas.note(lag, 5, quick.min() - 3.5, "momentum 0.1", "muted")
    canvas.line(tiny, data["trained on 32, training mode"], "batch")
    canvas.reference(tiny, y=data.scalars["shuffled_batch"], text="evaluation mode")
    canvas.axes(
        tiny,
        title="Left in training mode",
        x="images per test batch",
        y="% of test images wrong",
        better="lower",
        log_x=True,
    )
    canvas.note(tiny, 4.6, data.scalars["training_mode_of_4"], "training mode", "batch")


def _arrays(series: Series) -> NDArray[np.float64]:
    return np.asarray(series.y, np.float64)


FIGURE = Figure(
    id="f09",
    question="What goes wrong when BatchNorm meets other batches than it was trained on?",
    title=(
        "With one class per batch BatchNorm gets {one_class_batch:.0f}% of the test images wrong; LayerNorm "
        "gets {one_class_layer:.1f}%, no norm {one_class_none:.1f}%"
    ),
    caption=(
        "Bars: the same networks, trained on shuffled batches and on batches that each hold one class. Then what "
        "running statistics cost against the statistics of all test images. Last, the network of the first panel, "
        "never switched to evaluation mode; training with the statistics of 4 images helps little "
        "({parts_of_4_training_mode:.0f}%), evaluation mode does ({parts_of_4_evaluation:.1f}%). Bands and whiskers "
        "are the range over seeds."
    ),
    alt=(
        "Four panels of test errors. Trained on shuffled batches: bars at {shuffled_batch:.1f}%, "
        "{shuffled_layer:.1f}% and {shuffled_none:.1f}%. Trained on one class per batch: BatchNorm at "
        "{one_class_batch:.0f}%, LayerNorm at {one_class_layer:.1f}%, no norm at {one_class_none:.1f}%. "
        "Extra error of running statistics against the step: momentum 0.01 lies well above momentum 0.1 at "
        "first, and both end near 0. Error in training mode against images per test batch: it falls from "
        "{training_mode_of_2:.0f}% at 2 images to {training_mode_of_360:.1f}% at 360, where evaluation mode "
        "is at {shuffled_batch:.1f}%."
    ),
    setup=(
        "Digits, 2 hidden layers of 128 units, ReLU, He initialization, plain gradient descent, 400 steps, 6 "
        "seeds, batch 32. Bars: learning rate 0.05, evaluation mode; the one class of a batch is drawn anew each "
        "time. Running statistics: learning rate 0.1; extra error is that in evaluation mode minus that with all 360 "
        "test images in one batch in training mode. Networks trained with the statistics of 2, 4 or 8 images have "
        "batch 72 and learning rate 0.1."
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
        "parts": [2, 4, 8],
        "test_batches": [2, 4, 8, 36, 360],
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
            low=70.0,
        ),
        Comparison(
            source="Wu & Johnson 2021",
            published="Running averages lag behind a network that is still learning.",
            measured="After 10 steps, momentum 0.01 costs {lag_at_10:.1f} percentage points more than 0.1.",
            key="lag_at_10",
            low=2.0,
        ),
    ),
    caution=(
        "One small data set, and layers without positions: in a convolutional network a test batch of 2 "
        "images holds many values per channel, so tiny batches hurt less there. Differences of less than "
        "about 0.5 percentage points are not resolved by 360 test images."
    ),
)
