"""Layer normalization: one mean and one variance per sample or token, over its features."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms import checks
from course_build.norms.affine import parameter_gradients, scale_and_shift
from course_build.norms.core import Array, Axes, standardize, standardize_backward


def layer_norm(
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    beta: ArrayLike | None = None,
    *,
    axis: int | Axes = -1,
    eps: float = 1e-5,
) -> Array:
    """Normalize over the feature axes of each sample (Ba, Kiros & Hinton 2016).

    Parameters:
        x: Any shape; float16, float32 or float64. Computed in float64.
        gamma: Scale, shaped as `x` along `axis`: (D,) for (N, T, D), (C, H, W) for axis=(1, 2, 3).
        beta: Shift, shaped as gamma.
        axis: The axis or axes that share one mean and one variance: -1 for (N, D) and
            (N, T, D), (1, 2, 3) for whole images, 1 for the channels at each pixel.
        eps: Added to the variance before the root.

    Returns:
        The normalized values, with the shape and dtype of `x`.

    Raises:
        TypeError: An array is not floating, or an axis is not a whole number.
        ValueError: A shape, an axis or eps does not fit; one value per mean.
    """
    x, axes = _input(x, axis)
    wide_gamma = checks.parameter("gamma", gamma, x, axes)
    wide_beta = checks.parameter("beta", beta, x, axes)
    x_hat = standardize(x.astype(np.float64, copy=False), axes, checks.epsilon(eps)).x_hat
    return scale_and_shift(x_hat, wide_gamma, wide_beta).astype(x.dtype, copy=False)


def layer_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    *,
    axis: int | Axes = -1,
    eps: float = 1e-5,
) -> tuple[Array, Array | None, Array | None]:
    """Return (dx, dgamma, dbeta) for a loss whose gradient at the output is `dy`.

    Parameters are those of `layer_norm`. dx has the shape and dtype of `x`, dgamma and
    dbeta those of `gamma`; they are None when `gamma` is.
    """
    x, axes = _input(x, axis)
    dy = checks.gradient(dy, x).astype(np.float64, copy=False)
    dx_hat = scale_and_shift(dy, checks.parameter("gamma", gamma, x, axes))
    x_hat, _, _, inverse_std = standardize(x.astype(np.float64, copy=False), axes, checks.epsilon(eps))
    dx = standardize_backward(dx_hat, x_hat, inverse_std, axes)
    return dx.astype(x.dtype, copy=False), *parameter_gradients(dy, x_hat, gamma, axes)


def _input(x: ArrayLike, axis: int | Axes) -> tuple[Array, Axes]:
    x = checks.activations("layer_norm", x, min_rank=1, layout="such as (N, D) or (N, T, D)")
    axes = checks.axes_of(x, axis)
    checks.several_values("layer_norm", x, axes, "Normalize over an axis that is longer than 1.")
    return x, axes
