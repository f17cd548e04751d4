"""Group normalization: one mean and one variance per sample and group of channels."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms import checks
from course_build.norms.affine import parameter_gradients, scale_and_shift
from course_build.norms.core import Array, Axes, Standardized, standardize, standardize_backward


def group_norm(
    x: ArrayLike,
    groups: int,
    gamma: ArrayLike | None = None,
    beta: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
) -> Array:
    """Normalize each group of channels over all positions of one sample (Wu & He 2018).

    Parameters:
        x: Shape (N, C), (N, C, L), (N, C, H, W) or, with `channel_axis=-1`, (N, T, D);
            float16, float32 or float64. Computed in float64.
        groups: How many groups the channels form; neighbors share a group.
        gamma: Scale, shape (C,).
        beta: Shift, shape (C,).
        channel_axis: The axis that is split into groups.
        eps: Added to the variance before the root.

    Returns:
        The normalized values, with the shape and dtype of `x`.

    Raises:
        TypeError: An array is not floating, or groups or an axis is not a whole number.
        ValueError: A shape, an axis, groups or eps does not fit; one value per group.
    """
    x, axis = _input(x, channel_axis)
    wide_gamma = checks.parameter("gamma", gamma, x, (axis,))
    wide_beta = checks.parameter("beta", beta, x, (axis,))
    x_hat = _standardize_groups(x, groups, axis, eps)[0].x_hat.reshape(x.shape)
    return scale_and_shift(x_hat, wide_gamma, wide_beta).astype(x.dtype, copy=False)


def group_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    groups: int,
    gamma: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
) -> tuple[Array, Array | None, Array | None]:
    """Return (dx, dgamma, dbeta) for a loss whose gradient at the output is `dy`.

    Parameters are those of `group_norm`. dx has the shape and dtype of `x`, dgamma and
    dbeta those of `gamma`; they are None when `gamma` is.
    """
    x, axis = _input(x, channel_axis)
    dy = checks.gradient(dy, x).astype(np.float64, copy=False)
    dx_hat = scale_and_shift(dy, checks.parameter("gamma", gamma, x, (axis,)))
    (grouped_x_hat, _, _, inverse_std), shared = _standardize_groups(x, groups, axis, eps)
    grouped_dx_hat = dx_hat.reshape(grouped_x_hat.shape)
    dx = standardize_backward(grouped_dx_hat, grouped_x_hat, inverse_std, shared).reshape(x.shape)
    return dx.astype(x.dtype, copy=False), *parameter_gradients(dy, grouped_x_hat.reshape(x.shape), gamma, (axis,))


def _input(x: ArrayLike, channel_axis: int) -> tuple[Array, int]:
    x = checks.activations("group_norm", x, min_rank=2, layout="such as (N, C) or (N, C, H, W)")
    return x, checks.channel_axis_of("group_norm", x, channel_axis)


def _standardize_groups(x: Array, groups: int, axis: int, eps: float) -> tuple[Standardized, Axes]:
    """Split the channel axis in (groups, channels per group), and standardize all but N and groups."""
    size = checks.group_size(x, axis, groups)
    grouped = x.astype(np.float64, copy=False).reshape(*x.shape[:axis], groups, size, *x.shape[axis + 1 :])
    shared = tuple(other for other in range(1, grouped.ndim) if other != axis)
    cure = "Form fewer groups, or normalize a layout with positions."
    checks.several_values("group_norm", grouped, shared, cure)
    return standardize(grouped, shared, checks.epsilon(eps)), shared
