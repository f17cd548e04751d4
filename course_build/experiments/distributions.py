"""Five kinds of activations, seeded: what the norms are shown before and after.

Every tensor has shape (samples, channels, height, width). All but the last kind draw
every value independently from one distribution.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

type Shape = tuple[int, int, int, int]
type Values = NDArray[np.float64]


def shifted(rng: np.random.Generator, shape: Shape, *, mean: float = 3.0, std: float = 1.5) -> Values:
    """Normal values whose mean is far from 0."""
    return mean + std * rng.standard_normal(shape)


def skewed(rng: np.random.Generator, shape: Shape, *, order: float = 2.0, scale: float = 1.0) -> Values:
    """Gamma values: none below 0, a long tail to the right.

    Mean order * scale, standard deviation sqrt(order) * scale, skewness 2 / sqrt(order).
    """
    return scale * rng.standard_gamma(order, shape)


def heavy_tailed(
    rng: np.random.Generator, shape: Shape, *, mean: float = 2.0, scale: float = 1.0, freedom: float = 5.0
) -> Values:
    """Student's t values: most near the mean, a few very far from it.

    Standard deviation scale * sqrt(freedom / (freedom - 2)).
    """
    return mean + scale * rng.standard_t(freedom, shape)


def bimodal(rng: np.random.Generator, shape: Shape, *, low: float = 0.0, high: float = 4.0, std: float = 0.6) -> Values:
    """Normal values around one of two centers, each with probability one half."""
    centers = np.where(rng.random(shape) < 0.5, low, high)
    return centers + std * rng.standard_normal(shape)


def channel_offsets(
    rng: np.random.Generator, shape: Shape, *, first: float = -1.0, last: float = 5.0, std: float = 0.3
) -> Values:
    """Normal values around a center of their own in each channel, evenly spaced from first to last."""
    centers = np.linspace(first, last, shape[1])
    return centers[:, None, None] + std * rng.standard_normal(shape)


DISTRIBUTIONS: Mapping[str, Callable[[np.random.Generator, Shape], Values]] = MappingProxyType(
    {
        "shifted": shifted,
        "skewed": skewed,
        "heavy_tailed": heavy_tailed,
        "bimodal": bimodal,
        "channel_offsets": channel_offsets,
    }
)


def draw(name: str, shape: Shape, *, seed: int) -> Values:
    """Draw activations of the kind called `name`, with its default parameters.

    Raises:
        ValueError: No distribution has that name.
    """
    if name not in DISTRIBUTIONS:
        raise ValueError(f"the distribution is {name!r}; expected one of {', '.join(DISTRIBUTIONS)}.")
    return DISTRIBUTIONS[name](np.random.default_rng(seed), shape)
