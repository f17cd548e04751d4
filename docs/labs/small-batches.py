# %% [markdown]
# # The small-batch failure
#
# BatchNorm's mean and variance come from the samples that happen to share a
# batch. With few samples they are poor estimates, and with two they leave almost
# nothing of the data. You work out why, then watch networks fail from it, and see
# why accumulated gradients do not help.
#
# The training runs are those of [the figure on small
# batches](../figures/f03.md), cut down to seconds: half the seeds, half the
# steps, and one learning rate instead of the best of three. So the numbers here
# scatter more. The full runs say how much can be trusted.

# %%
import numpy as np
from course_build.experiments.networks import Mlp
from course_build.experiments.training import train
from course_build.norms import (
    batch_norm,
    batch_norm_backward,
    layer_norm_backward,
)

np.set_printoptions(suppress=True)

# %% [markdown]
# ## Two samples leave a sign
#
# Take one channel of a batch of two, $(a, b)$ with $a < b$. The mean lies in the
# middle, so the two distances to it are the same, $d = (b - a)/2$. Then the
# variance is $d^2$, the standard deviation is $d$, and BatchNorm divides each
# distance by itself:
#
# $$\hat{a} = \frac{a - \mu}{\sigma} = \frac{-d}{d} = -1
# \qquad
# \hat{b} = \frac{b - \mu}{\sigma} = \frac{d}{d} = 1$$
#
# Whatever the values were, out come $-1$ and $1$. All that is left is which of the
# two was larger.

# %%
for pair in ([0.0, 1.0], [0.0, 1000.0], [7.3, 7.1], [-2.0, 5.0]):
    normalized = batch_norm(np.array(pair)[:, None])[:, 0]
    print(f"{pair!s:15} becomes {normalized.round(3)}")

# %% [markdown]
# So a layer hears one bit per channel and pair, and that bit is as much about the
# neighbor as about the sample itself. Only $\varepsilon$ can soften it, where the
# two values are nearly the same:

# %%
for distance in (1.0, 0.1, 0.01, 0.001):
    one = batch_norm(np.array([[0.0], [distance]]))[1, 0]
    print(f"{distance:5} apart: {one:.3f}")

# %% [markdown]
# ## Few samples leave noise
#
# With more samples the values count again, but the neighbors still speak. Keep
# one sample, of value 1, and draw its neighbors from a normal distribution with
# mean 0 and standard deviation 1. With endless neighbors its normalized value
# would be 1. How far does it stray?

# %%
rng = np.random.default_rng(0)


def straying(m, draws=20_000):
    """Spread of one sample's normalized value over random neighbors."""
    batches = rng.normal(size=(m, draws))
    batches[0] = 1.0
    return batch_norm(batches)[0].std()


spread = {m: straying(m) for m in (2, 4, 8, 16, 32, 64)}
for m, value in spread.items():
    print(f"{m:2} samples: strays by {value:.2f}")

assert spread[64] < spread[8] < spread[2]

# %% [markdown]
# This noise is not all bad: a little of it regularizes. But at two samples it is
# nearly as large as the signal.
#
# ## Watch it happen
#
# Now train. A network of three layers of 128 units reads handwritten digits. The
# gradient always comes from 64 images. Only the groups in which BatchNorm takes
# its statistics shrink, from all 64 down to 2, as if the batch were spread over
# more and more workers. GroupNorm is the control: it looks at one sample at a
# time, so the batch cannot matter to it.
#
# Before you go on: at which size do you expect the error to rise, and how far?

# %%
from IPython.display import Markdown, display

SEEDS, STEPS, RATE = 4, 200, 0.2


def run(technique, norm_batch=None):
    network = Mlp(technique, depth=3, width=128, norm_batch=norm_batch)
    return train(
        network, [RATE], seeds=SEEDS, steps=STEPS, schedule="cosine"
    )


sizes = [64, 32, 16, 8, 4, 2]
runs = {f"BatchNorm, {m}": run("batch", m) for m in sizes}
runs["GroupNorm"] = run("group")


def percent(values):
    mean, deviation = 100 * values.mean(), 100 * values.std()
    return f"{mean:.1f} ± {deviation / np.sqrt(values.size):.1f}"


table = [
    "| norm, samples | test error, % | training loss |",
    "|---|---|---|",
]
for name, one in runs.items():
    error, loss = percent(one.test_error), one.final_loss.mean()
    table.append(f"| {name} | {error} | {loss:.2f} |")
display(Markdown("\n".join(table)))

# %% [markdown]
# Down to 8 samples nothing happens that so few runs could show. At 4 the error
# rises, and at 2 training breaks down. GroupNorm does not have the problem. The
# next cell holds these sentences against the runs; if they ever stop being true,
# this page is not built.

# %%
error = {name: one.test_error.mean() for name, one in runs.items()}
large = [error[f"BatchNorm, {m}"] for m in (64, 32, 16, 8)]

assert max(large) - min(large) < 0.01
assert error["BatchNorm, 4"] > 1.2 * max(large)
assert error["BatchNorm, 2"] > 5 * max(large)
assert error["GroupNorm"] < 0.2 * error["BatchNorm, 2"]

# %% [markdown]
# Read the last column too. Is it that training goes well and only the running
# statistics are poor? Then the training loss would be low. It is not: at 2
# samples the network does not fit the very images that it trains on. The damage
# is done in training.
#
# Real networks are hit less hard. A convolution takes the mean over all positions
# of an image as well, so two images are far more than two values. Wu & He report
# for ImageNet an error of 23.6% at 32 images per worker and 34.7% at 2
# ([Wu & He, 2018](../sources.md#wu-2018)): the same shape, less steep.
#
# ## Accumulating gradients does not help
#
# When a large batch does not fit into memory, one adds up the gradients of several
# small ones before each step. Sixty-four images in 32 pairs: is that a batch of
# 64? For everything that looks at one sample at a time, it is. Compare the
# gradients of one layer, all at once and in pairs:

# %%
x = rng.normal(size=(64, 16))
dy = rng.normal(size=x.shape)


def in_pairs(backward):
    parts = [
        backward(dy[i : i + 2], x[i : i + 2]) for i in range(0, 64, 2)
    ]
    return np.concatenate([dx for dx, *_ in parts])


def sizes_of(gradient):
    entries = np.abs(gradient)
    return (
        f"typical {np.median(entries):.5f}, largest {entries.max():.0f}"
    )


for name, backward in (
    ("LayerNorm", layer_norm_backward),
    ("BatchNorm", batch_norm_backward),
):
    print(f"{name} at once:  {sizes_of(backward(dy, x)[0])}")
    print(f"{name} in pairs: {sizes_of(in_pairs(backward))}")

assert np.allclose(
    in_pairs(layer_norm_backward), layer_norm_backward(dy, x)[0]
)

# %% [markdown]
# LayerNorm does not notice the cut: the gradients are the same. BatchNorm computes
# another function. Forward it sees pairs, and what comes back through a pair has
# little to do with the gradient of the 64. Write the formula of a pair with its
# $\varepsilon$, and take the derivative with respect to the distance:
#
# $$\hat{b} = \frac{d}{\sqrt{d^2 + \varepsilon}}
# \qquad
# \frac{\partial \hat{b}}{\partial d} = \frac{\varepsilon}{(d^2 + \varepsilon)^{3/2}}$$
#
# At an ordinary distance this is next to zero, because $\pm 1$ stays $\pm 1$. But
# where two values are equal by chance it is $1/\sqrt{\varepsilon}$:

# %%
eps = 1e-5
for d in (1.0, 0.1, 0.01, 0.0):
    print(f"distance {d:4}: {eps / (d**2 + eps) ** 1.5:10.5f}")

# %% [markdown]
# A network that learns from this mostly hears nothing, and now and then a shout.
#
# The run in the table with 2 samples *was* gradient accumulation: each step used
# the gradient of 64 images, and the statistics of pairs. What does help is a norm
# that does not look at the batch, or one mean over all workers, or statistics that
# stand still.
#
# ## Exercises
#
# **1. How large can it get?** With two samples no normalized value exceeds 1. What
# is the largest with $m$ samples? Find the batch that reaches it, then prove that
# none goes beyond.

# %% tags=["solution"]
# The values have mean 0 and mean square 1. If one is v, the others
# sum to -v, so their squares sum to at least v**2 / (m - 1), when all
# are equal. Together: v**2 + v**2 / (m - 1) <= m, so v**2 <= m - 1.
for m in (2, 3, 5, 10):
    batch = np.zeros((m, 1))
    batch[0] = 1.0
    largest = batch_norm(batch, eps=1e-12)[0, 0]
    assert np.isclose(largest, np.sqrt(m - 1))
    print(f"{m:2} samples: {largest:.3f}")

# %% [markdown]
# **2. Another control.** Predict the error of LayerNorm, then run it.

# %% tags=["solution"]
layer = run("layer")
print("LayerNorm:", percent(layer.test_error), "%")
assert layer.test_error.mean() < 0.2 * error["BatchNorm, 2"]

# %% [markdown]
# **3. Positions.** Give `straying` two samples with $7 \times 7$ positions each,
# all drawn independently. How many samples without positions are as good? Neighboring
# pixels are alike, so what does that say about real images?

# %% tags=["solution"]
images = rng.normal(size=(2, 20_000, 7, 7))
images[0, :, 3, 3] = 1.0
strayed = batch_norm(images)[0, :, 3, 3].std()
print(f"two images of 7 x 7: {strayed:.2f}")
print(f"98 samples:          {straying(98):.2f}")
# As good as 98 samples. Pixels that are alike count for less than
# one each, so real images lie between 2 and 98.
assert strayed < spread[64]
