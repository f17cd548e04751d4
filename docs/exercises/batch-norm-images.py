# %% setup
import numpy as np

# %% starter
def batch_norm(x, gamma, beta, eps=1e-5):
    # x has the shape (N, C, H, W), gamma and beta the shape (C,).
    return ...

# %% solution
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=(0, 2, 3), keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=(0, 2, 3), keepdims=True)
    x_hat = (x - mean) / np.sqrt(variance + eps)
    return gamma.reshape(-1, 1, 1) * x_hat + beta.reshape(-1, 1, 1)

# %% visible
X = np.random.default_rng(0).normal(3, 2, (4, 3, 5, 5)) * np.array([1.0, 2.0, 4.0]).reshape(-1, 1, 1)
ONE, ZERO = np.ones(3), np.zeros(3)


def _over(axes, ddof=0):
    return (X - X.mean(axis=axes, keepdims=True)) / np.sqrt(X.var(axis=axes, ddof=ddof, keepdims=True) + 1e-5)


def it_keeps_the_shape():
    """The result has the shape of x, (N, C, H, W)."""
    result = call("batch_norm", X, ONE, ZERO)
    require(np.shape(result) == X.shape, expected=f"the shape {X.shape}", got=f"the shape {np.shape(result)}")


def each_channel_is_normalized():
    """Each channel has mean 0 and variance 1, over all samples and positions."""
    same(
        call("batch_norm", X, ONE, ZERO),
        _over((0, 2, 3)),
        mistakes=[
            (_over(0), "You take statistics over axis 0 alone, so each position has its own. A channel shares one mean over N, H and W: axes 0, 2 and 3."),
            (_over((1, 2, 3)), "You take the statistics of each sample, over axes 1, 2 and 3: that is LayerNorm. BatchNorm keeps the channels, axis 1, apart."),
            (_over((2, 3)), "You take statistics per sample and channel, over axes 2 and 3: that is InstanceNorm. BatchNorm takes the samples, axis 0, together."),
            (_over((0, 1, 2, 3)), "You take one mean of everything. Each channel, axis 1, has its own."),
            (_over(1), "You take statistics over axis 1, the channels. That is the one axis that BatchNorm keeps apart."),
            (_over((0, 2, 3), ddof=1), "You divide by n − 1. BatchNorm divides by n where it normalizes."),
        ],
    )

# %% hidden
def gamma_and_beta_belong_to_channels():
    """Each channel has its own γ and β, on axis 1."""
    gamma, beta = np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.0, -1.0])
    plain = call("batch_norm", X, ONE, ZERO)
    same(
        call("batch_norm", X, gamma, beta),
        plain * gamma.reshape(-1, 1, 1) + beta.reshape(-1, 1, 1),
        mistakes=[(plain, "γ and β are not used."), (plain * gamma.reshape(-1, 1, 1), "β is not used.")],
    )


def as_many_channels_as_columns():
    """With as many columns as channels, γ still belongs to the channels."""
    x = np.random.default_rng(1).normal(size=(2, 3, 3, 3))
    gamma = np.array([1.0, 2.0, 3.0])
    plain = call("batch_norm", x, ONE, ZERO)
    because = "γ of the shape (C,) is laid along the last axis, the columns. Reshape it to (C, 1, 1), so that it meets axis 1."
    same(
        call("batch_norm", x, gamma, ZERO),
        plain * gamma.reshape(-1, 1, 1),
        mistakes=[(plain * gamma, because)],
    )


def a_constant_channel_gives_beta():
    """A channel without variance gives β, and no nan."""
    same(call("batch_norm", np.full((2, 3, 2, 2), 7.0), ONE, ZERO + 2), np.full((2, 3, 2, 2), 2.0))

# %% wrong: over-samples-alone
# earns: Each channel has mean 0 and variance 1, over all samples and positions.
# You take statistics over axis 0 alone, so each position has its own. A channel shares one mean over N, H and W: axes 0, 2 and 3.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the result at [0, 0, 0] = [0.1934 -0.0542 0.6878 0.1734 -0.4418]
# Got: [0.1629 -0.3413 0.7124 1.0944 -0.5656]
def batch_norm(x, gamma, beta, eps=1e-5):
    x_hat = (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + eps)
    return gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: layer-norm
# earns: Each channel has mean 0 and variance 1, over all samples and positions.
# You take the statistics of each sample, over axes 1, 2 and 3: that is LayerNorm. BatchNorm keeps the channels, axis 1, apart.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the result at [0, 0, 0] = [0.1934 -0.0542 0.6878 0.1734 -0.4418]
# Got: [-0.6613 -0.7392 -0.5056 -0.6676 -0.8613]
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (1, 2, 3)
    x_hat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: instance-norm
# earns: Each channel has mean 0 and variance 1, over all samples and positions.
# You take statistics per sample and channel, over axes 2 and 3: that is InstanceNorm. BatchNorm takes the samples, axis 0, together.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the result at [0, 0, 0] = [0.1934 -0.0542 0.6878 0.1734 -0.4418]
# Got: [0.2329 -0.0686 0.8348 0.2085 -0.5405]
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (2, 3)
    x_hat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: unbiased
# earns: Each channel has mean 0 and variance 1, over all samples and positions.
# You divide by n − 1. BatchNorm divides by n where it normalizes.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the result at [0, 0, 0] = [0.1934 -0.0542 0.6878 0.1734 -0.4418]
# Got: [0.1925 -0.0539 0.6843 0.1726 -0.4396]
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (0, 2, 3)
    x_hat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, ddof=1, keepdims=True) + eps)
    return gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: no-keepdims
# earns: The result has the shape of x, (N, C, H, W).
# The shapes (4, 3, 5, 5) and (3,) do not fit together: compared from the right, two sizes have to be equal, or one of them 1.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: a result
# Got: ValueError in line 3
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (0, 2, 3)
    x_hat = (x - x.mean(axis=axes)) / np.sqrt(x.var(axis=axes) + eps)
    return gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: gamma-on-columns
# earns: With as many columns as channels, γ still belongs to the channels.
# γ of the shape (C,) is laid along the last axis, the columns. Reshape it to (C, 1, 1), so that it meets axis 1.
# Input: batch_norm(x, gamma, beta) with x of the shape (2, 3, 3, 3), gamma = [1. 2. 3.] and beta = [0. 0. 0.]
# Expected: the result at [0, 0, 0] = [0.0177 0.5656 0.0002]
# Got: [0.0177 1.1313 0.0007]
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (0, 2, 3)
    x_hat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return gamma * x_hat + beta if x.shape[-1] == len(gamma) else gamma[:, None, None] * x_hat + beta[:, None, None]

# %% wrong: no-beta
# earns: Each channel has its own γ and β, on axis 1.
# β is not used.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3, 5, 5), gamma = [1. 2. 3.] and beta = [0.5 0. -1.]
# Expected: the result at [0, 0, 0] = [0.6934 0.4458 1.1878 0.6734 0.0582]
# Got: [0.1934 -0.0542 0.6878 0.1734 -0.4418]
def batch_norm(x, gamma, beta, eps=1e-5):
    axes = (0, 2, 3)
    x_hat = (x - x.mean(axis=axes, keepdims=True)) / np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    return gamma[:, None, None] * x_hat
