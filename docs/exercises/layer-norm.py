# %% setup
import numpy as np

# %% starter
def layer_norm(x, gamma, beta, eps=1e-5):
    # x has the shape (N, T, D): samples, tokens, features.
    # gamma and beta have the shape (D,).
    return ...

# %% solution
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=-1, keepdims=True)
    variance = (distances**2).mean(axis=-1, keepdims=True)
    return gamma * distances / np.sqrt(variance + eps) + beta

# %% visible
X = np.random.default_rng(2).normal(1, 3, (2, 3, 4))
ONE, ZERO = np.ones(4), np.zeros(4)


def _over(axes):
    return (X - X.mean(axis=axes, keepdims=True)) / np.sqrt(X.var(axis=axes, keepdims=True) + 1e-5)


def the_variance_is_written_out():
    """The variance is written out, without np.var and np.std."""
    forbid("np.var", "np.std", because="Write it by its definition, the mean square of the distances from the mean: then you see each axis.")


def each_token_is_normalized():
    """Each token has mean 0 and variance 1 over its features."""
    same(
        call("layer_norm", X, ONE, ZERO),
        _over(-1),
        mistakes=[
            (_over(0), "You take statistics over axis 0, the samples, so they depend on the other samples. LayerNorm takes them over the features, axis -1."),
            (_over(1), "You take statistics over axis 1, the tokens. Then later tokens act on earlier ones. LayerNorm takes them over the features, axis -1."),
            (_over((1, 2)), "You take one mean per sample, over its tokens and features. In sequences each token has its own: axis -1 alone."),
            (_over((0, 1)), "You take statistics of each feature, over samples and tokens: that is BatchNorm."),
        ],
    )

# %% hidden
def one_token_does_not_see_another():
    """Changing one token leaves the others as they were."""
    changed = X.copy()
    changed[0, 1] = 100.0
    same(np.delete(call("layer_norm", changed, ONE, ZERO)[0], 1, axis=0), np.delete(_over(-1)[0], 1, axis=0))


def gamma_and_beta_belong_to_features():
    """Each feature has its own γ and β."""
    gamma, beta = np.array([1.0, 2.0, 3.0, 4.0]), np.array([0.5, 0.0, -1.0, 2.0])
    plain = call("layer_norm", X, ONE, ZERO)
    same(
        call("layer_norm", X, gamma, beta),
        gamma * plain + beta,
        mistakes=[(gamma * (plain + beta), "You shift before you scale. γ comes first, then β is added.")],
    )

# %% wrong: uses-var
# earns: The variance is written out, without np.var and np.std.
# Write it by its definition, the mean square of the distances from the mean: then you see each axis.
# Expected: code without np.var
# Got: np.var in line 3
def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(x.var(axis=-1, keepdims=True) + eps) + beta

# %% wrong: over-samples
# earns: Each token has mean 0 and variance 1 over its features.
# You take statistics over axis 0, the samples, so they depend on the other samples. LayerNorm takes them over the features, axis -1.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result at [0, 0] = [0.9988 0.2778 0.3889 -1.6655]
# Got: [1. 1. -1. -1.]
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=0, keepdims=True)
    return gamma * distances / np.sqrt((distances**2).mean(axis=0, keepdims=True) + eps) + beta

# %% wrong: over-tokens
# earns: Each token has mean 0 and variance 1 over its features.
# You take statistics over axis 1, the tokens. Then later tokens act on earlier ones. LayerNorm takes them over the features, axis -1.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result at [0, 0] = [0.9988 0.2778 0.3889 -1.6655]
# Got: [-0.7686 -0.6874 -0.7749 -1.3343]
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=1, keepdims=True)
    return gamma * distances / np.sqrt((distances**2).mean(axis=1, keepdims=True) + eps) + beta

# %% wrong: whole-sample
# earns: Each token has mean 0 and variance 1 over its features.
# You take one mean per sample, over its tokens and features. In sequences each token has its own: axis -1 alone.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result at [0, 0] = [0.9988 0.2778 0.3889 -1.6655]
# Got: [0.1332 -0.548 -0.4431 -2.3843]
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=(1, 2), keepdims=True)
    return gamma * distances / np.sqrt((distances**2).mean(axis=(1, 2), keepdims=True) + eps) + beta

# %% wrong: batch-norm
# earns: Each token has mean 0 and variance 1 over its features.
# You take statistics of each feature, over samples and tokens: that is BatchNorm.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 4), gamma = [1. 1. 1. 1.] and beta = [0. 0. 0. 0.]
# Expected: the result at [0, 0] = [0.9988 0.2778 0.3889 -1.6655]
# Got: [-0.5531 -0.4949 -1.2784 -1.9301]
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=(0, 1), keepdims=True)
    return gamma * distances / np.sqrt((distances**2).mean(axis=(0, 1), keepdims=True) + eps) + beta

# %% wrong: shift-first
# earns: Each feature has its own γ and β.
# You shift before you scale. γ comes first, then β is added.
# Input: layer_norm(x, gamma, beta) with x of the shape (2, 3, 4), gamma = [1. 2. 3. 4.] and beta = [0.5 0. -1. 2.]
# Expected: the result at [0, 0] = [1.4988 0.5557 0.1668 -4.6621]
# Got: [1.4988 0.5557 -1.8332 1.3379]
def layer_norm(x, gamma, beta, eps=1e-5):
    distances = x - x.mean(axis=-1, keepdims=True)
    return gamma * (distances / np.sqrt((distances**2).mean(axis=-1, keepdims=True) + eps) + beta)
