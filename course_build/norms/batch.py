"""Batch normalization: one mean and one variance per channel, shared by the whole batch."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from course_build.norms import checks
from course_build.norms.affine import parameter_gradients, scale_and_shift
from course_build.norms.core import Array, Axes, standardize, standardize_backward


@dataclass
class RunningStatistics:
    """The averages of BatchNorm's statistics over training, which evaluation uses instead."""

    mean: NDArray[np.float64]
    """Shape (C,)."""
    var: NDArray[np.float64]
    """Shape (C,); averages the unbiased variance, as PyTorch stores it."""

    @classmethod
    def start(cls, channels: int) -> Self:
        """Mean 0 and variance 1: the state before the first training step."""
        return cls(np.zeros(channels), np.ones(channels))

    def update(self, mean: Array, unbiased_var: Array, momentum: float) -> None:
        """Move both averages toward the batch: running = (1 - momentum) * running + momentum * batch.

        PyTorch's convention, in which momentum weighs the new value. Keras and ONNX
        let momentum weigh the old one.
        """
        self.mean = (1 - momentum) * self.mean + momentum * mean
        self.var = (1 - momentum) * self.var + momentum * unbiased_var


def batch_norm(
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    beta: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
    running: RunningStatistics | None = None,
    training: bool = True,
    momentum: float = 0.1,
) -> Array:
    """Normalize each channel over all samples and positions (Ioffe & Szegedy 2015).

    Parameters:
        x: Shape (N, C), (N, C, L), (N, C, H, W) or, with `channel_axis=-1`, (N, T, D);
            float16, float32 or float64. Computed in float64.
        gamma: Scale, shape (C,).
        beta: Shift, shape (C,).
        channel_axis: The axis that keeps its own statistics.
        eps: Added to the variance before the root.
        running: Updated in training; used instead of the batch in evaluation.
        training: Whether the statistics come from this batch.
        momentum: The weight of this batch in the running statistics.

    Returns:
        The normalized values, with the shape and dtype of `x`.

    Raises:
        TypeError: An array is not floating, or an axis is not a whole number.
        ValueError: A shape, an axis, eps or momentum does not fit; one value per channel
            in training; evaluation without running statistics.
    """
    x, axis, others = _input(x, channel_axis)
    wide_gamma = checks.parameter("gamma", gamma, x, (axis,))
    wide_beta = checks.parameter("beta", beta, x, (axis,))
    if not 0 <= momentum <= 1:
        raise ValueError(f"momentum is {momentum}; expected 0 to 1, the weight of the new batch. PyTorch uses 0.1.")
    wide = x.astype(np.float64, copy=False)
    if training:
        _several_values(x, others)
        x_hat, mean, var, _ = standardize(wide, others, checks.epsilon(eps))
        if running is not None:
            _check_running(running, x, axis)
            count = x.size // x.shape[axis]
            running.update(np.ravel(mean), np.ravel(var) * count / (count - 1), momentum)
    else:
        x_hat = _running_x_hat(wide, axis, eps, running)[0]
    return scale_and_shift(x_hat, wide_gamma, wide_beta).astype(x.dtype, copy=False)


def batch_norm_backward(
    dy: ArrayLike,
    x: ArrayLike,
    gamma: ArrayLike | None = None,
    *,
    channel_axis: int = 1,
    eps: float = 1e-5,
    running: RunningStatistics | None = None,
    training: bool = True,
    momentum: float = 0.1,  # noqa: ARG001 - one set of options serves forward and backward
) -> tuple[Array, Array | None, Array | None]:
    """Return (dx, dgamma, dbeta) for a loss whose gradient at the output is `dy`.

    Parameters are those of `batch_norm`; `running` is read in evaluation and never
    updated, and `momentum` has no effect on a gradient. dx has the shape and dtype of
    `x`, dgamma and dbeta those of `gamma`; they are None when `gamma` is.
    """
    x, axis, others = _input(x, channel_axis)
    dy = checks.gradient(dy, x).astype(np.float64, copy=False)
    wide_gamma = checks.parameter("gamma", gamma, x, (axis,))
    wide = x.astype(np.float64, copy=False)
    dx_hat = scale_and_shift(dy, wide_gamma)
    if training:
        _several_values(x, others)
        x_hat, _, _, inverse_std = standardize(wide, others, checks.epsilon(eps))
        dx = standardize_backward(dx_hat, x_hat, inverse_std, others)
    else:
        x_hat, inverse_std = _running_x_hat(wide, axis, eps, running)
        dx = dx_hat * inverse_std
    return dx.astype(x.dtype, copy=False), *parameter_gradients(dy, x_hat, gamma, (axis,))


def _input(x: ArrayLike, channel_axis: int) -> tuple[Array, int, Axes]:
    x = checks.activations("batch_norm", x, min_rank=2, layout="such as (N, C) or (N, C, H, W)")
    axis = checks.channel_axis_of("batch_norm", x, channel_axis)
    return x, axis, tuple(other for other in range(x.ndim) if other != axis)


def _several_values(x: Array, others: Axes) -> None:
    cure = "Use a larger batch, training=False with running statistics, or group_norm."
    checks.several_values("batch_norm in training", x, others, cure)


def _check_running(running: RunningStatistics, x: Array, axis: int) -> None:
    for name, values in (("mean", running.mean), ("var", running.var)):
        checks.along(f"running.{name}", values, x, (axis,))


def _running_x_hat(wide: Array, axis: int, eps: float, running: RunningStatistics | None) -> tuple[Array, Array]:
    """Standardize by the running statistics: a fixed scale and shift per channel."""
    if running is None:
        raise ValueError(
            "batch_norm with training=False got running=None; expected running statistics. "
            "Pass the RunningStatistics that training updated."
        )
    mean = checks.along("running.mean", running.mean, wide, (axis,))
    var = checks.along("running.var", running.var, wide, (axis,))
    inverse_std = 1 / np.sqrt(var + checks.epsilon(eps))
    return (wide - mean) * inverse_std, inverse_std
