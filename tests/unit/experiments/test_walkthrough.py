"""What is watched is what the network computes, and watching changes nothing."""

from typing import Any

import numpy as np
import pytest

from course_build.experiments.digits import digits
from course_build.experiments.layers import Norm
from course_build.experiments.networks import Mlp
from course_build.experiments.training import batches, cross_entropy
from course_build.experiments.walkthrough import (
    TECHNIQUES,
    _build,
    exchange_mates,
    follow_batch_norm,
    watch_drift,
)

SMALL: dict[str, Any] = {"width": 6, "learning_rate": 0.1, "updates": 3, "batch": 16, "seed": 4}


def test_drift_shows_the_sums_of_the_second_layer_before_and_after_training() -> None:
    network = Mlp("none", 2, SMALL["width"]).build(np.array([4]))
    first, relu, second, *_ = network.layers
    shown = digits().train_images[next(batches(digits(), np.array([9]), 16))]

    def sums() -> np.ndarray:
        x = relu.forward(first.forward(shown, training=False), training=False)
        return second.forward(x, training=False)[0]

    found = watch_drift(**SMALL, probe_seed=9)
    assert np.array_equal(found.before, sums())
    for _, images in zip(range(3), batches(digits(), np.array([4]), 16), strict=False):
        logits = network.forward(digits().train_images[images], training=True)
        network.backward(cross_entropy(logits, digits().train_labels[images])[1])
        network.descend(np.full((1, 1, 1), 0.1, np.float32))
    assert np.array_equal(found.after, sums())
    assert not np.allclose(found.before, found.after)


def test_batch_norm_is_followed_through_one_more_batch_than_there_are_updates() -> None:
    found = follow_batch_norm(**SMALL)
    assert found.batch_means.shape == found.running_means.shape == (4, 6)
    assert found.batch.shape == (16, 6)
    assert found.test.shape == (360, 6)
    assert found.batch_means[-1] == pytest.approx(found.batch.mean(0))
    assert np.array_equal(found.running_means[-1], found.running.mean)


def test_the_running_mean_starts_at_0_and_takes_a_tenth_of_each_batch() -> None:
    found = follow_batch_norm(**SMALL)
    running = np.zeros(6)
    for mean, expected in zip(found.batch_means, found.running_means, strict=True):
        running = 0.9 * running + 0.1 * mean
        assert running == pytest.approx(expected, abs=1e-6)


def test_scales_and_shifts_are_those_of_the_norm_that_follows() -> None:
    untrained = follow_batch_norm(**SMALL | {"updates": 0})
    assert np.array_equal(untrained.gamma, np.ones(6))
    assert np.array_equal(untrained.beta, np.zeros(6))
    trained = follow_batch_norm(**SMALL)
    assert (trained.gamma != 1).any()
    assert (trained.beta != 0).any()


def test_exchanged_mates_move_the_output_of_batch_norm_alone() -> None:
    found = exchange_mates(**SMALL, sizes=[2, 8], draws=5, groups=2)
    assert found.moved.keys() == set(TECHNIQUES)
    assert (found.moved["batch"] > 0).all()
    for technique in TECHNIQUES[1:]:
        assert np.array_equal(found.moved[technique], np.zeros(2)), technique


def test_a_seed_repeats_everything() -> None:
    one, other = (follow_batch_norm(**SMALL) for _ in range(2))
    assert np.array_equal(one.batch, other.batch)
    assert np.array_equal(one.gamma, other.gamma)


def test_the_watched_norm_stands_in_the_second_layer_alone() -> None:
    network, tap, norm = _build(6, 4, norm=True)
    assert [layer for layer in network.layers if isinstance(layer, Norm)] == [norm]
    place = network.layers.index(norm)
    assert network.layers[place - 1] is tap
    without, tap, _ = _build(6, 4, norm=False)
    assert [type(one).__name__ for one in without.layers] == ["Linear", "Relu", "Linear", "_Tap", "Relu", "Linear"]
