# %% setup
import numpy as np

# %% starter
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    # dy is the gradient at the output. dy and x have the shape (N, D),
    # gamma has the shape (D,).
    mean = x.mean(axis=-1, keepdims=True)
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - mean) / s
    dx_hat = ...
    return ...

# %% solution
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - mean) / s
    dx_hat = gamma * dy
    through_mean = dx_hat.mean(axis=-1, keepdims=True)
    through_s = x_hat * (dx_hat * x_hat).mean(axis=-1, keepdims=True)
    return (dx_hat - through_mean - through_s) / s

# %% visible
_random = np.random.default_rng(8)
X, DY = _random.normal(1, 2, (2, 3, 4))
GAMMA = np.array([1.0, 2.0, 0.5, -1.0])
MEAN, S = X.mean(axis=-1, keepdims=True), np.sqrt(X.var(axis=-1, keepdims=True) + 1e-5)
X_HAT = (X - MEAN) / S


def _row(values):
    return values.mean(axis=-1, keepdims=True)


def _numerical(dy, x, gamma, step=1e-6):
    """Return the gradient by moving each input a little: slow, and without any algebra."""
    def output(x):
        return gamma * (x - _row(x)) / np.sqrt(x.var(axis=-1, keepdims=True) + 1e-5)

    gradient = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        up, down = x.copy(), x.copy()
        up[place] += step
        down[place] -= step
        gradient[place] = (dy * (output(up) - output(down))).sum() / (2 * step)
    return gradient


def it_is_the_gradient():
    """The result is what moving each input a little gives, with γ = 1."""
    one = np.ones(4)
    same(
        call("layer_norm_backward", DY, X, one),
        _numerical(DY, X, one),
        within=1e-5,
        mistakes=[
            (DY / S, "You divide by s alone, as if the mean and s did not depend on x. Two terms are missing."),
            ((DY - _row(DY)) / S, "The path through s is missing: each input also changes what all are divided by."),
            ((DY - X_HAT * _row(DY * X_HAT)) / S, "The path through the mean is missing. Without it this is the gradient of RMSNorm's form."),
            (DY - _row(DY) - X_HAT * _row(DY * X_HAT), "The terms are right, and the division by s is missing."),
            ((DY - _row(DY) - _row(DY * X_HAT)) / S, "In the last term, the mean is multiplied by x_hat."),
            ((DY - DY.mean(axis=0) - X_HAT * (DY * X_HAT).mean(axis=0)) / S, "You take the means over axis 0, the samples. Those of LayerNorm are over the features, axis -1."),
        ],
    )


def gamma_comes_first():
    """γ scales the gradient before the means are taken."""
    plain = call("layer_norm_backward", DY, X, np.ones(4))
    same(
        call("layer_norm_backward", DY, X, GAMMA),
        _numerical(DY, X, GAMMA),
        within=1e-5,
        mistakes=[
            (plain, "γ is not used: the gradient at x_hat is γ · dy."),
            (GAMMA * plain, "You scale by γ at the end. On the way back γ is met first, so the means are taken of γ · dy."),
        ],
    )

# %% hidden
def a_common_shift_has_no_gradient():
    """The gradient of each row sums to 0, since shifting a whole row changes nothing."""
    same(call("layer_norm_backward", DY, X, GAMMA).sum(axis=-1), np.zeros(3), what="the sum over axis -1")


def it_is_orthogonal_to_x_hat():
    """The gradient of each row is orthogonal to x_hat, up to ε, since scaling a whole row changes nothing."""
    result = call("layer_norm_backward", DY, X, GAMMA)
    same((result * X_HAT).sum(axis=-1), np.zeros(3), what="the sum of result · x_hat over axis -1", within=1e-3)

# %% wrong: constant-statistics
# earns: The result is what moving each input a little gives, with γ = 1.
# You divide by s alone, as if the mean and s did not depend on x. Two terms are missing.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
# Got: [[2.6489 3.9067 -0.2992 2.163] [0.3917 1.6615 -0.2885 0.17] [1.6448 1.446 -2.1734 1.6407]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    return gamma * dy / s

# %% wrong: without-s
# earns: The result is what moving each input a little gives, with γ = 1.
# The path through s is missing: each input also changes what all are divided by.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
# Got: [[0.5441 1.8019 -2.4041 0.0581] [-0.092 1.1778 -0.7722 -0.3137] [1.0053 0.8065 -2.8129 1.0011]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    dx_hat = gamma * dy
    return (dx_hat - dx_hat.mean(axis=-1, keepdims=True)) / s

# %% wrong: without-mean
# earns: The result is what moving each input a little gives, with γ = 1.
# The path through the mean is missing. Without it this is the gradient of RMSNorm's form.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
# Got: [[2.5963 3.8931 -0.3152 2.2451] [0.5293 1.6242 -0.2625 0.0436] [1.6669 1.5185 -2.1732 1.5459]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / s
    dx_hat = gamma * dy
    return (dx_hat - x_hat * (dx_hat * x_hat).mean(axis=-1, keepdims=True)) / s

# %% wrong: not-divided
# earns: The result is what moving each input a little gives, with γ = 1.
# The terms are right, and the division by s is missing.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
# Got: [[0.5046 1.836 -2.4846 0.144] [0.1066 2.6636 -1.7425 -1.0277] [1.0773 0.9216 -2.9493 0.9504]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / s
    dx_hat = gamma * dy
    return dx_hat - dx_hat.mean(axis=-1, keepdims=True) - x_hat * (dx_hat * x_hat).mean(axis=-1, keepdims=True)

# %% wrong: gamma-last
# earns: γ scales the gradient before the means are taken.
# You scale by γ at the end. On the way back γ is met first, so the means are taken of γ · dy.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 2. 0.5 -1.]
# Expected: the result = [[-1.6121 5.202 -2.8615 -0.7284] [-0.2643 2.4203 -0.9577 -1.1983] [0.5902 0.4642 -1.5441 0.4897]]
# Got: [[0.4914 3.5766 -1.21 -0.1403] [0.0456 2.2812 -0.3731 0.4401] [1.0274 1.7579 -1.4064 -0.9064]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / s
    return gamma * (dy - dy.mean(axis=-1, keepdims=True) - x_hat * (dy * x_hat).mean(axis=-1, keepdims=True)) / s

# %% wrong: no-gamma
# earns: γ scales the gradient before the means are taken.
# γ is not used: the gradient at x_hat is γ · dy.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 2. 0.5 -1.]
# Expected: the result = [[-1.6121 5.202 -2.8615 -0.7284] [-0.2643 2.4203 -0.9577 -1.1983] [0.5902 0.4642 -1.5441 0.4897]]
# Got: [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / s
    return (dy - dy.mean(axis=-1, keepdims=True) - x_hat * (dy * x_hat).mean(axis=-1, keepdims=True)) / s

# %% wrong: over-samples
# earns: The result is what moving each input a little gives, with γ = 1.
# You take the means over axis 0, the samples. Those of LayerNorm are over the features, axis -1.
# Input: layer_norm_backward(dy, x, gamma) with dy of the shape (3, 4), x of the shape (3, 4) and gamma = [1. 1. 1. 1.]
# Expected: the result = [[0.4914 1.7883 -2.42 0.1403] [0.0456 1.1406 -0.7462 -0.4401] [1.0274 0.8789 -2.8127 0.9064]]
# Got: [[-0.3061 1.0489 0.7876 -0.0427] [-1.0983 0.1958 0.1874 -0.729] [0.3522 -2.3888 -1.1373 1.0022]]
def layer_norm_backward(dy, x, gamma, eps=1e-5):
    s = np.sqrt(x.var(axis=-1, keepdims=True) + eps)
    x_hat = (x - x.mean(axis=-1, keepdims=True)) / s
    dx_hat = gamma * dy
    return (dx_hat - dx_hat.mean(axis=0) - x_hat * (dx_hat * x_hat).mean(axis=0)) / s
