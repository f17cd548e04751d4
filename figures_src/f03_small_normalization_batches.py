"""F3: test error against the number of samples that BatchNorm's statistics come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.figure import Comparison, Figure, FigureData, Number, Series, Unit, numbers, scalar
from course_build.experiments.networks import Mlp
from course_build.experiments.training import Training, train

PARAMS = {
    "depth": 3,
    "width": 128,
    "norm_batches": [64, 32, 16, 8, 4, 2],
    "controls": {"group": "GroupNorm", "layer": "LayerNorm"},
    "rates": [0.1, 0.2, 0.4],
    "seeds": 8,
    "steps": 400,
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    networks = {f"batch of {size}": _network(params, "batch", size) for size in params["norm_batches"]}
    networks |= {technique: _network(params, technique, None) for technique in params["controls"]}
    return [
        Unit(
            train,
            {
                "network": network,
                "learning_rates": params["rates"],
                "seeds": params["seeds"],
                "steps": params["steps"],
                "schedule": "cosine",
            },
            f"f03 {label}",
        )
        for label, network in networks.items()
    ]


def compute(params: Mapping[str, Any], results: Sequence[Any]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    sizes = params["norm_batches"]
    errors = np.array([_best_error(one) for one in results])
    mean, standard_error = errors.T
    series = [_series("BatchNorm", sizes, mean[: len(sizes)], standard_error[: len(sizes)])]
    scalars: dict[str, Number] = {}
    for size, error in zip(sizes, mean, strict=False):
        scalars[f"batch_{size}"] = scalar(error)
    for index, (technique, name) in enumerate(params["controls"].items(), len(sizes)):
        every = len(sizes)
        series.append(_series(name, sizes, np.full(every, mean[index]), np.full(every, standard_error[index])))
        scalars[technique] = scalar(mean[index])
        scalars[f"{technique}_standard_error"] = scalar(standard_error[index])
    large = [scalars[f"batch_{size}"] for size in sizes if size >= 8]
    scalars["spread_from_8"] = scalar(max(large) - min(large))
    scalars["rise_at_4"] = scalar(scalars["batch_4"] / np.mean(large))
    scalars["rise_at_2"] = scalar(scalars["batch_2"] / np.mean(large))
    return tuple(series), scalars


def draw(data: FigureData, canvas: Any) -> None:
    (ax,) = canvas.panels(1, height=320)
    canvas.axes(
        ax,
        x="samples behind each mean and variance",
        y="test error, %",
        better="lower",
        log_x=True,
        log_y=True,
    )
    for name, technique in (("BatchNorm", "batch"), ("GroupNorm", "group"), ("LayerNorm", "layer")):
        canvas.line(ax, data[name], technique, label=name)
    sizes = data.params["norm_batches"]
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set_xticks([], minor=True)
    ax.set_yticks([1, 2, 5, 10, 20, 50], ["1", "2", "5", "10", "20", "50"])
    ax.set_yticks([], minor=True)
    canvas.label_lines(ax)


def _network(params: Mapping[str, Any], technique: str, norm_batch: int | None) -> Mlp:
    return Mlp(technique, params["depth"], params["width"], norm_batch=norm_batch)


def _best_error(training: Training) -> tuple[float, float]:
    """Return the mean test error in percent, and its standard error, at the rate that has the lowest."""
    percent = 100 * training.test_error
    best = int(percent.mean(1).argmin())
    return float(percent[best].mean()), float(percent[best].std() / np.sqrt(percent.shape[1]))


def _series(name: str, sizes: Sequence[int], mean: Any, standard_error: Any) -> Series:
    return Series(
        name,
        tuple(sizes),
        numbers(mean, 4),
        numbers(mean - standard_error, 4),
        numbers(mean + standard_error, 4),
        unit="test error, %",
        x_unit="samples behind each mean and variance",
    )


FIGURE = Figure(
    id="f03",
    question="How small may the batch behind BatchNorm's statistics be?",
    title=(
        "BatchNorm's error is flat down to 8 samples, {batch_4:.1f}% at 4 and {batch_2:.0f}% at 2; "
        "GroupNorm and LayerNorm do not depend on it"
    ),
    caption=(
        "The gradient always comes from 64 images; only the groups in which BatchNorm takes its statistics shrink, "
        "as on several workers. Means over 8 seeds at the best of three learning rates, ± one standard error. "
        "From 64 down to 8 samples the error moves by {spread_from_8:.2f} points, less than 360 test images can "
        "resolve. GroupNorm stays at {group:.2f}%, LayerNorm at {layer:.2f}%."
    ),
    alt=(
        "Test error against the number of samples behind BatchNorm's statistics, 64 down to 2. BatchNorm's line is "
        "flat near {batch_64:.1f}% down to 8, then rises to {batch_4:.1f}% at 4 and {batch_2:.0f}% at 2. "
        "GroupNorm and LayerNorm are level lines near {group:.1f}% and {layer:.1f}%."
    ),
    setup=(
        "Handwritten digits, 1437 images for training and 360 for testing; 3 layers of 128 ReLU units, He "
        "initialization; plain gradient descent with batches of 64 and a cosine schedule, learning rates 0.1, 0.2 "
        "and 0.4, 8 seeds, 400 steps. BatchNorm normalizes the batch in parts of 64, 32, 16, 8, 4 or 2 samples, and "
        "is tested with running statistics. GroupNorm has 8 groups."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            "Wu & He 2018",
            "On ImageNet BatchNorm's error is 23.6% at 32 images per worker, 27.3% at 4 and 34.7% at 2.",
            "{rise_at_4:.1f} times the error of large batches at 4 samples.",
            "rise_at_4",
            low=1.2,
        ),
        Comparison(
            "Wu & He 2018",
            "BatchNorm's error is nearly flat at 16 images per worker and more.",
            "it moves by {spread_from_8:.2f} points between 8 and 64 samples.",
            "spread_from_8",
            high=0.3,
        ),
    ),
    caution=(
        "There are no positions to average over here, so 2 samples are harsher than 2 images in a convolutional "
        "net. With 360 test images, differences below 0.3 points mean nothing, and the learning rate was picked by "
        "test error for every row alike."
    ),
)
