# %% setup
import numpy as np

# %% starter
def group_norm(x, groups, eps=1e-5):
    # x has the shape (N, C, H, W). groups divides C.
    # Channels that are neighbors share a group.
    n, c, h, w = x.shape
    g = x.reshape(___)
    mean = g.mean(axis=___, keepdims=True)
    variance = g.var(axis=___, keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(___)

# %% solution
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(axis=(2, 3, 4), keepdims=True)
    variance = g.var(axis=(2, 3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)

# %% visible
X = np.random.default_rng(3).normal(size=(2, 6, 2, 2)) + np.arange(6.0).reshape(-1, 1, 1) ** 2


def _grouped(x, groups, axes=(2, 3, 4), order=None):
    """Normalize over these axes of (N, groups, C // groups, H, W); `order` says which channels are neighbors."""
    order = np.arange(x.shape[1]) if order is None else order
    g = x[:, order].reshape(x.shape[0], groups, -1, *x.shape[2:])
    normalized = (g - g.mean(axis=axes, keepdims=True)) / np.sqrt(g.var(axis=axes, keepdims=True) + 1e-5)
    return normalized.reshape(x.shape)[:, np.argsort(order)]


def it_keeps_the_shape():
    """The result has the shape of x, (N, C, H, W)."""
    result = call("group_norm", X, groups=2)
    require(
        np.shape(result) == X.shape,
        expected=f"the shape {X.shape}",
        got=f"the shape {np.shape(result)}",
        because="The last line brings the groups back to channels: reshape to (n, c, h, w).",
    )


def each_group_is_normalized():
    """Each group of 3 channels has mean 0 and variance 1, in each sample."""
    interleaved = np.array([0, 2, 4, 1, 3, 5])
    same(
        call("group_norm", X, groups=2),
        _grouped(X, 2),
        mistakes=[
            (_grouped(X, 2, (3, 4)), "You take statistics of each channel, over H and W: that is InstanceNorm. The channels of a group, axis 2, share theirs."),
            (_grouped(X, 2, (0, 2, 3, 4)), "You take the samples together, axis 0, as BatchNorm does. GroupNorm knows one sample alone."),
            (_grouped(X, 2, (1, 2, 3, 4)), "You take the groups together, axis 1: that is one mean per sample, as in LayerNorm."),
            (_grouped(X, 3), "You make groups of 2 channels. groups is how many there are, so each has c // groups."),
            (_grouped(X, 2, order=interleaved), "Your groups take every second channel. Neighbors share a group: split C into (groups, c // groups), in this order."),
        ],
    )

# %% hidden
def as_many_groups_as_channels():
    """With as many groups as channels it is InstanceNorm."""
    same(call("group_norm", X, groups=6), _grouped(X, 6))


def one_group():
    """With one group it is LayerNorm over C, H and W."""
    same(call("group_norm", X, groups=1), _grouped(X, 1))

# %% wrong: instance-norm
# earns: Each group of 3 channels has mean 0 and variance 1, in each sample.
# You take statistics of each channel, over H and W: that is InstanceNorm. The channels of a group, axis 2, share theirs.
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the result at [0, 0, 0] = [0.1865 -1.6042]
# Got: [1.3259 -1.4355]
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(axis=(3, 4), keepdims=True)
    variance = g.var(axis=(3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)

# %% wrong: over-samples
# earns: Each group of 3 channels has mean 0 and variance 1, in each sample.
# You take the samples together, axis 0, as BatchNorm does. GroupNorm knows one sample alone.
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the result at [0, 0, 0] = [0.1865 -1.6042]
# Got: [0.1168 -1.8938]
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(axis=(0, 2, 3, 4), keepdims=True)
    variance = g.var(axis=(0, 2, 3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)

# %% wrong: size-for-count
# earns: Each group of 3 channels has mean 0 and variance 1, in each sample.
# You make groups of 2 channels. groups is how many there are, so each has c // groups.
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the result at [0, 0, 0] = [0.1865 -1.6042]
# Got: [1.5189 -1.9913]
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, c // groups, groups, h, w)
    mean = g.mean(axis=(2, 3, 4), keepdims=True)
    variance = g.var(axis=(2, 3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)

# %% wrong: every-second
# earns: Each group of 3 channels has mean 0 and variance 1, in each sample.
# Your groups take every second channel. Neighbors share a group: split C into (groups, c // groups), in this order.
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the result at [0, 0, 0] = [0.1865 -1.6042]
# Got: [-0.6893 -1.3429]
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, c // groups, groups, h, w)
    mean = g.mean(axis=(1, 3, 4), keepdims=True)
    variance = g.var(axis=(1, 3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)

# %% wrong: still-grouped
# earns: The result has the shape of x, (N, C, H, W).
# The last line brings the groups back to channels: reshape to (n, c, h, w).
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the shape (2, 6, 2, 2)
# Got: the shape (2, 2, 3, 2, 2)
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(axis=(2, 3, 4), keepdims=True)
    variance = g.var(axis=(2, 3, 4), keepdims=True)
    return (g - mean) / np.sqrt(variance + eps)

# %% wrong: one-mean
# earns: Each group of 3 channels has mean 0 and variance 1, in each sample.
# You take the groups together, axis 1: that is one mean per sample, as in LayerNorm.
# Input: group_norm(x, groups=groups) with x of the shape (2, 6, 2, 2) and groups = 2
# Expected: the result at [0, 0, 0] = [0.1865 -1.6042]
# Got: [-0.7693 -1.2686]
def group_norm(x, groups, eps=1e-5):
    n, c, h, w = x.shape
    g = x.reshape(n, groups, c // groups, h, w)
    mean = g.mean(axis=(1, 2, 3, 4), keepdims=True)
    variance = g.var(axis=(1, 2, 3, 4), keepdims=True)
    return ((g - mean) / np.sqrt(variance + eps)).reshape(n, c, h, w)
