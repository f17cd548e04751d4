"""Train a small network on the digits, and watch what the units of one layer compute.

The network has two hidden layers. Watched are the sums of the second one, before norm and
activation: its inputs come from a layer that learns. The first layer has no norm.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.before_after import normalize
from course_build.experiments.digits import digits
from course_build.experiments.layers import Array, Layer, Linear, Norm, Parameter
from course_build.experiments.networks import Mlp, Network
from course_build.experiments.training import batches, cross_entropy
from course_build.norms import RunningStatistics, batch_norm

type Values = NDArray[np.float64]

HIDDEN_LAYERS = 2
TECHNIQUES = ("batch", "batch_evaluation", "layer", "rms", "group")


@dataclass(frozen=True)
class Drift:
    """The sums of the units for the same images, before and after training without a norm."""

    before: Values
    """Shape (images, units)."""
    after: Values
    """Shape (images, units)."""


@dataclass(frozen=True)
class Followed:
    """What BatchNorm met and learned in the watched layer; parameters and batch are those after the last update."""

    batch_means: Values
    """Mean of the sums of each unit in the training batch after 0, 1, 2 … updates, shape (updates + 1, units)."""
    running_means: Values
    """The running mean after the same batch, shape (updates + 1, units)."""
    running: RunningStatistics
    """After the last batch; arrays of shape (units,)."""
    gamma: Values
    """The learned scales, shape (units,)."""
    beta: Values
    """The learned shifts, shape (units,)."""
    batch: Values
    """The sums for the last training batch, shape (images, units)."""
    test: Values
    """The sums for all test images, in evaluation mode; shape (images, units)."""


@dataclass(frozen=True)
class Exchanged:
    """How far the output of one image moves when all other images of its batch are exchanged."""

    sizes: NDArray[np.int64]
    """Images per batch, shape (sizes,)."""
    moved: dict[str, Values]
    """Root mean square over units and draws, for each technique; shape (sizes,)."""


class _Tap(Layer):
    """Passes everything on, and keeps a copy of what passed last."""

    def __init__(self) -> None:
        self.parameters: list[Parameter] = []
        self.passed: Values = np.empty(0)

    def forward(self, x: Array, *, training: bool) -> Array:
        self.passed = x[0].astype(np.float64)
        return x

    def backward(self, dy: Array) -> Array:
        return dy


def watch_drift(*, width: int, learning_rate: float, updates: int, batch: int, seed: int, probe_seed: int) -> Drift:
    """Train one network without a norm.

    Parameters:
        width: Units of each hidden layer.
        learning_rate: Of plain gradient descent, constant.
        updates: How many.
        batch: Images per update, and images that are shown before and after.
        seed: Of the weights and of the order of the images.
        probe_seed: Chooses the images that are shown before and after, among those of training.
    """
    network, tap, _ = _build(width, seed, norm=False)
    shown = digits().train_images[next(batches(digits(), np.array([probe_seed], np.int64), batch))]
    network.forward(shown, training=False)
    before = tap.passed
    for _ in _train(network, learning_rate, updates, batch, seed):
        pass
    network.forward(shown, training=False)
    return Drift(before, tap.passed)


def follow_batch_norm(*, width: int, learning_rate: float, updates: int, batch: int, seed: int) -> Followed:
    """Train one network with BatchNorm; parameters are those of `watch_drift`."""
    network, tap, norm = _build(width, seed, norm=True)
    batch_means, running_means = [], []
    for _ in _train(network, learning_rate, updates, batch, seed):
        batch_means.append(tap.passed.mean(0))
        running_means.append(np.ravel(norm.running.mean))
    last = tap.passed
    network.forward(digits().test_images[None], training=False)
    gamma, beta = (np.ravel(one.value).astype(np.float64) for one in norm.parameters)
    running = RunningStatistics(np.ravel(norm.running.mean), np.ravel(norm.running.var))
    return Followed(np.stack(batch_means), np.stack(running_means), running, gamma, beta, last, tap.passed)


def exchange_mates(
    *,
    width: int,
    learning_rate: float,
    updates: int,
    batch: int,
    seed: int,
    sizes: Sequence[int],
    draws: int,
    groups: int,
) -> Exchanged:
    """Normalize a test image in two batches that share nothing but this image, and compare what comes out.

    Parameters:
        width, learning_rate, updates, batch, seed: Those of `watch_drift`; the network has BatchNorm.
        sizes: Images per batch.
        draws: How many images, each with two sets of mates.
        groups: Of GroupNorm.
    """
    followed = follow_batch_norm(width=width, learning_rate=learning_rate, updates=updates, batch=batch, seed=seed)
    rng = np.random.default_rng(seed)
    squares = {technique: np.zeros(len(sizes)) for technique in TECHNIQUES}
    for place, size in enumerate(sizes):
        for _ in range(draws):
            order = rng.permutation(len(followed.test))
            one = followed.test[order[:size]]
            other = followed.test[np.append(order[0], order[size : 2 * size - 1])]
            for technique in TECHNIQUES:
                first, second = (_normalize(technique, x, followed.running, groups)[0] for x in (one, other))
                squares[technique][place] += np.square(first - second).mean() / draws
    return Exchanged(np.asarray(sizes, np.int64), {technique: np.sqrt(sum_) for technique, sum_ in squares.items()})


def _normalize(technique: str, x: Values, running: RunningStatistics, groups: int) -> Values:
    if technique == "batch_evaluation":
        return batch_norm(x, running=running, training=False).astype(np.float64, copy=False)
    return normalize(technique, x, groups=groups, feature_axes=(1,))


def _build(width: int, seed: int, *, norm: bool) -> tuple[Network, _Tap, Norm]:
    """Return a network, the tap behind the last hidden layer's sums, and the BatchNorm that may follow it."""
    network = Mlp("none", HIDDEN_LAYERS, width).build(np.array([seed], np.int64))
    tap, batch = _Tap(), Norm("batch", 1, width)
    last = [place for place, layer in enumerate(network.layers) if isinstance(layer, Linear)][HIDDEN_LAYERS - 1]
    network.layers[last + 1 : last + 1] = [tap, batch] if norm else [tap]
    return network, tap, batch


def _train(network: Network, learning_rate: float, updates: int, batch: int, seed: int) -> Iterator[None]:
    """Yield after the network has seen each batch: `updates` times before it learns from it, then once more."""
    data, rate = digits(), np.full((1, 1, 1), learning_rate, np.float32)
    for done, images in enumerate(islice(batches(data, np.array([seed], np.int64), batch), updates + 1)):
        logits = network.forward(data.train_images[images], training=True)
        yield
        if done < updates:
            network.backward(cross_entropy(logits, data.train_labels[images])[1])
            network.descend(rate)
