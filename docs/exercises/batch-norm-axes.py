# %% setup
import numpy as np

# %% starter
def batch_norm(x, gamma, beta, eps=1e-5):
    # x has the shape (N, D): N samples, D features.
    mean = x.mean(axis=___, keepdims=True)
    variance = ((x - ___) ** 2).mean(axis=___, keepdims=True)
    x_hat = (x - mean) / ___
    return gamma * x_hat + beta

# %% solution
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=0, keepdims=True)
    x_hat = (x - mean) / np.sqrt(variance + eps)
    return gamma * x_hat + beta

# %% visible
X = np.array([[1.0, 10.0, 5.0], [2.0, 30.0, 5.5], [6.0, 20.0, 7.5], [7.0, 60.0, 2.0]])
ONE, ZERO = np.ones(3), np.zeros(3)
PER_ROW = "You take the statistics of each row, over axis 1: that is LayerNorm. BatchNorm takes those of each feature, over axis 0."


def each_feature_has_mean_0():
    """Over the samples, each feature has mean 0."""
    result = call("batch_norm", X, ONE, ZERO)
    rows = X - X.mean(axis=1, keepdims=True)
    same(
        np.asarray(result).mean(axis=0),
        ZERO,
        what="the mean over axis 0",
        mistakes=[
            ((rows / np.sqrt((rows**2).mean(axis=1, keepdims=True) + 1e-5)).mean(axis=0), PER_ROW),
        ],
    )


def each_feature_has_std_1():
    """Over the samples, each feature has standard deviation 1."""
    result = call("batch_norm", X, ONE, ZERO)
    centered = X - X.mean(axis=0)
    same(
        np.asarray(result).std(axis=0),
        ONE,
        what="the standard deviation over axis 0",
        within=1e-4,
        mistakes=[
            ((centered / (centered**2).mean(axis=0)).std(axis=0), "You divide by the variance. Take its root."),
            ((centered / np.sqrt((X**2).mean(axis=0))).std(axis=0), "You square the values themselves. The variance is the mean square of their distances from the mean."),
        ],
    )

# %% hidden
def eps_stands_under_the_root():
    """ε is added to the variance, under the root."""
    x = np.array([[0.0], [0.02]])
    same(
        call("batch_norm", x, np.ones(1), np.zeros(1), eps=1e-4),
        np.array([[-0.01], [0.01]]) / np.sqrt(2e-4),
        mistakes=[
            (np.array([[-1.0], [1.0]]) / 1.01, "You add ε to the root. It belongs under it, to the variance."),
            (np.array([[-1.0], [1.0]]), "ε is not used: add it to the variance."),
        ],
    )


def scale_and_shift_come_last():
    """γ and β act on the normalized values, one of each per feature."""
    gamma, beta = np.array([1.0, 2.0, 3.0]), np.array([0.5, 0.0, -1.0])
    plain = call("batch_norm", X, ONE, ZERO)
    same(call("batch_norm", X, gamma, beta), gamma * plain + beta)

# %% wrong: layer-norm
# earns: Over the samples, each feature has mean 0.
# You take the statistics of each row, over axis 1: that is LayerNorm. BatchNorm takes those of each feature, over axis 0.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the mean over axis 0 = [0. 0. 0.]
# Got: [-0.8632 1.3724 -0.5092]
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=1, keepdims=True)
    x_hat = (x - mean) / np.sqrt(variance + eps)
    return gamma * x_hat + beta

# %% wrong: no-root
# earns: Over the samples, each feature has standard deviation 1.
# You divide by the variance. Take its root.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the standard deviation over axis 0 = [1. 1. 1.]
# Got: [0.3922 0.0535 0.508]
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=0, keepdims=True)
    x_hat = (x - mean) / (variance + eps)
    return gamma * x_hat + beta

# %% wrong: squares-of-values
# earns: Over the samples, each feature has standard deviation 1.
# You square the values themselves. The variance is the mean square of their distances from the mean.
# Input: batch_norm(x, gamma, beta) with x of the shape (4, 3), gamma = [1. 1. 1.] and beta = [0. 0. 0.]
# Expected: the standard deviation over axis 0 = [1. 1. 1.]
# Got: [0.5375 0.5292 0.3663]
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = ((x - 0) ** 2).mean(axis=0, keepdims=True)
    x_hat = (x - mean) / np.sqrt(variance + eps)
    return gamma * x_hat + beta

# %% wrong: eps-outside
# earns: ε is added to the variance, under the root.
# You add ε to the root. It belongs under it, to the variance.
# Input: batch_norm(x, gamma, beta, eps=eps) with x of the shape (2, 1), gamma = [1.], beta = [0.] and eps = 0.0001
# Expected: the result = [[-0.7071] [0.7071]]
# Got: [[-0.9901] [0.9901]]
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=0, keepdims=True)
    x_hat = (x - mean) / (np.sqrt(variance) + eps)
    return gamma * x_hat + beta

# %% wrong: no-eps
# earns: ε is added to the variance, under the root.
# ε is not used: add it to the variance.
# Input: batch_norm(x, gamma, beta, eps=eps) with x of the shape (2, 1), gamma = [1.], beta = [0.] and eps = 0.0001
# Expected: the result = [[-0.7071] [0.7071]]
# Got: [[-1.] [1.]]
def batch_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0, keepdims=True)
    variance = ((x - mean) ** 2).mean(axis=0, keepdims=True)
    x_hat = (x - mean) / np.sqrt(variance)
    return gamma * x_hat + beta
