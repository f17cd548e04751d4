# %% [markdown]
# # BatchNorm from nothing
#
# You build BatchNorm out of plain array arithmetic: forward, backward, and the
# running statistics that it uses after training. Every piece is checked as you
# go: by hand, by finite differences, and against the code behind the figures of
# this course.
#
# You need NumPy, the chain rule, and a way to print arrays:


# %%
import numpy as np

np.set_printoptions(suppress=True)


def show(label, values):
    rounded = np.round(values, 3) + 0.0  # adding 0.0 turns -0 into 0
    print(f"{label:16}", rounded)


# %% [markdown]
# ## Four numbers by hand
#
# A *channel* is one feature of the data, such as one unit of a layer. BatchNorm
# looks at one channel at a time, over all samples of the batch. Here is one
# channel of a batch of four: $x = (0, 2, 2, 8)$.
#
# Their mean is $\mu = (0 + 2 + 2 + 8) / 4 = 3$. Subtract it, and
# $(-3, -1, -1, 5)$ is left. The variance is the mean of the squares,
# $(9 + 1 + 1 + 25) / 4 = 9$, and its root is the standard deviation,
# $\sigma = 3$. Divide by it:
#
# $$\hat{x}_i = \frac{x_i - \mu}{\sigma}
# \qquad\Rightarrow\qquad
# \hat{x} = \left(-1, -\tfrac{1}{3}, -\tfrac{1}{3}, \tfrac{5}{3}\right)$$
#
# The same steps in code:

# %%
x = np.array([0.0, 2.0, 2.0, 8.0])

mean = x.mean()
centered = x - mean
var = (centered**2).mean()
x_hat = centered / np.sqrt(var)

show("mean", mean)
show("centered", centered)
show("variance", var)
show("normalized", x_hat)

assert np.allclose(x_hat, [-1, -1 / 3, -1 / 3, 5 / 3])

# %% [markdown]
# The normalized values have mean 0 and variance 1, whatever $x$ was. Their order
# and their relative spacing survive: the 8 is as much an outlier as before.
#
# What if all four values are equal? Then $\sigma = 0$, and the division fails. So
# a small $\varepsilon$ goes under the root, and $\sigma$ means this from now on:
#
# $$\sigma = \sqrt{\operatorname{var}(x) + \varepsilon}$$

# %%
eps = 1e-5
equal = np.array([4.0, 4.0, 4.0, 4.0])
show("normalized", (equal - equal.mean()) / np.sqrt(equal.var() + eps))

# %% [markdown]
# ## A batch of many channels
#
# A layer gives an array of shape $(N, C)$: $N$ samples, $C$ channels. The
# statistics are taken down the columns, so there are $C$ means and $C$ variances.
# Afterwards each channel gets a scale $\gamma$ and a shift $\beta$ that are
# learned, so that the network may choose another mean and another spread:
#
# $$y = \gamma \hat{x} + \beta$$


# %%
def forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)  # divides by N, as training does
    sigma = np.sqrt(var + eps)
    x_hat = (x - mean) / sigma
    return gamma * x_hat + beta, x_hat, sigma


rng = np.random.default_rng(0)
x = rng.normal(loc=[0, 5, -30], scale=[1, 0.1, 10], size=(8, 3))
gamma = np.array([1.0, 2.0, 0.5])
beta = np.array([0.0, 1.0, -1.0])

y, x_hat, sigma = forward(x, gamma, beta)

for name, values in (("x", x), ("x_hat", x_hat), ("y", y)):
    show(f"mean of {name}", values.mean(axis=0))
    show(f"std of {name}", values.std(axis=0))

# %% [markdown]
# Three channels of very different scale went in. Out came channels with mean
# $\beta$ and standard deviation $\gamma$. The second falls a hair short: its
# variance is so small that $\varepsilon$ counts. The course's own function agrees:

# %%
from course_build.norms import batch_norm

assert np.allclose(
    y, batch_norm(x, gamma, beta, eps=eps), rtol=0, atol=1e-12
)

# %% [markdown]
# ## The gradient, step by step
#
# Training needs the way back. A loss $L$ hands you $\partial L / \partial y$, an
# array of the shape of $y$; in code it is `dy`. You owe three gradients: for
# $\gamma$, for $\beta$, and for $x$.
#
# **The outer step** is easy, since $y = \gamma \hat{x} + \beta$ mixes nothing.
# Each channel sums over its samples:
#
# $$\begin{aligned}
# \frac{\partial L}{\partial \gamma} &= \sum_i \frac{\partial L}{\partial y_i} \hat{x}_i \\
# \frac{\partial L}{\partial \beta} &= \sum_i \frac{\partial L}{\partial y_i} \\
# \frac{\partial L}{\partial \hat{x}_i} &= \gamma \frac{\partial L}{\partial y_i}
# \end{aligned}$$
#
# **The inner step** is the interesting one. Change one input $x_j$ a little. It
# moves $\hat{x}_j$ directly. But it also moves the mean and the standard
# deviation, and through them *every* $\hat{x}_i$ of its channel.
#
# Through the mean, each input has an equal share:
#
# $$\frac{\partial \mu}{\partial x_j} = \frac{1}{N}$$
#
# Through the variance, what lies far from the mean pulls harder. The mean's own
# motion adds nothing here, because $\sum_i (x_i - \mu) = 0$:
#
# $$\frac{\partial \operatorname{var}}{\partial x_j} = \frac{2}{N} (x_j - \mu)$$
#
# The root turns that into something neat:
#
# $$\frac{\partial \sigma}{\partial x_j}
# = \frac{1}{2 \sigma} \cdot \frac{2}{N} (x_j - \mu)
# = \frac{\hat{x}_j}{N}$$
#
# Put the three ways together, with $\delta_{ij} = 1$ where $i = j$ and 0 elsewhere:
#
# $$\frac{\partial \hat{x}_i}{\partial x_j}
# = \frac{1}{\sigma} \left( \delta_{ij} - \frac{1}{N} - \frac{\hat{x}_i \hat{x}_j}{N} \right)$$
#
# For the four numbers of the beginning this is a matrix of four rows. Look at it
# before you go on:

# %%
four = np.array([0.0, 2.0, 2.0, 8.0])
n = len(four)
sigma_four = np.sqrt(four.var())
hat = (four - four.mean()) / sigma_four

jacobian = (np.eye(n) - 1 / n - np.outer(hat, hat) / n) / sigma_four
print(np.round(jacobian, 3) + 0.0)

# %% [markdown]
# The last entry, bottom right, is small: raise the 8 and the standard deviation
# rises with it, so $\hat{x}_4$ hardly moves. Two more things can be read off it:

# %%
assert np.allclose(jacobian @ np.ones(n), 0)
assert np.allclose(jacobian @ hat, 0)

# %% [markdown]
# Both are what BatchNorm is for. Shift all inputs together, and no output moves.
# Stretch them about their mean, and no output moves either.
#
# Now sum over all outputs, $\sum_i \frac{\partial L}{\partial \hat{x}_i}
# \frac{\partial \hat{x}_i}{\partial x_j}$, and write $d\hat{x}$ and $dx$ for the
# gradients. The sums over $N$ become means:
#
# $$dx = \frac{1}{\sigma} \left( d\hat{x}
# - \operatorname{mean}(d\hat{x})
# - \hat{x} \cdot \operatorname{mean}(d\hat{x} \cdot \hat{x}) \right)$$
#
# That is the whole backward pass, and the code is no longer than the formula:


# %%
def backward(dy, x_hat, sigma, gamma):
    dgamma = (dy * x_hat).sum(axis=0)
    dbeta = dy.sum(axis=0)
    dx_hat = gamma * dy
    through_mean = dx_hat.mean(axis=0)
    through_sigma = x_hat * (dx_hat * x_hat).mean(axis=0)
    dx = (dx_hat - through_mean - through_sigma) / sigma
    return dx, dgamma, dbeta


dy = rng.normal(size=x.shape)
dx, dgamma, dbeta = backward(dy, x_hat, sigma, gamma)
show("first sample", dx[0])
show("sum of all", dx.sum(axis=0))

# %% [markdown]
# The gradients of each channel sum to zero. So a bias that is added before
# BatchNorm has no gradient: the mean takes it out again. Layers in front of
# BatchNorm leave theirs out.

# %% [markdown]
# ## Do not trust it, test it
#
# A wrong gradient often trains, only worse. So compare with a slow method that
# knows no calculus: nudge one number up and down, and see how the loss changes.
# As the loss, take $L = \sum dy \cdot y$, whose gradient at $y$ is `dy`.


# %%
def by_differences(loss, values, step=1e-6):
    gradient = np.zeros_like(values)
    for index in np.ndindex(values.shape):
        up, down = values.copy(), values.copy()
        up[index] += step
        down[index] -= step
        gradient[index] = (loss(up) - loss(down)) / (2 * step)
    return gradient


checks = {
    "dx": (dx, lambda v: (dy * forward(v, gamma, beta)[0]).sum(), x),
    "dgamma": (
        dgamma,
        lambda v: (dy * forward(x, v, beta)[0]).sum(),
        gamma,
    ),
    "dbeta": (
        dbeta,
        lambda v: (dy * forward(x, gamma, v)[0]).sum(),
        beta,
    ),
}
for name, (found, loss, at) in checks.items():
    expected = by_differences(loss, at)
    assert np.allclose(found, expected, rtol=1e-5, atol=1e-6), name
    print(f"{name:6} agrees with finite differences")

# %% [markdown]
# Does the test notice a mistake? Leave out the way through $\sigma$, and it must
# fail:

# %%
forgotten = (gamma * dy - (gamma * dy).mean(axis=0)) / sigma
assert not np.allclose(
    forgotten, by_differences(checks["dx"][1], x), atol=1e-2
)
show("forgotten", forgotten[0])
show("right", dx[0])

# %% [markdown]
# The course's backward pass gives the same numbers as yours:

# %%
from course_build.norms import batch_norm_backward

for ours, theirs in zip(
    (dx, dgamma, dbeta),
    batch_norm_backward(dy, x, gamma, eps=eps),
    strict=True,
):
    assert np.allclose(ours, theirs, rtol=0, atol=1e-12)

# %% [markdown]
# ## After training: running statistics
#
# In use, samples may come one by one, and what the network says about one must
# not depend on its neighbors. So training keeps running averages of the
# statistics, and evaluation uses them in place of those of the batch:
#
# $$\text{running} \leftarrow (1 - m) \cdot \text{running} + m \cdot \text{batch}$$
#
# Three conventions hide in this line. In PyTorch, whose convention this course
# follows:
#
# - the momentum $m = 0.1$ weighs the *new* value (in Keras and ONNX it weighs the
#   old one),
# - the batch is normalized by the variance that divides by $N$, but the running
#   average stores the one that divides by $N - 1$,
# - the start is mean 0 and variance 1.
#
# Three samples of two channels, by hand. The channels have the means 3 and 6, and
# the squared distances sum to $4 + 0 + 4 = 8$ and $16 + 0 + 16 = 32$. Divided by
# $N - 1 = 2$ these are 4 and 16. One step from the start:
# $0.9 \cdot 1 + 0.1 \cdot 4 = 1.3$ and $0.9 \cdot 1 + 0.1 \cdot 16 = 2.5$.

# %%
from course_build.norms import RunningStatistics

batch = np.array([[1.0, 2.0], [3.0, 6.0], [5.0, 10.0]])
momentum = 0.1

running_mean, running_var = np.zeros(2), np.ones(2)
running_mean = (1 - momentum) * running_mean + momentum * batch.mean(
    axis=0
)
running_var = (1 - momentum) * running_var + momentum * batch.var(
    axis=0, ddof=1
)
show("running mean", running_mean)
show("running variance", running_var)

statistics = RunningStatistics.start(2)
batch_norm(batch, running=statistics, momentum=momentum)
assert np.allclose(running_mean, [0.3, 0.6])
assert np.allclose(running_var, [1.3, 2.5])
assert np.allclose(statistics.mean, running_mean)
assert np.allclose(statistics.var, running_var)

# %% [markdown]
# One step is far too few. The start keeps the weight $(1 - m)^k$ after $k$ steps,
# and until it has faded, evaluation normalizes by numbers that no batch ever had.
# Here the same batch comes again and again, and the last sample is evaluated:

# %%
trained = batch_norm(batch)[2]
statistics = RunningStatistics.start(2)
print("steps  weight of the start  evaluated       in training")
for step in range(1, 101):
    batch_norm(batch, running=statistics, momentum=momentum)
    if step in (1, 10, 30, 100):
        one = batch_norm(batch[2:], running=statistics, training=False)[
            0
        ]
        weight = (1 - momentum) ** step
        print(
            f"{step:5}  {weight:19.5f}  {one.round(3)}  {trained.round(3)}"
        )

# %% [markdown]
# A gap stays even after a hundred steps: training divides by the biased variance,
# evaluation by the unbiased one. With three samples that is a factor
# $\sqrt{3/2}$; with hundreds nobody sees it.

# %%
assert np.allclose(trained / one, np.sqrt(3 / 2), rtol=1e-3)

# %% [markdown]
# ## Exercises
#
# Write your answer in a cell of the notebook, then open the solution.
#
# **1. Images.** A convolution gives an array of shape $(N, C, H, W)$, and
# BatchNorm takes one mean per channel over all samples *and* all positions.
# Extend `forward` to this shape. How many values stand behind each mean of an
# array of shape $(4, 3, 5, 5)$?


# %% tags=["solution"]
def forward_images(x, gamma, beta, eps=1e-5):
    axes = (0, 2, 3)
    mean = x.mean(axis=axes, keepdims=True)
    sigma = np.sqrt(x.var(axis=axes, keepdims=True) + eps)
    shape = (1, -1, 1, 1)  # one gamma and one beta per channel
    return gamma.reshape(shape) * (x - mean) / sigma + beta.reshape(
        shape
    )


images = rng.normal(size=(4, 3, 5, 5))
assert np.allclose(
    forward_images(images, gamma, beta),
    batch_norm(images, gamma, beta, eps=eps),
)
print("values behind each mean:", images[:, 0].size)

# %% [markdown]
# **2. Folding.** In evaluation the statistics are constants, so BatchNorm is one
# multiplication and one addition per channel. A linear layer in front of it,
# $z = xW + b$, can swallow both. Find $W'$ and $b'$ so that $xW' + b'$ is the
# output of the linear layer and BatchNorm together. What does BatchNorm then cost
# in use?

# %% tags=["solution"]
weight, bias = rng.normal(size=(5, 3)), rng.normal(size=3)
statistics = RunningStatistics(
    rng.normal(size=3), rng.uniform(0.5, 2, size=3)
)

scale = gamma / np.sqrt(statistics.var + eps)
folded_weight = weight * scale
folded_bias = beta + scale * (bias - statistics.mean)

inputs = rng.normal(size=(6, 5))
expected = batch_norm(
    inputs @ weight + bias,
    gamma,
    beta,
    eps=eps,
    running=statistics,
    training=False,
)
assert np.allclose(inputs @ folded_weight + folded_bias, expected)
print("the same outputs, and BatchNorm costs nothing")

# %% [markdown]
# **3. RMSNorm.** It works on one sample at a time and subtracts no mean:
# $\hat{x} = x / \sqrt{\operatorname{mean}(x^2) + \varepsilon}$, over the features
# of the sample. Which term of the backward pass goes? Which axis do the means
# run over? Write it, and check it by finite differences.


# %% tags=["solution"]
def rms_forward(x, eps=1e-5):
    root = np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return x / root, root


def rms_backward(dx_hat, x_hat, root):
    # Nothing was subtracted, so nothing goes through a mean.
    return (
        dx_hat - x_hat * (dx_hat * x_hat).mean(axis=1, keepdims=True)
    ) / root


sample_hat, root = rms_forward(x)
found = rms_backward(dy, sample_hat, root)
expected = by_differences(lambda v: (dy * rms_forward(v)[0]).sum(), x)
assert np.allclose(found, expected, rtol=1e-5, atol=1e-6)
print("agrees with finite differences")
