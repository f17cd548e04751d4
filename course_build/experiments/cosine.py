"""How far RMSNorm's output turns away from LayerNorm's as the mean of its input grows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.distributions import draw
from course_build.norms import layer_norm, rms_norm


@dataclass(frozen=True)
class Directions:
    """LayerNorm against RMSNorm; every array has shape (ratios, vectors)."""

    ratios: NDArray[np.float64]
    """Mean over standard deviation of the vectors, shape (ratios,)."""
    cosine: NDArray[np.float64]
    """Cosine of the angle between the two outputs."""
    layer_mean: NDArray[np.float64]
    """Mean of LayerNorm's output."""
    rms_mean: NDArray[np.float64]
    """Mean of RMSNorm's output."""


def compare_directions(
    ratios: Sequence[float], distributions: Sequence[str], *, vectors: int, features: int, seed: int
) -> Directions:
    """Normalize vectors of every kind in `distributions`, `vectors` of each, at every ratio.

    Each vector is first given mean 0 and standard deviation 1, then the ratio is added,
    so its mean over its standard deviation is exact.
    """
    drawn = [draw(name, (vectors, features, 1, 1), seed=seed) for name in distributions]
    x = np.concatenate(drawn).reshape(-1, features)
    x = (x - x.mean(1, keepdims=True)) / x.std(1, keepdims=True)
    rows = [_compare(x + ratio) for ratio in ratios]
    cosine, layer_mean, rms_mean = (np.stack(column) for column in zip(*rows, strict=True))
    return Directions(np.asarray(ratios, np.float64), cosine, layer_mean, rms_mean)


def _compare(x: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    layer, rms = layer_norm(x), rms_norm(x)
    lengths = np.linalg.norm(layer, axis=1) * np.linalg.norm(rms, axis=1)
    return (layer * rms).sum(1) / lengths, layer.mean(1), rms.mean(1)
