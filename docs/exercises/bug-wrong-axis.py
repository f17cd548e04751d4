# %% setup
import numpy as np

# %% starter
# It is right for vectors (N, D), and wrong for sequences (N, T, D).
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    variance = x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta

# %% solution
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    variance = x.var(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta

# %% visible
VECTORS = np.random.default_rng(9).normal(2, 3, (3, 4))
SEQUENCES = np.random.default_rng(10).normal(2, 3, (2, 5, 4))
ONE, ZERO = np.ones(4), np.zeros(4)


def _over(x, axes):
    return (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + 1e-5)


def vectors_are_still_right():
    """Vectors (N, D) are normalized as before."""
    same(
        call("layer_norm", VECTORS, ONE, ZERO),
        _over(VECTORS, -1),
        mistakes=[(_over(VECTORS, 0), "Now you take statistics over the samples, axis 0.")],
    )


def later_tokens_act_on_no_earlier_one():
    """In sequences, changing the last token leaves the first as it was."""
    changed = SEQUENCES.copy()
    changed[:, -1] += 50
    before, after = call("layer_norm", SEQUENCES, ONE, ZERO)[:, 0], call("layer_norm", changed, ONE, ZERO)[:, 0]
    require(
        np.allclose(before, after),
        expected="the first token as it was",
        got=f"a first token that moves by up to {abs(after - before).max():.3g}",
        because="In (N, T, D), the axis that is averaged holds the tokens. A model that writes token by token would see its future.",
    )


def each_token_is_normalized():
    """In sequences, each token has mean 0 and variance 1 over its features."""
    same(call("layer_norm", SEQUENCES, ONE, ZERO), _over(SEQUENCES, -1))

# %% hidden
def more_axes_work_too():
    """The features are the last axis, however many stand before it."""
    x = np.random.default_rng(11).normal(size=(2, 3, 2, 4))
    same(
        call("layer_norm", x, ONE, ZERO),
        _over(x, -1),
        mistakes=[(_over(x, 2), "Axis 2 holds the features of (N, T, D) alone. Count from the end: axis -1.")],
    )

# %% wrong: over-samples
# earns: Vectors (N, D) are normalized as before.
# Now you take statistics over the samples, axis 0.
# Input: layer_norm(x, gamma, beta) with x of the shape (3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result = [[-0.4566 0.7001 -1.4008 1.1573] [1.4095 -1.4012 0.1539 -0.1622] [0.0608 -0.317 -1.2617 1.5179]]
# Got: [[-0.9367 1.3157 -0.5263 -0.2422] [1.3859 -0.2087 1.3999 -1.0855] [-0.4492 -1.107 -0.8736 1.3278]]
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = x.var(axis=0, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta

# %% wrong: mean-alone
# earns: In sequences, changing the last token leaves the first as it was.
# In (N, T, D), the axis that is averaged holds the tokens. A model that writes token by token would see its future.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 5, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the first token as it was
# Got: a first token that moves by up to 0.996
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    variance = x.var(axis=1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta

# %% wrong: axis-two
# earns: Vectors (N, D) are normalized as before.
# There is no axis 2: the array has 2 axes, 0 to 1 (or -1 to -2).
# Input: layer_norm(x, gamma, beta) with x of the shape (3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: a result
# Got: AxisError in line 2
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=2, keepdims=True)
    variance = x.var(axis=2, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta

# %% wrong: fixed-by-rank
# earns: The features are the last axis, however many stand before it.
# Axis 2 holds the features of (N, T, D) alone. Count from the end: axis -1.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 2, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result at [0, 0, 0] = [-0.6236 1.0534 0.8826 -1.3124]
# Got: [0.9998 1. 1. -0.9999]
def layer_norm(x, gamma, beta, eps=1e-5):
    axis = 2 if x.ndim > 2 else 1
    mean = x.mean(axis=axis, keepdims=True)
    variance = x.var(axis=axis, keepdims=True)
    return gamma * (x - mean) / np.sqrt(variance + eps) + beta
