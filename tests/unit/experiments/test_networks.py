"""Gradients against finite differences, and the promise that runs do not touch each other."""

from collections.abc import Callable

import numpy as np
import pytest

from course_build.experiments.digits import CLASSES, PIXELS, digits
from course_build.experiments.layers import Array, Linear, Norm
from course_build.experiments.networks import ACTIVATIONS, Mlp, Network, ResidualMlp, run_grid
from course_build.experiments.training import batches, cross_entropy, train

SEEDS = np.array([3, 5, 8], np.int64)
BATCH = 12

MLPS = [
    Mlp(technique, 2, 16, activation=activation, init="he", groups=4)
    for technique in ("none", "batch", "layer", "rms", "group")
    for activation in ACTIVATIONS
] + [
    Mlp("batch", 2, 16, norm_batch=4),
    Mlp("batch", 2, 16, init="xavier", gain=0.5),
    Mlp("layer", 2, 16, init=0.3),
]
RESIDUALS = [
    ResidualMlp(technique, 2, 32)
    for technique in ("none", "batch", "layer", "rms", "group", "skip_init", "dynamic_tanh")
]


def test_covers_every_activation() -> None:
    assert set(ACTIVATIONS) == {"relu", "tanh", "sigmoid"}


@pytest.mark.parametrize("architecture", [*MLPS, *RESIDUALS], ids=repr)
def test_every_gradient_agrees_with_finite_differences(architecture: Mlp | ResidualMlp) -> None:
    rng = np.random.default_rng(1)
    network = _moved_off_its_start(architecture.build(SEEDS), rng)
    images, labels = _batch(rng)
    network.backward(cross_entropy(network.forward(images, training=True), labels)[1])
    assert network.parameters
    for one in network.parameters:
        direction = rng.standard_normal(one.value.shape)
        expected = _slope(lambda: _losses(network, images, labels), one.value, direction)
        found = (one.gradient * direction).sum(tuple(range(1, direction.ndim)))
        np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-8)


@pytest.mark.parametrize("architecture", [*MLPS, *RESIDUALS], ids=repr)
def test_a_run_among_others_equals_the_run_alone(architecture: Mlp | ResidualMlp) -> None:
    images, labels = _batch(np.random.default_rng(3))
    rates = np.array([0.05, 0.1, 0.2])
    together = _descended(architecture, SEEDS, images, labels, rates)
    for run in range(len(SEEDS)):
        only = slice(run, run + 1)
        alone = _descended(architecture, SEEDS[only], images[only], labels[only], rates[only])
        for one, other in zip(together.parameters, alone.parameters, strict=True):
            np.testing.assert_allclose(one.value[only], other.value, rtol=1e-10, atol=1e-12)


def test_training_does_not_depend_on_how_many_runs_share_a_chunk() -> None:
    network = Mlp("batch", 2, 16)
    whole, parts = (train(network, [0.1, 0.3, 1.0], seeds=2, steps=40, chunk=chunk) for chunk in (16, 4))
    single = train(network, [0.1, 0.3, 1.0], seeds=2, steps=40, chunk=1)
    for other in (parts, single):
        np.testing.assert_array_equal(whole.hit, other.hit)
        np.testing.assert_allclose(whole.final_loss, other.final_loss, rtol=1e-3)
        np.testing.assert_allclose(whole.test_error, other.test_error, atol=1 / 360)


def test_a_diverging_run_leaves_its_neighbors_alone() -> None:
    network = Mlp("none", 4, 16)
    with_neighbor = train(network, [0.1, 1e4], seeds=1, steps=30)
    alone = train(network, [0.1], seeds=1, steps=30)
    assert not np.isfinite(with_neighbor.final_loss[1, 0])
    assert with_neighbor.test_error[1, 0] == pytest.approx(0.9)
    np.testing.assert_allclose(with_neighbor.final_loss[0], alone.final_loss[0], rtol=1e-4)


def test_same_seed_gives_the_same_weights_with_every_technique() -> None:
    first, second = (_linear(Mlp(technique, 3, 16).build(SEEDS)) for technique in ("none", "batch"))
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one.weight.value, other.weight.value)


def test_initial_weights_have_the_standard_deviation_they_are_given() -> None:
    he, xavier, number = (
        _linear(Mlp("none", 2, 400, init=init, gain=2).build(SEEDS)) for init in ("he", "xavier", 0.1)
    )
    assert he[1].weight.value.std() == pytest.approx(2 * np.sqrt(2 / 400), rel=0.01)
    assert xavier[1].weight.value.std() == pytest.approx(2 * np.sqrt(2 / 800), rel=0.01)
    assert number[1].weight.value.std() == pytest.approx(0.2, rel=0.01)
    assert he[-1].weight.value.std() == pytest.approx(np.sqrt(1 / 400), rel=0.05)


def test_a_residual_net_with_skip_init_starts_without_its_branches() -> None:
    images, _ = _batch(np.random.default_rng(4))
    network = ResidualMlp("skip_init", 3, 16).build(SEEDS)
    first, last = _linear(network)
    expected = last.forward(first.forward(images, training=False), training=False)
    np.testing.assert_array_equal(network.forward(images, training=False), expected)


def test_evaluation_keeps_running_statistics_and_single_images_work() -> None:
    images, _ = _batch(np.random.default_rng(5))
    network = Mlp("batch", 2, 16, double=True).build(SEEDS)
    network.forward(images, training=True)
    norm = next(layer for layer in network.layers if isinstance(layer, Norm))
    mean = norm.running.mean.copy()
    together = network.forward(images, training=False)
    alone = network.forward(images[:, :1], training=False)
    np.testing.assert_array_equal(norm.running.mean, mean)
    np.testing.assert_allclose(together[:, :1], alone, rtol=1e-12)


def test_ghost_batches_normalize_apart() -> None:
    images, _ = _batch(np.random.default_rng(6))
    norm = Norm("batch", 3, PIXELS, dtype=np.float64, norm_batch=4)
    parts = norm.forward(images, training=True).reshape(3, -1, 4, PIXELS)
    np.testing.assert_allclose(parts.mean(2), 0, atol=1e-12)
    np.testing.assert_allclose(parts.std(2), 1, rtol=1e-3)


def test_an_unknown_technique_is_refused() -> None:
    with pytest.raises(ValueError, match="technique is 'bach'"):
        Mlp("bach", 2, 16).build(SEEDS)


def test_gradient_of_the_cross_entropy() -> None:
    rng = np.random.default_rng(7)
    logits = rng.standard_normal((3, BATCH, CLASSES))
    labels = rng.integers(0, CLASSES, (3, BATCH), np.int64)
    direction = rng.standard_normal(logits.shape)
    _, gradient = cross_entropy(logits, labels)
    expected = _slope(lambda: cross_entropy(logits, labels)[0], logits, direction)
    np.testing.assert_allclose((gradient * direction).sum((1, 2)), expected, rtol=1e-6)
    np.testing.assert_allclose(gradient.sum(-1), 0, atol=1e-15)


def test_cross_entropy_of_even_and_of_huge_logits() -> None:
    labels = np.zeros((1, 4), np.int64)
    assert cross_entropy(np.zeros((1, 4, CLASSES)), labels)[0] == pytest.approx(np.log(10))
    huge = np.zeros((1, 4, CLASSES), np.float32)
    huge[..., 1] = 1e30
    loss, gradient = cross_entropy(huge, labels)
    assert loss == pytest.approx(1e30)
    assert np.isfinite(gradient).all()


def test_runs_of_a_seed_see_the_same_batches_and_epochs_repeat_no_image() -> None:
    data = digits()
    stream = batches(data, np.array([4, 9, 4], np.int64), 64)
    epoch = np.concatenate([next(stream) for _ in range(len(data.train_labels) // 64)], 1)
    np.testing.assert_array_equal(epoch[0], epoch[2])
    assert not np.array_equal(epoch[0], epoch[1])
    assert len(np.unique(epoch[0])) == epoch.shape[1]


def test_a_grid_holds_every_pair_with_the_rates_outermost() -> None:
    rates, seeds = run_grid([0.1, 0.2], 3)
    np.testing.assert_array_equal(rates, np.array([0.1, 0.1, 0.1, 0.2, 0.2, 0.2], np.float32))
    np.testing.assert_array_equal(seeds, [0, 1, 2, 0, 1, 2])


def _batch(rng: np.random.Generator) -> tuple[Array, np.ndarray]:
    images = rng.standard_normal((len(SEEDS), BATCH, PIXELS))
    return images, rng.integers(0, CLASSES, (len(SEEDS), BATCH), np.int64)


def _moved_off_its_start(network: Network, rng: np.random.Generator) -> Network:
    """Make every parameter a float64 that is neither 0 nor 1, so that no gradient vanishes by chance."""
    for one in network.parameters:
        one.value = one.value + 0.1 * rng.standard_normal(one.value.shape)
    return network


def _losses(network: Network, images: Array, labels: np.ndarray) -> Array:
    return cross_entropy(network.forward(images, training=True), labels)[0]


def _slope(losses: Callable[[], Array], values: Array, direction: Array, step: float = 1e-6) -> Array:
    """Return the derivative of each run's loss along `direction`, by a central difference."""
    start = values.copy()
    values[...] = start + step * direction
    above = losses()
    values[...] = start - step * direction
    below = losses()
    values[...] = start
    return (above - below) / (2 * step)


def _descended(
    architecture: Mlp | ResidualMlp, seeds: np.ndarray, images: Array, labels: np.ndarray, rates: Array
) -> Network:
    network = architecture.build(seeds)
    for one in network.parameters:
        one.value = one.value.astype(np.float64)
    for _ in range(3):
        network.backward(cross_entropy(network.forward(images, training=True), labels)[1])
        network.descend(rates[:, None, None])
    return network


def _linear(network: Network) -> list[Linear]:
    return [layer for layer in network.layers if isinstance(layer, Linear)]


def test_stopping_once_learned_changes_no_first_step():
    options = {"seeds": 2, "steps": 150}
    rates = [0.3, 1.0]
    whole = train(Mlp("batch", 2, 32), rates, **options)
    stopped = train(Mlp("batch", 2, 32), rates, to_the_end=False, **options)
    assert np.isfinite(whole.hit).all()
    np.testing.assert_array_equal(stopped.hit, whole.hit)
    assert (stopped.final_loss > whole.final_loss).all()


@pytest.mark.parametrize("network", [Mlp("batch", 2, 32), ResidualMlp("skip_init", 2, 32), ResidualMlp("rms", 2, 32)])
def test_a_run_goes_on_as_if_alone_when_others_have_learned_or_diverged(network):
    rates = [0.01, 0.3, 0.5, 1e6]
    together, alone = (train(network, rates, seeds=2, steps=150, to_the_end=False, chunk=chunk) for chunk in (16, 1))
    assert len(np.unique(together.hit)) >= 3, "all runs end at one step"
    np.testing.assert_array_equal(together.hit, alone.hit)
    np.testing.assert_allclose(together.final_loss, alone.final_loss, rtol=1e-3)
    np.testing.assert_allclose(together.test_error, alone.test_error, atol=1 / 360)
