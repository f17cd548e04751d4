"""The one computation behind every technique: standardize over some axes, and its gradient.

The techniques differ in which axes share one mean and one variance, and in
whether the mean is subtracted at all. Everything else is the same few lines.
"""

import math
from string import ascii_letters
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.floating]
type Wide = NDArray[np.float64]
type Axes = tuple[int, ...]


class Standardized(NamedTuple):
    """What `standardize` found; the statistics keep the reduced axes with length 1."""

    x_hat: Array
    mean: Array
    """What was subtracted: 0 without centering."""
    var: Array
    """Biased variance; the mean square when the mean was not subtracted."""
    inverse_std: Array
    """1 / sqrt(var + eps)."""


def standardize(x: Array, axes: Axes, eps: float, *, center: bool = True) -> Standardized:
    """Subtract the mean and divide by the standard deviation, both taken over `axes`.

    x_hat = (x - mean) / sqrt(var + eps), as in Ioffe & Szegedy 2015, Algorithm 1.
    With `center=False` the mean stays, and the divisor is the root mean square
    (Zhang & Sennrich 2019).

    The variance is taken in a second pass over the centered values: mean(x**2) -
    mean(x)**2 would lose every digit when the mean is large. The dtype of `x` is kept.
    """
    mean, centered = np.zeros((), x.dtype), x
    if center:
        mean = x.mean(axes, keepdims=True)
        centered = x - mean
    var = mean_product(centered, centered, axes)
    inverse_std = 1 / np.sqrt(var + x.dtype.type(eps))
    x_hat = centered * inverse_std
    return Standardized(x_hat, mean, var, inverse_std)


def standardize_backward(dx_hat: Array, x_hat: Array, inverse_std: Array, axes: Axes, *, center: bool = True) -> Array:
    """Carry the gradient of a loss from `x_hat` back to `x`.

    dx = (dx_hat - mean(dx_hat) - x_hat * mean(dx_hat * x_hat)) / sqrt(var + eps): the two
    means are what reaches the loss through the shared mean and variance. Without
    centering the first of them is absent.
    """
    through_statistics = x_hat * mean_product(dx_hat, x_hat, axes)
    if center:
        through_statistics += dx_hat.mean(axes, keepdims=True)
    dx = np.subtract(dx_hat, through_statistics, out=through_statistics)
    dx *= inverse_std
    return dx


def mean_product(a: Array, b: Array, axes: Axes) -> Array:
    """Return mean(a * b) over `axes`, kept with length 1, without storing the product: half the time."""
    letters = ascii_letters[: a.ndim]
    shared = {letters[axis] for axis in axes}
    kept = "".join(letter for letter in letters if letter not in shared)
    count = math.prod(a.shape[axis] for axis in axes)
    total: Array = np.einsum(f"{letters},{letters}->{kept}", a, b)
    return np.expand_dims(total, axes) / a.dtype.type(count)
