"""Train networks and watch how far the inputs of their layers drift, which a norm was meant to cure."""

from copy import deepcopy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.covariate_shift import covariate_shift
from course_build.experiments.digits import digits
from course_build.experiments.layers import Array, Layer, Norm, Parameter
from course_build.experiments.networks import ACTIVATIONS, Mlp, Network
from course_build.experiments.training import SMOOTHING, THRESHOLD, batches, cross_entropy, test_error

NOISY_BATCH = "noisy batch"


@dataclass(frozen=True)
class Watched:
    """What was seen while the runs of one technique trained."""

    steps: NDArray[np.int64]
    """Steps trained before each look, shape (looks,)."""
    drift: NDArray[np.float64]
    """How far the means of the units have moved since step 0, in initial standard
    deviations: shape (looks, hidden layers, seeds)."""
    shift: NDArray[np.float64]
    """Internal covariate shift, as a relative change of gradients: shape (looks, layers, seeds)."""
    cosine: NDArray[np.float64]
    """The same change as a cosine, shape (looks, layers, seeds)."""
    hit: NDArray[np.float64]
    """First step, from 1, with a smoothed loss below the threshold; inf for never. Shape (seeds,)."""
    test_error: NDArray[np.float64]
    """Share of wrong test images after the last step, shape (seeds,)."""


@dataclass(frozen=True)
class UnitStatistics:
    """Mean and standard deviation of every unit over a batch."""

    mean: NDArray[np.float64]
    """Shape (hidden layers, runs, units)."""
    std: NDArray[np.float64]
    """Shape (hidden layers, runs, units)."""


class Noise(Layer):
    """Scales and shifts every activation at random: behind BatchNorm, this undoes its stability.

    Follows the noisy BatchNorm of Santurkar et al. (2018): at every step each unit draws a
    mean shift and a mean scale, and each of its activations draws its own around these.
    """

    SHIFT = 0.5
    """The mean shift of a unit is drawn from -0.5 to 0.5."""
    SCALE = 1.25
    """The mean scale of a unit is drawn from 1 to 1.25."""
    JITTER = 0.1
    """Half width of the shifts of one unit, and standard deviation of its scales."""

    def __init__(self, seeds: NDArray[np.int64], place: int) -> None:
        self.parameters: list[Parameter] = []
        self.generators = [np.random.default_rng((place, int(seed))) for seed in seeds]

    def forward(self, x: Array, *, training: bool) -> Array:
        if not training:
            return x
        shifts, scales = zip(*(self._draw(rng, x.shape[1:]) for rng in self.generators), strict=True)
        self.scale: Array = np.stack(scales)
        shift: Array = np.stack(shifts)
        return x * self.scale + shift

    def backward(self, dy: Array) -> Array:
        return dy * self.scale

    def _draw(self, rng: np.random.Generator, shape: tuple[int, ...]) -> tuple[Array, Array]:
        units = shape[-1]
        mean_shift = rng.uniform(-self.SHIFT, self.SHIFT, units).astype(np.float32)
        mean_scale = rng.uniform(1, self.SCALE, units).astype(np.float32)
        spread = np.float32(self.JITTER)
        shift = mean_shift + spread * (2 * rng.random(shape, np.float32) - 1)
        return shift, mean_scale + spread * rng.standard_normal(shape, np.float32)


def build(technique: str, seeds: NDArray[np.int64], *, activation: str, init: str, depth: int, width: int) -> Network:
    """Return a plain stack; `technique` may be "noisy batch", BatchNorm with noise behind it."""
    noisy = technique == NOISY_BATCH
    plain = Mlp("batch" if noisy else technique, depth, width, activation=activation, init=init).build(seeds)
    if not noisy:
        return plain
    layers = []
    for place, layer in enumerate(plain.layers):
        layers.append(layer)
        if isinstance(layer, Norm):
            layers.append(Noise(seeds, place))
    return Network(layers)


def watch(
    technique: str,
    *,
    activation: str,
    init: str,
    depth: int,
    width: int,
    learning_rate: float,
    steps: int,
    seeds: int,
    every: int,
    batch: int = 64,
    probe: int = 512,
) -> Watched:
    """Train one run per seed, and look at drift and covariate shift every few steps.

    Looking changes nothing: the runs learn as they would unwatched. Drift is measured on
    the same first `probe` training images each time; covariate shift on the next training
    batch, with the noise of "noisy batch" taken out.
    """
    data = digits()
    seed_of = np.arange(seeds, dtype=np.int64)
    network = build(technique, seed_of, activation=activation, init=init, depth=depth, width=width)
    rates = np.full((seeds, 1, 1), learning_rate, np.float32)
    probed = np.stack([data.train_images[:probe]] * seeds)
    start = unit_statistics(network, probed)
    looks, drifts, shifts, losses = [], [], [], []
    for step, chosen in zip(range(steps), batches(data, seed_of, batch), strict=False):
        images, labels = data.train_images[chosen], data.train_labels[chosen]
        if step % every == 0:
            looks.append(step)
            drifts.append(drift(start, unit_statistics(network, probed)))
            shifts.append(covariate_shift(_without_noise(network), images, labels, learning_rate))
        loss, dlogits = cross_entropy(network.forward(images, training=True), labels)
        losses.append(loss)
        network.backward(dlogits)
        network.descend(rates)
    return Watched(
        np.asarray(looks, np.int64),
        np.stack(drifts),
        np.stack([one.relative for one in shifts]),
        np.stack([one.cosine for one in shifts]),
        steps_to_learn(np.stack(losses)),
        test_error(network, data).astype(np.float64),
    )


def unit_statistics(network: Network, images: Array) -> UnitStatistics:
    """Return the statistics of what enters each activation function; `network` stays as it is.

    A BatchNorm takes its statistics from `images`, as in training.
    """
    means, stds = [], []
    x = images
    for layer in deepcopy(network).layers:
        if isinstance(layer, tuple(ACTIVATIONS.values())):
            wide = x.astype(np.float64)
            means.append(wide.mean(1))
            stds.append(wide.std(1))
        x = layer.forward(x, training=True)
    return UnitStatistics(np.stack(means), np.stack(stds))


def drift(start: UnitStatistics, now: UnitStatistics) -> NDArray[np.float64]:
    """Return how far the means moved, as a root mean square over units, in initial standard deviations.

    Shape (hidden layers, runs).
    """
    ratio: NDArray[np.float64] = np.square(now.mean - start.mean).mean(-1) / np.square(start.std).mean(-1)
    return np.sqrt(ratio)


def steps_to_learn(losses: Array) -> NDArray[np.float64]:
    """Return the first step, from 1, at which the smoothed loss of each run is low enough; inf for never.

    `losses` has shape (steps, runs); smoothing and threshold are those of every sweep.
    """
    smoothed = losses.astype(np.float64)
    for step in range(1, len(smoothed)):
        smoothed[step] = SMOOTHING * smoothed[step - 1] + (1 - SMOOTHING) * losses[step]
    low = smoothed < THRESHOLD
    return np.where(low.any(0), low.argmax(0) + 1.0, np.inf)


def _without_noise(network: Network) -> Network:
    return Network([layer for layer in network.layers if not isinstance(layer, Noise)])
