"""The learned scale and shift after standardizing: y = gamma * x_hat + beta."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms.core import Array, Axes, Wide


def scale_and_shift(x_hat: Array, gamma: Wide | None, beta: Wide | None = None) -> Array:
    """Return gamma * x_hat + beta; a parameter that is None is left out."""
    y = x_hat if gamma is None else gamma * x_hat
    return y if beta is None else y + beta


def parameter_gradients(
    dy: Array, x_hat: Array, gamma: ArrayLike | None, axes: Axes
) -> tuple[Array | None, Array | None]:
    """Return (dgamma, dbeta), both of gamma's shape and dtype; (None, None) without gamma.

    Every output that used one gamma adds its share: dgamma = sum(dy * x_hat) and
    dbeta = sum(dy), over all axes but gamma's own.
    """
    if gamma is None:
        return None, None
    dtype = np.asarray(gamma).dtype
    shared = tuple(axis for axis in range(dy.ndim) if axis not in axes)
    return (dy * x_hat).sum(shared).astype(dtype), dy.sum(shared).astype(dtype)
