"""What a norm changes in a distribution of activations, and what it leaves."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.distributions import Shape, draw
from course_build.norms import batch_norm, group_norm, instance_norm, layer_norm, rms_norm

TECHNIQUES = ("batch", "layer", "rms", "group", "instance")
STATISTICS = ("mean", "std", "min", "max", "median")

IMAGE_AXES = (1, 2, 3)
"""LayerNorm and RMSNorm share their statistics over all channels and pixels of one image."""

SHARED_AXES = {
    "batch": (0, 3, 4),
    "layer": (1, 2, 3, 4),
    "rms": (1, 2, 3, 4),
    "group": (2, 3, 4),
    "instance": (3, 4),
}
"""Which axes of (images, groups, channels per group, height, width) share one mean and one variance."""


@dataclass(frozen=True)
class Summary:
    """One set of values in a few numbers and a histogram."""

    mean: float
    std: float
    """Population standard deviation."""
    min: float
    max: float
    median: float
    skewness: float
    """Third central moment over std cubed: 0 when symmetric, unchanged by shift and positive scale."""
    edges: NDArray[np.float64]
    """Edges of the bins, one more than there are bins."""
    shares: NDArray[np.float64]
    """Share of the values in each bin; together 1."""


@dataclass(frozen=True)
class BeforeAfter:
    """The activations before any norm ("none") and after each technique."""

    distribution: str
    summaries: dict[str, Summary]
    channel_means: dict[str, NDArray[np.float64]]
    """Mean of each channel over all images and pixels, shape (channels,)."""
    skewness_changes: dict[str, float]
    """For each technique, the largest change of skewness among values that share their statistics."""


def before_after(distribution: str, *, shape: Shape, seed: int, groups: int, bins: int) -> BeforeAfter:
    """Draw activations and normalize them with every technique, without scale and shift."""
    x = draw(distribution, shape, seed=seed)
    tensors = {"none": x} | {technique: normalize(technique, x, groups=groups) for technique in TECHNIQUES}
    return BeforeAfter(
        distribution,
        {name: summarize(values, bins) for name, values in tensors.items()},
        {name: values.mean((0, 2, 3)) for name, values in tensors.items()},
        {technique: _skewness_change(technique, x, tensors[technique], groups) for technique in TECHNIQUES},
    )


def _skewness_change(technique: str, x: NDArray[np.float64], y: NDArray[np.float64], groups: int) -> float:
    images, channels, height, width = x.shape
    shape = (images, groups, channels // groups, height, width)
    before, after = (skewness(values.reshape(shape), SHARED_AXES[technique]) for values in (x, y))
    return float(np.abs(after - before).max())


def normalize(
    technique: str,
    x: NDArray[np.float64],
    *,
    groups: int,
    channel_axis: int = 1,
    feature_axes: tuple[int, ...] = IMAGE_AXES,
) -> NDArray[np.float64]:
    """Normalize as `technique` does in training, without scale and shift.

    LayerNorm and RMSNorm take `feature_axes`, the others `channel_axis`; the defaults are
    those of images, (N, C, H, W).

    Raises:
        ValueError: No technique has that name.
    """
    match technique:
        case "batch":
            y = batch_norm(x, channel_axis=channel_axis)
        case "layer":
            y = layer_norm(x, axis=feature_axes)
        case "rms":
            y = rms_norm(x, axis=feature_axes)
        case "group":
            y = group_norm(x, groups, channel_axis=channel_axis)
        case "instance":
            y = instance_norm(x, channel_axis=channel_axis)
        case _:
            raise ValueError(f"the technique is {technique!r}; expected one of {', '.join(TECHNIQUES)}.")
    return y.astype(np.float64, copy=False)


def summarize(values: NDArray[np.float64], bins: int) -> Summary:
    """Describe all values together, with a histogram from the smallest to the largest."""
    counts, edges = np.histogram(values, bins)
    return Summary(
        mean=float(values.mean()),
        std=float(values.std()),
        min=float(values.min()),
        max=float(values.max()),
        median=float(np.median(values)),
        skewness=float(skewness(values, None)),
        edges=edges,
        shares=counts / values.size,
    )


def skewness(values: NDArray[np.float64], axes: tuple[int, ...] | None) -> NDArray[np.float64]:
    """Return the third central moment over the cube of the standard deviation, taken over `axes`."""
    centered = values - values.mean(axes, keepdims=True)
    return np.asarray((centered**3).mean(axes) / values.std(axes) ** 3)
