# %% setup
import numpy as np

# %% starter
class BatchNorm:
    """BatchNorm without γ and β, for x of the shape (N, D)."""

    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        # In training: normalize with the batch,
        # and move self.mean and self.var toward it.
        # In evaluation: normalize with self.mean and self.var.
        return ...

# %% solution
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            unbiased = x.var(axis=0, ddof=1)
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.var = (1 - self.momentum) * self.var + self.momentum * unbiased
        return (x - mean) / np.sqrt(var + self.eps)

# %% visible
BATCH = np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])
MEAN, VAR, UNBIASED = BATCH.mean(axis=0), BATCH.var(axis=0), BATCH.var(axis=0, ddof=1)


def _new(**options):
    return call("BatchNorm", 2, **options)


def _given(norm, x):
    """Return what a layer gives, and refuse what it gives nothing for."""
    result = norm(x.copy())
    mode = "training" if norm.training else "evaluation"
    require(result is not None and result is not ..., expected=f"a result in {mode}", got=str(result))
    return result


def training_uses_the_batch():
    """In training it normalizes with the mean and variance of the batch."""
    same(
        _given(_new(), BATCH),
        (BATCH - MEAN) / np.sqrt(VAR + 1e-5),
        mistakes=[
            (BATCH / np.sqrt(1 + 1e-5), "You normalize with the running statistics. In training those of the batch are used."),
            ((BATCH - MEAN) / np.sqrt(UNBIASED + 1e-5), "You divide by the unbiased variance. It is stored, but the batch is normalized with the biased one."),
            ((BATCH - 0.1 * MEAN) / np.sqrt(0.9 + 0.1 * UNBIASED + 1e-5), "You update first, and then normalize with the running statistics. In training those of the batch are used."),
        ],
    )


def the_running_mean_moves():
    """After one training batch, the running mean is a tenth of the way to that of the batch."""
    norm = _new()
    _given(norm, BATCH)
    same(
        norm.mean,
        0.1 * MEAN,
        what="the running mean",
        mistakes=[
            (np.zeros(2), "It does not move. Each training batch moves it."),
            (0.9 * MEAN, "Here momentum is the weight of the new batch, as in PyTorch. You give it to the old average, as Keras does."),
            (MEAN, "You replace it by the mean of the batch. It only moves a part of the way, momentum."),
        ],
    )


def the_running_variance_is_unbiased():
    """The running variance moves toward the unbiased variance of the batch, as in PyTorch."""
    norm = _new()
    _given(norm, BATCH)
    same(
        norm.var,
        0.9 + 0.1 * UNBIASED,
        what="the running variance",
        mistakes=[(0.9 + 0.1 * VAR, "You store the biased variance, as ONNX does. PyTorch stores the unbiased one: x.var(axis=0, ddof=1).")],
    )


def evaluation_uses_what_was_kept():
    """In evaluation it normalizes with the running statistics, so a sample gives the same alone and in a batch."""
    norm = _new()
    _given(norm, BATCH)
    norm.training = False
    mean, var = np.array(norm.mean), np.array(norm.var)
    same(
        _given(norm, BATCH),
        (BATCH - mean) / np.sqrt(var + 1e-5),
        mistakes=[((BATCH - MEAN) / np.sqrt(VAR + 1e-5), "In evaluation you still use the batch. Look at self.training.")],
    )

# %% hidden
def evaluation_changes_nothing():
    """In evaluation the running statistics stay as they are."""
    norm = _new()
    norm.training = False
    _given(norm, BATCH)
    same(norm.mean, np.zeros(2), what="the running mean", mistakes=[(0.1 * MEAN, "It moved in evaluation. Only training batches move it.")])
    same(norm.var, np.ones(2), what="the running variance")


def many_batches():
    """After k batches, the start has the weight (1 − momentum)ᵏ."""
    norm = _new(momentum=0.5)
    for _ in range(3):
        _given(norm, BATCH)
    same(norm.mean, (1 - 0.5**3) * MEAN, what="the running mean after 3 batches, with momentum 0.5")

# %% wrong: momentum-on-old
# earns: After one training batch, the running mean is a tenth of the way to that of the batch.
# Here momentum is the weight of the new batch, as in PyTorch. You give it to the old average, as Keras does.
# Input: BatchNorm(features) with features = 2
# Expected: the running mean = [0.3 0.6]
# Got: [2.7 5.4]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean = self.momentum * self.mean + (1 - self.momentum) * mean
            self.var = self.momentum * self.var + (1 - self.momentum) * x.var(axis=0, ddof=1)
        return (x - mean) / np.sqrt(var + self.eps)

# %% wrong: biased
# earns: The running variance moves toward the unbiased variance of the batch, as in PyTorch.
# You store the biased variance, as ONNX does. PyTorch stores the unbiased one: x.var(axis=0, ddof=1).
# Input: BatchNorm(features) with features = 2
# Expected: the running variance = [1.3 2.5]
# Got: [1.1667 1.9667]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.var = (1 - self.momentum) * self.var + self.momentum * var
        return (x - mean) / np.sqrt(var + self.eps)

# %% wrong: normalizes-with-unbiased
# earns: In training it normalizes with the mean and variance of the batch.
# You divide by the unbiased variance. It is stored, but the batch is normalized with the biased one.
# Input: BatchNorm(features) with features = 2
# Expected: the result = [[-1.2247 -1.2247] [0. 0.] [1.2247 1.2247]]
# Got: [[-1. -1.] [0. 0.] [1. 1.]]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0, ddof=1)
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.var = (1 - self.momentum) * self.var + self.momentum * var
        return (x - mean) / np.sqrt(var + self.eps)

# %% wrong: never-evaluates
# earns: In evaluation it normalizes with the running statistics, so a sample gives the same alone and in a batch.
# In evaluation you still use the batch. Look at self.training.
# Input: BatchNorm(features) with features = 2
# Expected: the result = [[0.6139 0.8854] [2.368 3.4153] [4.1222 5.9451]]
# Got: [[-1.2247 -1.2247] [0. 0.] [1.2247 1.2247]]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = x.mean(axis=0), x.var(axis=0)
        if self.training:
            self.mean = (1 - self.momentum) * self.mean + self.momentum * mean
            self.var = (1 - self.momentum) * self.var + self.momentum * x.var(axis=0, ddof=1)
        return (x - mean) / np.sqrt(var + self.eps)

# %% wrong: always-updates
# earns: In evaluation the running statistics stay as they are.
# It moved in evaluation. Only training batches move it.
# Input: BatchNorm(features) with features = 2
# Expected: the running mean = [0. 0.]
# Got: [0.3 0.6]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        mean, var = self.mean, self.var
        if self.training:
            mean, var = x.mean(axis=0), x.var(axis=0)
        self.mean = (1 - self.momentum) * self.mean + self.momentum * x.mean(axis=0)
        self.var = (1 - self.momentum) * self.var + self.momentum * x.var(axis=0, ddof=1)
        return (x - mean) / np.sqrt(var + self.eps)

# %% wrong: updates-first
# earns: In training it normalizes with the mean and variance of the batch.
# You update first, and then normalize with the running statistics. In training those of the batch are used.
# Input: BatchNorm(features) with features = 2
# Expected: the result = [[-1.2247 -1.2247] [0. 0.] [1.2247 1.2247]]
# Got: [[0.6139 0.8854] [2.368 3.4153] [4.1222 5.9451]]
class BatchNorm:
    def __init__(self, features, momentum=0.1, eps=1e-5):
        self.mean, self.var = np.zeros(features), np.ones(features)
        self.momentum, self.eps = momentum, eps
        self.training = True

    def __call__(self, x):
        if self.training:
            self.mean = (1 - self.momentum) * self.mean + self.momentum * x.mean(axis=0)
            self.var = (1 - self.momentum) * self.var + self.momentum * x.var(axis=0, ddof=1)
        return (x - self.mean) / np.sqrt(self.var + self.eps)
