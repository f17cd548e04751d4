"""Train with BatchNorm, then test with other statistics than those of training."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.digits import CLASSES, Digits, digits
from course_build.experiments.layers import Norm
from course_build.experiments.networks import Mlp, Network
from course_build.experiments.training import batches, cross_entropy, test_error


@dataclass(frozen=True)
class Tested:
    """How networks did on the test images, as shares of wrong ones from 0 to 1."""

    steps: NDArray[np.int64]
    """The steps after which they were tested, shape (looks,)."""
    evaluation: NDArray[np.float64]
    """In evaluation mode, in which BatchNorm takes its running statistics; shape (looks, seeds)."""
    test_batches: NDArray[np.int64]
    """Images per test batch in training mode, shape (sizes,)."""
    training: NDArray[np.float64]
    """In training mode, with the statistics of each test batch; shape (looks, sizes, seeds)."""
    loss: NDArray[np.float64]
    """Loss of the training batches in nats, mean over the second half of training; shape (seeds,)."""


def train_and_test(
    technique: str,
    *,
    batch: int,
    learning_rate: float,
    seeds: int,
    looks: Sequence[int],
    test_batches: Sequence[int] = (),
    classes: int = CLASSES,
    norm_batch: int | None = None,
    momentum: float = 0.1,
    depth: int = 2,
    width: int = 128,
) -> Tested:
    """Train one network per seed until the last of `looks`, and test it after each of them.

    Parameters:
        technique: "none", or a norm of `Mlp`.
        batch: Images per training step.
        learning_rate: Of plain gradient descent, constant.
        seeds: How many networks.
        looks: Steps, ascending.
        test_batches: Sizes of the batches in which training mode is tested.
        classes: From how many classes the images of each training batch come.
        norm_batch: Images that share BatchNorm's statistics in training; the whole batch unless given.
        momentum: The weight of the new batch in BatchNorm's running statistics.
        depth: Hidden layers.
        width: Units of each.
    """
    data = digits()
    numbers = np.arange(seeds, dtype=np.int64)
    network = Mlp(technique, depth, width, norm_batch=norm_batch, momentum=momentum).build(numbers)
    chosen = batches(data, numbers, batch) if classes == CLASSES else few_class_batches(data, numbers, batch, classes)
    rates = np.full((seeds, 1, 1), learning_rate, np.float32)
    losses, evaluation, training = [], [], []
    for step in range(1, looks[-1] + 1):
        images = next(chosen)
        logits = network.forward(data.train_images[images], training=True)
        loss, dlogits = cross_entropy(logits, data.train_labels[images])
        losses.append(loss)
        network.backward(dlogits)
        network.descend(rates)
        if step in looks:
            evaluation.append(test_error(network, data))
            training.append([training_mode_error(network, data, size) for size in test_batches])
    return Tested(
        np.asarray(looks, np.int64),
        np.asarray(evaluation, np.float64),
        np.asarray(test_batches, np.int64),
        np.asarray(training, np.float64),
        np.mean(losses[len(losses) // 2 :], axis=0, dtype=np.float64),
    )


def few_class_batches(data: Digits, seeds: NDArray[np.int64], batch: int, classes: int) -> Iterator[NDArray[np.int64]]:
    """Yield for ever the positions of batches whose images come from a few classes, shape (runs, batch).

    Data sorted by class give such batches to a loader that does not shuffle; here the
    classes of each batch are random. Images are drawn with replacement.
    """
    generators = [np.random.default_rng(7 + int(seed)) for seed in seeds]
    while True:
        yield np.stack([_few_class_batch(data, rng, batch, classes) for rng in generators])


def _few_class_batch(data: Digits, rng: np.random.Generator, batch: int, classes: int) -> NDArray[np.int64]:
    present = rng.choice(CLASSES, classes, replace=False)
    members = np.flatnonzero(np.isin(data.train_labels, present)).astype(np.int64)
    return rng.choice(members, batch)


def training_mode_error(network: Network, data: Digits, size: int) -> NDArray[np.float64]:
    """Return the test error of each run when BatchNorm takes the statistics of test batches of `size`.

    So tests a network that nobody switched to evaluation. It leaves the running
    statistics as they were. Images that do not fill a last batch are left out.
    """
    norms = [layer for layer in network.layers if isinstance(layer, Norm) and layer.technique == "batch"]
    before = [(norm.running, norm.norm_batch) for norm in norms]
    for norm in norms:
        norm.running, norm.norm_batch = replace(norm.running), size
    count = len(data.test_labels) // size * size
    logits = network.forward(data.test_images[None, :count], training=True)
    for norm, (running, norm_batch) in zip(norms, before, strict=True):
        norm.running, norm.norm_batch = running, norm_batch
    wrong = logits.argmax(-1) != data.test_labels[:count]
    return np.asarray(wrong.mean(1), np.float64)
