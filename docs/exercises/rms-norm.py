# %% setup
import numpy as np

# %% starter
def rms_norm(x, gamma, eps=1e-6):
    # x has the shape (N, D), gamma the shape (D,).
    return ...

# %% solution
def rms_norm(x, gamma, eps=1e-6):
    mean_square = (x**2).mean(axis=-1, keepdims=True)
    return gamma * x / np.sqrt(mean_square + eps)

# %% visible
X = np.array([[3.0, 4.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0], [2.0, -2.0, 4.0, 0.0]])
ONES = np.ones(4)


def each_row_has_rms_1():
    """With γ = 1, the root mean square of each row is 1."""
    square = X**2
    centered = X - X.mean(axis=1, keepdims=True)
    same(
        call("rms_norm", X, ONES),
        X / np.sqrt(square.mean(axis=1, keepdims=True)),
        within=1e-4,
        mistakes=[
            (X / np.sqrt(square.mean(axis=0)), "You take the mean over axis 0, the samples. RMSNorm takes it over the features of each row, axis -1."),
            (X / np.sqrt(square.mean()), "You take one mean over the whole array. Each row has its own."),
            (centered / centered.std(axis=1, keepdims=True).clip(1e-3), "You subtract the mean, as LayerNorm does. RMSNorm leaves it where it is."),
            (X / square.mean(axis=1, keepdims=True), "You divide by the mean square itself. Take its root."),
            (X / np.sqrt(square.sum(axis=1, keepdims=True)), "You divide by the root of the sum. Take the root of the mean."),
        ],
    )


def gamma_scales_each_feature():
    """γ multiplies each feature."""
    gamma = np.array([1.0, 2.0, 3.0, 4.0])
    plain = call("rms_norm", X, ONES)
    same(
        call("rms_norm", X, gamma),
        plain * gamma,
        mistakes=[(plain, "γ is not used: multiply by it at the end.")],
    )

# %% hidden
def any_number_of_axes():
    """An array (N, T, D) gets one root mean square per token."""
    tokens = np.arange(1.0, 25.0).reshape(2, 3, 4)
    expected = tokens / np.sqrt((tokens**2).mean(axis=-1, keepdims=True))
    because = "You take the mean over axis 1, which is the tokens here. Axis -1 is that of the features, however many stand before it."
    same(
        call("rms_norm", tokens, ONES),
        expected,
        within=1e-4,
        mistakes=[(tokens / np.sqrt((tokens**2).mean(axis=1, keepdims=True)), because)],
    )


def eps_stands_under_the_root():
    """ε stands under the root."""
    x = np.full((1, 4), 0.01)
    same(
        call("rms_norm", x, ONES, eps=1e-4),
        x / np.sqrt(2e-4),
        mistakes=[
            (x / (0.01 + 1e-4), "You add ε to the root. It belongs under it."),
            (x / 0.01, "ε is not used: add it to the mean square."),
            (x / np.sqrt(1e-4 + 1e-6), "You add an ε of your own. Use the argument eps."),
        ],
    )

# %% wrong: wrong-axis
# earns: With γ = 1, the root mean square of each row is 1.
# You take the mean over axis 0, the samples. RMSNorm takes it over the features of each row, axis -1.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[1.2 1.6 0. 0.] [1. 1. 1. 1.] [0.8165 -0.8165 1.633 0.]]
# Got: [[1.3887 1.5119 0. 0.] [0.4629 0.378 0.4201 1.732] [0.9258 -0.7559 1.6803 0.]]
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / np.sqrt((x**2).mean(axis=0) + eps)

# %% wrong: centered
# earns: With γ = 1, the root mean square of each row is 1.
# You subtract the mean, as LayerNorm does. RMSNorm leaves it where it is.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[1.2 1.6 0. 0.] [1. 1. 1. 1.] [0.8165 -0.8165 1.633 0.]]
# Got: [[0.7001 1.2603 -0.9802 -0.9802] [0. 0. 0. 0.] [0.4472 -1.3416 1.3416 -0.4472]]
def rms_norm(x, gamma, eps=1e-6):
    x = x - x.mean(axis=-1, keepdims=True)
    return gamma * x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)

# %% wrong: no-root
# earns: With γ = 1, the root mean square of each row is 1.
# You divide by the mean square itself. Take its root.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[1.2 1.6 0. 0.] [1. 1. 1. 1.] [0.8165 -0.8165 1.633 0.]]
# Got: [[0.48 0.64 0. 0.] [1. 1. 1. 1.] [0.3333 -0.3333 0.6667 0.]]
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / ((x**2).mean(axis=-1, keepdims=True) + eps)

# %% wrong: no-keepdims
# earns: With γ = 1, the root mean square of each row is 1.
# The shapes (3, 4) and (3,) do not fit together: compared from the right, two sizes have to be equal, or one of them 1.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: a result
# Got: ValueError in line 2
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / np.sqrt((x**2).mean(axis=-1) + eps)

# %% wrong: no-return
# earns: With γ = 1, the root mean square of each row is 1.
# Is a return missing?
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: a result
# Got: None
def rms_norm(x, gamma, eps=1e-6):
    result = gamma * x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)

# %% wrong: no-gamma
# earns: γ multiplies each feature.
# γ is not used: multiply by it at the end.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 2. 3. 4.]
# Expected: the result = [[1.2 3.2 0. 0.] [1. 2. 3. 4.] [0.8165 -1.633 4.899 0.]]
# Got: [[1.2 1.6 0. 0.] [1. 1. 1. 1.] [0.8165 -0.8165 1.633 0.]]
def rms_norm(x, gamma, eps=1e-6):
    return x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)

# %% wrong: tokens
# earns: An array (N, T, D) gets one root mean square per token.
# You take the mean over axis 1, which is the tokens here. Axis -1 is that of the features, however many stand before it.
# Input: rms_norm(x, gamma) with x of the shape (2, 3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result at [0, 0] = [0.3651 0.7303 1.0954 1.4606]
# Got: [0.1674 0.2928 0.3884 0.4629]
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)

# %% wrong: eps-outside
# earns: ε stands under the root.
# You add ε to the root. It belongs under it.
# Input: rms_norm(x, gamma, eps=eps) with x of the shape (1, 4), gamma = [1. 1. 1. 1.] and eps = 0.0001
# Expected: the result = [[0.7071 0.7071 0.7071 0.7071]]
# Got: [[0.9901 0.9901 0.9901 0.9901]]
def rms_norm(x, gamma, eps=1e-6):
    return gamma * x / (np.sqrt((x**2).mean(axis=-1, keepdims=True)) + eps)

# %% wrong: in-place
# earns: With γ = 1, the root mean square of each row is 1.
# A function that changes its input in place spoils it for whoever uses it next.
# Input: rms_norm(x, gamma) with x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the input as it was
# Got: a changed input
def rms_norm(x, gamma, eps=1e-6):
    x *= gamma / np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    return x
