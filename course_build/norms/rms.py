"""RMS normalization: divide by the root mean square of the features; the mean stays."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms import checks
from course_build.norms.affine import parameter_gradients, scale_and_shift
from course_build.norms.core import Array, Axes, standardize, standardize_backward


def rms_norm(x: ArrayLike, gamma: ArrayLike | None = None, *, axis: int | Axes = -1, eps: float = 1e-6) -> Array:
    """Divide each sample by the root mean square over its feature axes (Zhang & Sennrich 2019).

    Parameters:
        x: Any shape; float16, float32 or float64. Computed in float64.
        gamma: Scale, shaped as `x` along `axis`. There is no shift.
        axis: The axis or axes that share one root mean square.
        eps: Added to the mean square before the root.

    Returns:
        The normalized values, with the shape and dtype of `x`.

    Raises:
        TypeError: An array is not floating, or an axis is not a whole number.
        ValueError: A shape, an axis or eps does not fit.
    """
    x, axes = _input(x, axis)
    wide_gamma = checks.parameter("gamma", gamma, x, axes)
    x_hat = standardize(x.astype(np.float64, copy=False), axes, checks.epsilon(eps), center=False).x_hat
    return scale_and_shift(x_hat, wide_gamma).astype(x.dtype, copy=False)


def rms_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    *,
    axis: int | Axes = -1,
    eps: float = 1e-6,
) -> tuple[Array, Array | None]:
    """Return (dx, dgamma) for a loss whose gradient at the output is `dy`.

    Parameters are those of `rms_norm`. dx has the shape and dtype of `x`, dgamma that
    of `gamma`; it is None when `gamma` is.
    """
    x, axes = _input(x, axis)
    dy = checks.gradient(dy, x).astype(np.float64, copy=False)
    dx_hat = scale_and_shift(dy, checks.parameter("gamma", gamma, x, axes))
    x_hat, _, _, inverse_rms = standardize(x.astype(np.float64, copy=False), axes, checks.epsilon(eps), center=False)
    dx = standardize_backward(dx_hat, x_hat, inverse_rms, axes, center=False)
    dgamma, _ = parameter_gradients(dy, x_hat, gamma, axes)
    return dx.astype(x.dtype, copy=False), dgamma


def _input(x: ArrayLike, axis: int | Axes) -> tuple[Array, Axes]:
    x = checks.activations("rms_norm", x, min_rank=1, layout="such as (N, D) or (N, T, D)")
    return x, checks.axes_of(x, axis)
