"""Exact facts about drift and covariate shift, and that measuring them changes nothing."""

from copy import deepcopy
from typing import Any

import numpy as np
import pytest

from course_build.experiments.covariate_shift import covariate_shift
from course_build.experiments.digits import digits
from course_build.experiments.drift import (
    Noise,
    UnitStatistics,
    build,
    drift,
    steps_to_learn,
    unit_statistics,
    watch,
)
from course_build.experiments.layers import Linear, Norm
from course_build.experiments.networks import Mlp, Network
from course_build.experiments.training import batches, cross_entropy, train

SEEDS = np.array([0, 1], np.int64)
TECHNIQUES = ["none", "batch", "noisy batch", "layer"]
NETWORK: dict[str, Any] = {"activation": "relu", "init": "he", "depth": 2, "width": 16}
WATCH: dict[str, Any] = {**NETWORK, "learning_rate": 0.1, "steps": 60, "seeds": 2, "every": 20, "batch": 32}


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_nothing_has_drifted_at_step_0(technique: str) -> None:
    found = watch(technique, **WATCH | {"steps": 21})
    np.testing.assert_array_equal(found.steps, [0, 20])
    np.testing.assert_array_equal(found.drift[0], 0)
    assert (found.drift[1] > 0).all()


def test_drift_counts_initial_standard_deviations() -> None:
    start = UnitStatistics(np.array([[[1.0, -1.0]]]), np.full((1, 1, 2), 2.0))
    moved = UnitStatistics(np.array([[[7.0, 5.0]]]), np.full((1, 1, 2), 9.0))
    np.testing.assert_allclose(drift(start, moved), [[3.0]])


@pytest.mark.parametrize("technique", ["none", "batch", "layer"])
def test_no_step_shifts_no_gradient(technique: str) -> None:
    network, images, labels = _started(technique)
    found = covariate_shift(network, images, labels, 0.0)
    np.testing.assert_array_equal(found.relative, 0)
    np.testing.assert_allclose(found.cosine, 1, rtol=1e-6)


@pytest.mark.parametrize("technique", ["none", "batch", "layer"])
def test_shift_is_the_change_of_the_gradient_when_only_the_layers_before_have_moved(technique: str) -> None:
    network, images, labels = _started(technique)
    found = covariate_shift(network, images, labels, 0.3)
    before, after = deepcopy(network), deepcopy(network)
    _backpropagate(before, images, labels)
    # Move everything in front of the last linear layer, and nothing behind.
    for layer, moved in zip(before.layers[:-1], after.layers[:-1], strict=True):
        for one, other in zip(layer.parameters, moved.parameters, strict=True):
            other.value = one.value - 0.3 * one.gradient
    _backpropagate(after, images, labels)
    old, new = (network.layers[-1].parameters[0].gradient for network in (before, after))
    for run in range(len(SEEDS)):
        expected = np.linalg.norm(new[run] - old[run]) / np.linalg.norm(old[run])
        assert found.relative[-1, run] == pytest.approx(expected, rel=1e-4)
        cosine = np.vdot(new[run], old[run]) / np.linalg.norm(new[run]) / np.linalg.norm(old[run])
        assert found.cosine[-1, run] == pytest.approx(cosine, rel=1e-5)
    assert found.relative.shape == (2, 2)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_measuring_leaves_the_network_as_it_was(technique: str) -> None:
    network, images, labels = _started(technique)
    before = deepcopy(network)
    unit_statistics(network, images)
    covariate_shift(network, images, labels, 0.3)
    _assert_same(network, before)
    np.testing.assert_array_equal(
        network.forward(images.copy(), training=True), before.forward(images.copy(), training=True)
    )


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_how_often_one_looks_does_not_change_what_is_learned(technique: str) -> None:
    often, once = (watch(technique, **WATCH | {"every": every}) for every in (10, 60))
    np.testing.assert_array_equal(often.hit, once.hit)
    np.testing.assert_array_equal(often.test_error, once.test_error)
    np.testing.assert_array_equal(often.shift[0], once.shift[0])


@pytest.mark.parametrize("technique", ["none", "batch"])
def test_watched_runs_learn_as_those_of_a_sweep(technique: str) -> None:
    sweep = train(Mlp(technique, 2, 16), [0.3], seeds=2, steps=300, batch=32)
    watched = watch(technique, **WATCH | {"learning_rate": 0.3, "steps": 300, "every": 100})
    assert np.isfinite(watched.hit).any()
    np.testing.assert_array_equal(watched.hit, sweep.hit[0])
    np.testing.assert_allclose(watched.test_error, sweep.test_error[0], atol=1e-12)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_the_same_call_gives_the_same_numbers(technique: str) -> None:
    one, other = watch(technique, **WATCH), watch(technique, **WATCH)
    np.testing.assert_array_equal(one.drift, other.drift)
    np.testing.assert_array_equal(one.shift, other.shift)


def test_one_run_does_not_depend_on_the_others() -> None:
    two, one = watch("noisy batch", **WATCH), watch("noisy batch", **WATCH | {"seeds": 1})
    np.testing.assert_allclose(two.drift[1, :, :1], one.drift[1], rtol=1e-3)


def test_batch_norm_keeps_the_mean_of_every_unit_at_its_beta() -> None:
    network, images, labels = _started("batch")
    for _ in range(5):
        _backpropagate(network, images, labels)
        network.descend(np.full((2, 1, 1), 0.1, np.float32))
    norms = [layer for layer in network.layers if isinstance(layer, Norm)]
    means = unit_statistics(network, images).mean
    for norm, mean in zip(norms, means, strict=True):
        np.testing.assert_allclose(mean, norm.beta.value[:, 0], atol=1e-5)


def test_noise_stands_behind_every_norm_and_is_gone_in_evaluation() -> None:
    network, images, _ = _started("noisy batch")
    kinds = [type(layer).__name__ for layer in network.layers]
    assert kinds == ["Linear", "Norm", "Noise", "Relu"] * 2 + ["Linear"]
    noise = Noise(SEEDS, 1)
    np.testing.assert_array_equal(noise.forward(images, training=False), images)


def test_noise_moves_means_and_scales_of_units_anew_at_every_step() -> None:
    noise = Noise(SEEDS, 1)
    x = np.random.default_rng(0).standard_normal((2, 4000, 50)).astype(np.float32)
    first, second = noise.forward(x, training=True), noise.forward(x, training=True)
    assert first.dtype == np.float32
    means = first.mean(1)
    assert np.abs(means).max() < 0.5 + 0.1
    assert means.std() == pytest.approx(1 / np.sqrt(12), rel=0.2)
    assert (first.std(1) > 1 - 0.05).all()
    assert (first.std(1) < 1.25 + 0.1).all()
    assert np.abs(means - second.mean(1)).max() > 0.3


def test_noise_carries_gradients_back_by_its_scale() -> None:
    noise = Noise(SEEDS, 1)
    x = np.random.default_rng(0).standard_normal((2, 5, 3))
    replay = deepcopy(noise)
    y = noise.forward(x, training=True)
    moved = replay.forward(x + 1, training=True)
    np.testing.assert_allclose(noise.backward(np.ones_like(x)), moved - y, rtol=1e-6)


def test_noise_differs_between_layers_and_seeds() -> None:
    x = np.zeros((2, 5, 3), np.float32)
    y = Noise(SEEDS, 1).forward(x, training=True)
    assert not np.array_equal(y[0], y[1])
    assert not np.array_equal(y, Noise(SEEDS, 2).forward(x, training=True))


def test_a_run_has_learned_when_its_smoothed_loss_is_low() -> None:
    losses = np.ones((40, 2))
    losses[10:, 0] = 0.0
    # 0.9 ** 22 is the first power of 0.9 below 0.1.
    np.testing.assert_array_equal(steps_to_learn(losses), [10 + 22, np.inf])


def _started(technique: str) -> tuple[Network, np.ndarray, np.ndarray]:
    network = build(technique, SEEDS, **NETWORK)
    data = digits()
    chosen = next(batches(data, SEEDS, 32))
    return network, data.train_images[chosen], data.train_labels[chosen]


def _backpropagate(network: Network, images: np.ndarray, labels: np.ndarray) -> None:
    network.backward(cross_entropy(network.forward(images, training=True), labels)[1])


def _assert_same(network: Network, before: Network) -> None:
    for one, other in zip(network.parameters, before.parameters, strict=True):
        np.testing.assert_array_equal(one.value, other.value)
    for layer, old in zip(network.layers, before.layers, strict=True):
        if isinstance(layer, Norm):
            assert isinstance(old, Norm)
            np.testing.assert_array_equal(layer.running.mean, old.running.mean)
            np.testing.assert_array_equal(layer.running.var, old.running.var)
        if isinstance(layer, Linear):
            assert not hasattr(layer, "x")
