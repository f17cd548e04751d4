"""Fold an evaluated BatchNorm into the linear layer or convolution before it."""

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms import checks
from course_build.norms.batch import RunningStatistics
from course_build.norms.core import Array


def fold_batch_norm(
    weight: ArrayLike,
    bias: ArrayLike | None,
    running: RunningStatistics,
    gamma: ArrayLike | None,
    beta: ArrayLike | None,
    *,
    eps: float = 1e-5,
) -> tuple[Array, Array]:
    """Return the weight and bias of one layer that does what layer-then-BatchNorm did in evaluation.

    W' = gamma * W / sqrt(var + eps) and b' = beta + gamma * (b - mean) / sqrt(var + eps),
    per output channel (Jacob et al. 2018, section 3.2). Exact only when BatchNorm
    directly follows the layer.

    Parameters:
        weight: Shape (out, in) or (out, in, *kernel); float16, float32 or float64.
        bias: Shape (out,), or None for a layer without one.
        running: The running statistics of the out channels.
        gamma: BatchNorm's scale, shape (out,), or None for 1.
        beta: BatchNorm's shift, shape (out,), or None for 0.
        eps: BatchNorm's eps.

    Returns:
        (weight, bias) with the dtype of `weight`; the bias has shape (out,).

    Raises:
        TypeError: An array is not floating.
        ValueError: A shape or eps does not fit.
    """
    layout = "(out, in) or (out, in, *kernel)"
    weight = checks.activations("fold_batch_norm", weight, min_rank=2, layout=layout, name="weight")

    def per_output(name: str, values: ArrayLike | None, default: float = 0.0) -> Array:
        if values is None:
            return np.full(weight.shape[0], default)
        return checks.along(name, values, weight, (0,), of="weight").ravel()

    mean = per_output("running.mean", running.mean)
    var = per_output("running.var", running.var)
    scale = per_output("gamma", gamma, 1.0) / np.sqrt(var + checks.epsilon(eps))
    folded_weight = weight * scale.reshape(-1, *[1] * (weight.ndim - 1))
    folded_bias = per_output("beta", beta) + scale * (per_output("bias", bias) - mean)
    return folded_weight.astype(weight.dtype), folded_bias.astype(weight.dtype)
