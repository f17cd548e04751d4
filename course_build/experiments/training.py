"""Train a sweep of runs by gradient descent on the digits, and tell when each one learned."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.digits import Digits, digits
from course_build.experiments.layers import Array
from course_build.experiments.networks import Mlp, Network, ResidualMlp, run_grid

SCHEDULES: dict[str, Callable[[float], float]] = {
    "constant": lambda _: 1.0,
    "cosine": lambda done: 0.5 * (1 + math.cos(math.pi * done)),
}
"""The factor of the learning rate, from the fraction of the steps that are done, 0 to 1."""

THRESHOLD = 0.1
"""A run has learned when its smoothed training loss, in nats, is below this."""
SMOOTHING = 0.9
CHUNK = 16
"""Runs trained together: more would leave the processor's cache, fewer would pay numpy's call overhead."""


@dataclass(frozen=True)
class Training:
    """What a sweep gave; every array has shape (learning rates, seeds)."""

    learning_rates: NDArray[np.float64]
    """Shape (learning rates,)."""
    hit: NDArray[np.float64]
    """First step, from 1, at which the smoothed loss was below the threshold; inf for never."""
    final_loss: NDArray[np.float64]
    """Smoothed training loss after the last step taken, in nats; not finite for a run that diverged."""
    test_error: NDArray[np.float64]
    """Share of wrong test images, 0 to 1; chance for a run that diverged."""


def train(
    network: Mlp | ResidualMlp,
    learning_rates: Sequence[float],
    *,
    seeds: int,
    steps: int,
    batch: int = 64,
    schedule: str = "constant",
    to_the_end: bool = True,
    chunk: int = CHUNK,
) -> Training:
    """Train every learning rate with every seed.

    Runs are independent: how many are trained together (`chunk`) changes the time alone.
    `steps` counts updates, `batch` images an update, and `schedule` names one of SCHEDULES.
    A run that has diverged stops, and without `to_the_end` also one that has learned: the first
    step at which it did is known by then, and its final loss and test error are as of then.
    """
    rates, seed_of = run_grid(learning_rates, seeds)
    parts = [
        _train_chunk(
            network, rates[start : start + chunk], seed_of[start : start + chunk], steps, batch, schedule, to_the_end
        )
        for start in range(0, len(rates), chunk)
    ]
    hit, final_loss, test_error = (
        np.concatenate(column).reshape(len(learning_rates), seeds) for column in zip(*parts, strict=True)
    )
    return Training(np.asarray(learning_rates, np.float64), hit, final_loss, test_error)


def _train_chunk(
    architecture: Mlp | ResidualMlp,
    rates: NDArray[np.float32],
    seeds: NDArray[np.int64],
    steps: int,
    batch: int,
    schedule: str,
    to_the_end: bool,
) -> tuple[Array, Array, Array]:
    data = digits()
    network = architecture.build(seeds)
    hit, final_loss, error = np.full(len(rates), np.inf), np.full(len(rates), np.nan), np.full(len(rates), np.nan)
    going = np.arange(len(rates))
    smoothed = np.full(len(rates), np.nan)
    # A diverging run overflows before it becomes NaN; that is a result, not an accident.
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for step, chosen in zip(range(steps), batches(data, seeds, batch), strict=False):
            logits = network.forward(data.train_images[chosen[going]], training=True)
            loss, dlogits = cross_entropy(logits, data.train_labels[chosen[going]])
            smoothed = loss if step == 0 else SMOOTHING * smoothed + (1 - SMOOTHING) * loss
            hit[going[(smoothed < THRESHOLD) & np.isinf(hit[going])]] = step + 1
            network.backward(dlogits)
            done = ~np.isfinite(smoothed)
            if not to_the_end:
                done |= np.isfinite(hit[going])
            if done.any():
                # What is over costs no more time: the others go on without it.
                final_loss[going], error[going] = smoothed, test_error(network, data)
                network.keep(~done)
                going, smoothed = going[~done], smoothed[~done]
            if not len(going):
                break
            factor = np.float32(SCHEDULES[schedule](step / steps))
            network.descend((rates[going] * factor)[:, None, None])
        if len(going):
            final_loss[going], error[going] = smoothed, test_error(network, data)
        return hit, final_loss, error


def batches(data: Digits, seeds: NDArray[np.int64], batch: int) -> Iterator[NDArray[np.int64]]:
    """Yield for ever the positions of the next training batch of each run, shape (runs, batch).

    Every epoch is a new permutation, its incomplete last batch left out; runs of one seed
    see the same images in the same order.
    """
    generators = {int(seed): np.random.default_rng(7 + int(seed)) for seed in np.unique(seeds)}
    count = len(data.train_labels)
    while True:
        orders = {seed: rng.permutation(count) for seed, rng in generators.items()}
        for start in range(0, count - batch + 1, batch):
            yield np.stack([orders[int(seed)][start : start + batch] for seed in seeds])


def cross_entropy(logits: Array, labels: NDArray[np.int64]) -> tuple[Array, Array]:
    """Return the mean loss of each run in nats, shape (runs,), and its gradient at the logits."""
    shifted = logits - logits.max(-1, keepdims=True)
    exponentials = np.exp(shifted)
    totals = exponentials.sum(-1, keepdims=True)
    index = labels[..., None]
    loss = (np.log(totals) - np.take_along_axis(shifted, index, -1)).mean((1, 2))
    gradient = exponentials / totals
    np.put_along_axis(gradient, index, np.take_along_axis(gradient, index, -1) - 1, -1)
    gradient /= logits.shape[1]
    return loss, gradient


def test_error(network: Network, data: Digits) -> Array:
    """Return the share of test images that each run gets wrong; chance where its logits are not finite."""
    images = data.test_images[None]
    logits = network.forward(images, training=False)
    wrong = (logits.argmax(-1) != data.test_labels).mean(1)
    return np.where(np.isfinite(logits).all((1, 2)), wrong, 0.9)
