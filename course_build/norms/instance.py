"""Instance normalization: one mean and one variance per sample and channel."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms import checks
from course_build.norms.affine import parameter_gradients, scale_and_shift
from course_build.norms.core import Array, Axes, standardize, standardize_backward


def instance_norm(
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    beta: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
) -> Array:
    """Normalize each channel over the positions of one sample (Ulyanov, Vedaldi & Lempitsky 2016).

    Parameters:
        x: Shape (N, C, L), (N, C, H, W) or, with `channel_axis=-1`, (N, T, D);
            float16, float32 or float64. Computed in float64.
        gamma: Scale, shape (C,).
        beta: Shift, shape (C,).
        channel_axis: The axis that keeps its own statistics, beside the samples.
        eps: Added to the variance before the root.

    Returns:
        The normalized values, with the shape and dtype of `x`.

    Raises:
        TypeError: An array is not floating, or an axis is not a whole number.
        ValueError: A shape, an axis or eps does not fit; one position per channel.
    """
    x, axis, positions = _input(x, channel_axis)
    wide_gamma = checks.parameter("gamma", gamma, x, (axis,))
    wide_beta = checks.parameter("beta", beta, x, (axis,))
    x_hat = standardize(x.astype(np.float64, copy=False), positions, checks.epsilon(eps)).x_hat
    return scale_and_shift(x_hat, wide_gamma, wide_beta).astype(x.dtype, copy=False)


def instance_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
) -> tuple[Array, Array | None, Array | None]:
    """Return (dx, dgamma, dbeta) for a loss whose gradient at the output is `dy`.

    Parameters are those of `instance_norm`. dx has the shape and dtype of `x`, dgamma
    and dbeta those of `gamma`; they are None when `gamma` is.
    """
    x, axis, positions = _input(x, channel_axis)
    dy = checks.gradient(dy, x).astype(np.float64, copy=False)
    dx_hat = scale_and_shift(dy, checks.parameter("gamma", gamma, x, (axis,)))
    x_hat, _, _, inverse_std = standardize(x.astype(np.float64, copy=False), positions, checks.epsilon(eps))
    dx = standardize_backward(dx_hat, x_hat, inverse_std, positions)
    return dx.astype(x.dtype, copy=False), *parameter_gradients(dy, x_hat, gamma, (axis,))


def _input(x: ArrayLike, channel_axis: int) -> tuple[Array, int, Axes]:
    x = checks.activations("instance_norm", x, min_rank=3, layout="such as (N, C, L) or (N, C, H, W)")
    axis = checks.channel_axis_of("instance_norm", x, channel_axis)
    positions = tuple(other for other in range(1, x.ndim) if other != axis)
    cure = "InstanceNorm needs several positions per channel; without them use layer_norm."
    checks.several_values("instance_norm", x, positions, cure)
    return x, axis, positions
