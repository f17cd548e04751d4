# %% setup
import numpy as np

x = np.array([2.0, 4.0, 6.0, 8.0])
eps, gamma, beta = 1e-5, 2.0, 1.0

# %% starter
# One feature of a batch of four: x is [2, 4, 6, 8].
# eps, gamma and beta are numbers that you can use.
mean = x.mean()
variance = ((x - mean) ** 2).___()
x_hat = (x - mean) / np.sqrt(___)
y = gamma * x_hat + ___

# %% solution
mean = x.mean()
variance = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(variance + eps)
y = gamma * x_hat + beta

# %% visible
def variance_is_a_mean():
    """The variance is the mean square of the distances from the mean."""
    distances = x - x.mean()
    same(
        yours("variance"),
        (distances**2).mean(),
        what="the variance",
        mistakes=[
            ((distances**2).sum(), "That is the sum of the squares. Divide it by how many there are: take the mean."),
            ((distances**2).sum() / 3, "That divides by n − 1. BatchNorm divides by n where it normalizes."),
            (np.sqrt((distances**2).mean()), "That is the standard deviation. The root comes in the next line."),
        ],
    )


def x_hat_has_mean_0_and_std_1():
    """The normalized values have mean 0 and standard deviation 1."""
    distances = x - x.mean()
    same(
        yours("x_hat"),
        distances / np.sqrt(distances.var() + eps),
        what="x_hat",
        within=1e-9,
        mistakes=[
            (distances / distances.std(), "ε is missing. With a variance of 0 you would divide by 0."),
            (distances / (distances.std() + eps), "ε stands outside the root. It is added to the variance."),
            (distances / np.sqrt(distances.std() + eps), "You take the root of the standard deviation. Take that of the variance."),
        ],
    )


def y_is_scaled_and_shifted():
    """γ scales the normalized values, then β shifts them."""
    x_hat = yours("x_hat")
    same(
        yours("y"),
        gamma * x_hat + beta,
        what="y",
        mistakes=[(gamma * x_hat + gamma, "You add γ. The shift is β.")],
    )

# %% wrong: sum
# earns: The variance is the mean square of the distances from the mean.
# That is the sum of the squares. Divide it by how many there are: take the mean.
# Expected: the variance = 5
# Got: 20
mean = x.mean()
variance = ((x - mean) ** 2).sum()
x_hat = (x - mean) / np.sqrt(variance + eps)
y = gamma * x_hat + beta

# %% wrong: no-eps
# earns: The normalized values have mean 0 and standard deviation 1.
# ε is missing. With a variance of 0 you would divide by 0.
# Expected: x_hat = [-1.34163944 -0.44721315 0.44721315 1.34163944]
# Got: [-1.34164079 -0.4472136 0.4472136 1.34164079]
mean = x.mean()
variance = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(variance)
y = gamma * x_hat + beta

# %% wrong: root-of-root
# earns: The normalized values have mean 0 and standard deviation 1.
# You take the root of the standard deviation. Take that of the variance.
# Expected: x_hat = [-1.3416 -0.4472 0.4472 1.3416]
# Got: [-2.0062 -0.6687 0.6687 2.0062]
mean = x.mean()
variance = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(x.std() + eps)
y = gamma * x_hat + beta

# %% wrong: unbiased
# earns: The variance is the mean square of the distances from the mean.
# That divides by n − 1. BatchNorm divides by n where it normalizes.
# Expected: the variance = 5
# Got: 6.6667
mean = x.mean()
variance = ((x - mean) ** 2).sum() / 3
x_hat = (x - mean) / np.sqrt(variance + eps)
y = gamma * x_hat + beta

# %% wrong: adds-gamma
# earns: γ scales the normalized values, then β shifts them.
# You add γ. The shift is β.
# Expected: y = [-1.6833 0.1056 1.8944 3.6833]
# Got: [-0.6833 1.1056 2.8944 4.6833]
mean = x.mean()
variance = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(variance + eps)
y = gamma * x_hat + gamma

# %% wrong: another-name
# earns: The variance is the mean square of the distances from the mean.
# Keep the names that the code had.
# Expected: the name variance
# Got: no such name
mean = x.mean()
var = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(var + eps)
y = gamma * x_hat + beta

# %% wrong: blank-left
# earns: Line 4 still has a blank: write code where ___ stands.
mean = x.mean()
variance = ((x - mean) ** 2).mean()
x_hat = (x - mean) / np.sqrt(variance + eps)
y = gamma * x_hat + ___
