"""Change a few entries of an input, and see which parts of the output move with them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.before_after import IMAGE_AXES, normalize
from course_build.norms import RunningStatistics, batch_norm

type Values = NDArray[np.float64]

TECHNIQUES = ("batch", "batch_evaluation", "layer", "rms", "group", "instance")
"""BatchNorm twice: in training, and in evaluation with running statistics of mean 0 and variance 1."""


@dataclass(frozen=True)
class Leak:
    """What moved in one technique's output when a part of its input was replaced."""

    layout: str
    technique: str
    moved: Values
    """Largest absolute difference of the output in each cell, shape (samples, cells)."""
    replaced: NDArray[np.bool_]
    """The cells whose input was replaced, of the same shape."""


def image_leak(
    technique: str,
    *,
    samples: int,
    channels: int,
    size: int,
    groups: int,
    sample: int,
    channel: int,
    seed: int,
) -> Leak:
    """Replace one channel of one image; a cell is an image and a channel of it.

    The images have shape (samples, channels, size, size); `sample` and `channel` count from 0.
    """
    rng = np.random.default_rng(seed)
    before = rng.standard_normal((samples, channels, size, size))
    after = before.copy()
    after[sample, channel] = 3 * rng.standard_normal((size, size))
    one, other = (_normalize(technique, x, groups, 1, IMAGE_AXES) for x in (before, after))
    return Leak("images", technique, np.abs(other - one).max((2, 3)), (before != after).any((2, 3)))


def sequence_leak(
    technique: str,
    *,
    samples: int,
    tokens: int,
    features: int,
    groups: int,
    sample: int,
    padding: int,
    seed: int,
) -> Leak:
    """Replace the last tokens of one sequence; a cell is a sequence and a token of it.

    The sequences have shape (samples, tokens, features); `sample` counts from 0, and
    `padding` is how many tokens are replaced.
    """
    rng = np.random.default_rng(seed)
    before = rng.standard_normal((samples, tokens, features))
    after = before.copy()
    after[sample, -padding:] = 3 * rng.standard_normal((padding, features))
    one, other = (_normalize(technique, x, groups, 2, (2,)) for x in (before, after))
    return Leak("sequences", technique, np.abs(other - one).max(2), (before != after).any(2))


def _normalize(technique: str, x: Values, groups: int, channel_axis: int, feature_axes: tuple[int, ...]) -> Values:
    if technique == "batch_evaluation":
        running = RunningStatistics.start(x.shape[channel_axis])
        y = batch_norm(x, channel_axis=channel_axis, running=running, training=False)
        return y.astype(np.float64, copy=False)
    return normalize(technique, x, groups=groups, channel_axis=channel_axis, feature_axes=feature_axes)
