# %% setup
import numpy as np

# %% starter
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    # The layer gives x @ W.T + b. W has the shape (out, in),
    # all others have the shape (out,).
    # Return the weight and the bias of one layer.
    return ..., ...

# %% solution
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale[:, None] * W, beta + scale * (b - mean)

# %% visible
_random = np.random.default_rng(5)
W, X = _random.normal(size=(3, 3)), _random.normal(size=(4, 3))
B, MEAN, BETA = _random.normal(size=(3, 3))
VAR, GAMMA = np.array([0.5, 2.0, 4.0]), np.array([1.0, 2.0, 3.0])
EPS = 0.1
SCALE = GAMMA / np.sqrt(VAR + EPS)


def _folded(*arguments):
    given = call("fold", *arguments, eps=EPS)
    require(
        isinstance(given, tuple) and len(given) == 2,
        expected="two values, the weight and the bias",
        got=type(given).__name__,
    )
    for value, name in zip(given, ("weight", "bias")):
        require(value is not ..., expected=f"the {name}", got="...", because="Write both where ... stands.")
    return given


def the_weight_is_scaled_by_row():
    """The new weight has each row of W scaled by γ / √(σ² + ε)."""
    same(
        _folded(W, B, MEAN, VAR, GAMMA, BETA)[0],
        SCALE[:, None] * W,
        what="the new weight",
        mistakes=[
            (SCALE * W, "You scale the columns of W, one per input. The statistics belong to the outputs, its rows: write scale[:, None] * W."),
            ((SCALE[:, None] * W).T, "That is the transpose: the new weight has the shape (out, in), as W has."),
            ((GAMMA / np.sqrt(VAR))[:, None] * W, "ε is missing. It is part of what the layer divides by."),
            ((1 / np.sqrt(VAR + EPS))[:, None] * W, "γ is missing: what BatchNorm divides, it scales again."),
            ((GAMMA / (VAR + EPS))[:, None] * W, "You divide by the variance. Take its root."),
        ],
    )


def the_bias_is_folded():
    """The new bias is β + γ (b − μ) / √(σ² + ε)."""
    same(
        _folded(W, B, MEAN, VAR, GAMMA, BETA)[1],
        BETA + SCALE * (B - MEAN),
        what="the new bias",
        mistakes=[
            (BETA - SCALE * MEAN, "The old bias b is missing. BatchNorm gets x @ W.T + b, so b is scaled too."),
            (SCALE * (B - MEAN), "β is missing."),
            (B + BETA - SCALE * MEAN, "The old bias b is not scaled. BatchNorm divides all that it gets, b included."),
            (BETA + SCALE * B, "The mean is not subtracted."),
            (SCALE * (B - MEAN + BETA), "You scale β. It is added after scaling."),
        ],
    )

# %% hidden
def both_give_the_same():
    """One layer gives what the layer and BatchNorm gave in evaluation, for any number of inputs."""
    weight, x = np.random.default_rng(6).normal(size=(3, 5)), np.random.default_rng(7).normal(size=(4, 5))
    new_weight, new_bias = _folded(weight, B, MEAN, VAR, GAMMA, BETA)
    same(np.shape(new_weight), np.shape(weight), what="the shape of the new weight")
    same(x @ new_weight.T + new_bias, (x @ weight.T + B - MEAN) * SCALE + BETA, what="the output of the folded layer")

# %% wrong: columns
# earns: The new weight has each row of W scaled by γ / √(σ² + ε).
# You scale the columns of W, one per input. The statistics belong to the outputs, its rows: write scale[:, None] * W.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new weight = [[-1.0353 -1.7097 -0.3206] [0.5803 1.5679 0.1514] [-0.8188 -1.1627 1.1093]]
# Got: [[-1.0353 -1.8278 -0.368] [0.5428 1.5679 0.1625] [-0.7135 -1.0831 1.1093]]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale * W, beta + scale * (b - mean)

# %% wrong: no-eps
# earns: The new weight has each row of W scaled by γ / √(σ² + ε).
# ε is missing. It is part of what the layer divides by.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new weight = [[-1.0353 -1.7097 -0.3206] [0.5803 1.5679 0.1514] [-0.8188 -1.1627 1.1093]]
# Got: [[-1.1341 -1.8729 -0.3512] [0.5946 1.6066 0.1551] [-0.829 -1.1772 1.1231]]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var)
    return scale[:, None] * W, beta + scale * (b - mean)

# %% wrong: bias-forgotten
# earns: The new bias is β + γ (b − μ) / √(σ² + ε).
# The old bias b is missing. BatchNorm gets x @ W.T + b, so b is scaled too.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new bias = [-0.0712 -2.2131 1.3878]
# Got: [-0.7856 -2.1261 2.2611]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale[:, None] * W, beta - scale * mean

# %% wrong: bias-not-scaled
# earns: The new bias is β + γ (b − μ) / √(σ² + ε).
# The old bias b is not scaled. BatchNorm divides all that it gets, b included.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new bias = [-0.0712 -2.2131 1.3878]
# Got: [-0.2322 -2.1891 1.6717]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale[:, None] * W, b + beta - scale * mean

# %% wrong: scaled-beta
# earns: The new bias is β + γ (b − μ) / √(σ² + ε).
# You scale β. It is added after scaling.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new bias = [-0.0712 -2.2131 1.3878]
# Got: [-0.1459 -2.5859 1.3045]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale[:, None] * W, scale * (b - mean + beta)

# %% wrong: weight-alone
# earns: The new weight has each row of W scaled by γ / √(σ² + ε).
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: two values, the weight and the bias
# Got: ndarray
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return scale[:, None] * W

# %% wrong: transposed
# earns: The new weight has each row of W scaled by γ / √(σ² + ε).
# That is the transpose: the new weight has the shape (out, in), as W has.
# Input: fold(W, b, mean, var, gamma, beta, eps=eps) with W of the shape (3, 3), b = [0.5534 -0.0631 -0.5894], mean = [0.4096 0.8299 -1.643], var = [0.5 2. 4.], gamma = [1. 2. 3.], beta = [-0.2567 -0.9807 -0.1732] and eps = 0.1
# Expected: the new weight = [[-1.0353 -1.7097 -0.3206] [0.5803 1.5679 0.1514] [-0.8188 -1.1627 1.1093]]
# Got: [[-1.0353 0.5803 -0.8188] [-1.7097 1.5679 -1.1627] [-0.3206 0.1514 1.1093]]
def fold(W, b, mean, var, gamma, beta, eps=1e-5):
    scale = gamma / np.sqrt(var + eps)
    return (scale[:, None] * W).T, beta + scale * (b - mean)
