"""Batches of few classes, and testing in training mode."""

from dataclasses import replace

import numpy as np
import pytest

from course_build.experiments.digits import Digits, digits
from course_build.experiments.networks import Mlp, Network
from course_build.experiments.training import test_error as evaluation_error
from course_build.experiments.traps import few_class_batches, train_and_test, training_mode_error

SEEDS = np.arange(2, dtype=np.int64)


@pytest.fixture
def network() -> Network:
    """An untrained network whose running statistics have seen one batch."""
    built = Mlp("batch", 1, 8).build(SEEDS)
    built.forward(digits().train_images[None, :64], training=True)
    return built


@pytest.mark.parametrize("classes", [1, 2, 10])
def test_a_batch_holds_images_of_so_many_classes(classes: int) -> None:
    data = digits()
    generator = few_class_batches(data, SEEDS, 200, classes)
    for _ in range(3):
        chosen = next(generator)
        assert chosen.shape == (2, 200)
        assert chosen.dtype == np.int64
        assert [len(np.unique(data.train_labels[row])) for row in chosen] == [classes, classes]


def test_classes_change_from_batch_to_batch_and_a_seed_repeats_them() -> None:
    data = digits()
    one, other = (few_class_batches(data, SEEDS, 4, 1) for _ in range(2))
    drawn = [next(one) for _ in range(20)]
    assert all(np.array_equal(batch, next(other)) for batch in drawn)
    assert len(np.unique([data.train_labels[batch[0, 0]] for batch in drawn])) > 3


def test_training_mode_takes_the_statistics_of_each_test_batch(network: Network) -> None:
    data = digits()
    first = replace(data, test_images=data.test_images[:36], test_labels=data.test_labels[:36])
    second = replace(data, test_images=data.test_images[36:72], test_labels=data.test_labels[36:72])
    both = replace(data, test_images=data.test_images[:72], test_labels=data.test_labels[:72])
    apart = (training_mode_error(network, first, 36) + training_mode_error(network, second, 36)) / 2
    assert training_mode_error(network, both, 36) == pytest.approx(apart)


def test_training_mode_leaves_out_images_that_do_not_fill_a_batch(network: Network) -> None:
    data = digits()
    whole = replace(data, test_images=data.test_images[:350], test_labels=data.test_labels[:350])
    assert np.array_equal(training_mode_error(network, data, 50), training_mode_error(network, whole, 50))


def test_testing_in_training_mode_leaves_evaluation_as_it_was(network: Network) -> None:
    data = digits()
    before = network.forward(data.test_images[None], training=False)
    training_mode_error(network, data, 4)
    assert np.array_equal(network.forward(data.test_images[None], training=False), before)


@pytest.mark.parametrize("technique", ["none", "layer"])
def test_without_batch_norm_the_mode_changes_nothing(technique: str) -> None:
    data = digits()
    built = Mlp(technique, 1, 8).build(SEEDS)
    assert np.array_equal(training_mode_error(built, data, 4), evaluation_error(built, data))


def test_results_have_the_promised_shapes_and_repeat() -> None:
    def run() -> list[np.ndarray]:
        tested = train_and_test(
            "batch",
            batch=16,
            learning_rate=0.1,
            seeds=2,
            looks=(1, 3),
            test_batches=(2, 8, 360),
            norm_batch=8,
            depth=1,
            width=8,
        )
        return [tested.steps, tested.evaluation, tested.test_batches, tested.training, tested.loss]

    one, other = run(), run()
    assert [values.shape for values in one] == [(2,), (2, 2), (3,), (2, 3, 2), (2,)]
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_momentum_changes_evaluation_but_not_the_training() -> None:
    quick, slow = (
        train_and_test(
            "batch",
            momentum=momentum,
            batch=16,
            learning_rate=0.1,
            seeds=2,
            looks=(5,),
            test_batches=(360,),
            width=16,
        )
        for momentum in (0.1, 0.01)
    )
    assert np.array_equal(quick.training, slow.training)
    assert np.array_equal(quick.loss, slow.loss)
    assert not np.array_equal(quick.evaluation, slow.evaluation)


def test_chance_when_nothing_was_learned(network: Network) -> None:
    data: Digits = digits()
    assert 0.5 < training_mode_error(network, data, 36).mean() <= 1
