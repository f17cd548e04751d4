"""Facts that follow from the definitions, each of which the course tells."""

import numpy as np
import pytest

from course_build.norms import (
    RunningStatistics,
    batch_norm,
    batch_norm_backward,
    fold_batch_norm,
    group_norm,
    group_norm_backward,
    instance_norm,
    instance_norm_backward,
    layer_norm,
    layer_norm_backward,
    rms_norm,
    rms_norm_backward,
    standardize,
)

IMAGES = np.random.default_rng(5).normal(1, 2, (3, 4, 2, 5))
DY = np.random.default_rng(6).normal(size=IMAGES.shape)
EXACT = {"rtol": 1e-12, "atol": 1e-12}


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.mark.parametrize("axes", [(1,), (-1,), (0, -2), (2, 3), (0, 1, 2, 3)])
def test_standardize_takes_axes_from_either_end(axes: tuple[int, ...]) -> None:
    mean, var = IMAGES.mean(axes, keepdims=True), IMAGES.var(axes, keepdims=True)
    found = standardize(IMAGES, axes, 0.1)
    for actual, expected in zip(
        found, ((IMAGES - mean) / np.sqrt(var + 0.1), mean, var, 1 / np.sqrt(var + 0.1)), strict=True
    ):
        assert actual.shape == expected.shape
        np.testing.assert_allclose(actual, expected, **EXACT)
    plain = standardize(IMAGES, axes, 0.1, center=False)
    assert plain.mean == 0
    np.testing.assert_allclose(plain.var, np.square(IMAGES).mean(axes, keepdims=True), **EXACT)


def test_one_group_is_layer_norm_over_the_whole_image() -> None:
    np.testing.assert_allclose(group_norm(IMAGES, 1), layer_norm(IMAGES, axis=(1, 2, 3)), **EXACT)
    dx, _, _ = group_norm_backward(DY, IMAGES, 1)
    np.testing.assert_allclose(dx, layer_norm_backward(DY, IMAGES, axis=(1, 2, 3))[0], **EXACT)


def test_one_group_is_not_layer_norm_over_the_channels_of_a_pixel() -> None:
    assert np.abs(group_norm(IMAGES, 1) - layer_norm(IMAGES, axis=1)).max() > 0.1


def test_one_channel_per_group_is_instance_norm() -> None:
    np.testing.assert_allclose(group_norm(IMAGES, 4), instance_norm(IMAGES), **EXACT)
    dx, _, _ = group_norm_backward(DY, IMAGES, 4)
    np.testing.assert_allclose(dx, instance_norm_backward(DY, IMAGES)[0], **EXACT)


def test_batch_norm_of_one_sample_is_instance_norm() -> None:
    one = IMAGES[:1]
    np.testing.assert_allclose(batch_norm(one), instance_norm(one), **EXACT)
    dx, _, _ = batch_norm_backward(DY[:1], one)
    np.testing.assert_allclose(dx, instance_norm_backward(DY[:1], one)[0], **EXACT)


def test_layer_norm_is_rms_norm_of_the_centered_values() -> None:
    centered = IMAGES - IMAGES.mean(-1, keepdims=True)
    np.testing.assert_allclose(layer_norm(IMAGES, eps=0.1), rms_norm(centered, eps=0.1), **EXACT)


def test_the_channel_axis_may_be_anywhere_but_first() -> None:
    last = np.moveaxis(IMAGES, 1, -1)
    np.testing.assert_allclose(np.moveaxis(batch_norm(last, channel_axis=-1), -1, 1), batch_norm(IMAGES))
    np.testing.assert_allclose(np.moveaxis(group_norm(last, 2, channel_axis=-1), -1, 1), group_norm(IMAGES, 2))
    np.testing.assert_allclose(np.moveaxis(instance_norm(last, channel_axis=-1), -1, 1), instance_norm(IMAGES))


def test_two_values_per_channel_become_plus_and_minus_one() -> None:
    pair = np.array([[0.3, -2.0, 7.0], [0.1, 5.0, 7.5]])
    expected = [[1, -1, -1], [-1, 1, 1]]
    np.testing.assert_allclose(batch_norm(pair, eps=1e-14), expected, rtol=1e-11)
    np.testing.assert_allclose(batch_norm(pair, eps=0), expected, rtol=1e-14)


@pytest.mark.parametrize("features", [2, 5, 100])
def test_no_layer_norm_output_exceeds_the_root_of_features_minus_one(rng: np.random.Generator, features: int) -> None:
    spike = np.zeros(features)
    spike[0] = 1
    assert layer_norm(spike, eps=0).max() == pytest.approx(np.sqrt(features - 1))
    anything = rng.standard_cauchy((500, features))
    assert np.abs(layer_norm(anything, eps=0)).max() <= np.sqrt(features - 1) * (1 + 1e-12)


@pytest.mark.parametrize("with_bias", [True, False])
@pytest.mark.parametrize("affine", [True, False])
def test_a_folded_linear_layer_does_the_work_of_both(
    rng: np.random.Generator, *, with_bias: bool, affine: bool
) -> None:
    x, weight = rng.normal(size=(6, 3)), rng.normal(size=(4, 3))
    bias = rng.normal(size=4) if with_bias else None
    gamma, beta = (rng.normal(1, 0.5, 4), rng.normal(size=4)) if affine else (None, None)
    running = RunningStatistics(rng.normal(size=4), rng.uniform(0.5, 2, 4))
    layer = x @ weight.T + (0 if bias is None else bias)
    apart = batch_norm(layer, gamma, beta, running=running, training=False, eps=1e-3)
    folded_weight, folded_bias = fold_batch_norm(weight, bias, running, gamma, beta, eps=1e-3)
    np.testing.assert_allclose(x @ folded_weight.T + folded_bias, apart, **EXACT)


def test_a_folded_convolution_does_the_work_of_both(rng: np.random.Generator) -> None:
    weight, bias = rng.normal(size=(6, 4, 1, 1)), rng.normal(size=6)
    gamma, beta = rng.normal(1, 0.5, 6), rng.normal(size=6)
    running = RunningStatistics(rng.normal(size=6), rng.uniform(0.5, 2, 6))

    def convolve(weight: np.ndarray, bias: np.ndarray) -> np.ndarray:
        return np.einsum("oc,nchw->nohw", weight[:, :, 0, 0], IMAGES) + bias[:, None, None]

    apart = batch_norm(convolve(weight, bias), gamma, beta, running=running, training=False)
    folded = convolve(*fold_batch_norm(weight, bias, running, gamma, beta))
    np.testing.assert_allclose(folded, apart, **EXACT)


def test_a_bias_before_batch_norm_has_no_gradient(rng: np.random.Generator) -> None:
    gamma = rng.normal(1, 0.5, 4)
    dx, _, _ = batch_norm_backward(DY, IMAGES, gamma)
    np.testing.assert_allclose(dx.sum((0, 2, 3)), 0, atol=1e-13)
    np.testing.assert_allclose(batch_norm(IMAGES + 10), batch_norm(IMAGES), rtol=1e-10)


def test_in_evaluation_that_bias_has_a_gradient() -> None:
    running = RunningStatistics.start(4)
    dx, _, _ = batch_norm_backward(DY, IMAGES, running=running, training=False, eps=0)
    np.testing.assert_allclose(dx, DY, rtol=1e-15)


@pytest.mark.parametrize("ratio", [0, 0.1, 0.5, 1, 3])
def test_the_angle_between_layer_norm_and_rms_norm_follows_from_the_mean(
    rng: np.random.Generator, ratio: float
) -> None:
    """Cos = 1 / sqrt(1 + (mean / std)^2)."""
    x = layer_norm(rng.normal(size=400), eps=0) + ratio
    ln, rms = layer_norm(x, eps=0), rms_norm(x, eps=0)
    cosine = ln @ rms / (np.linalg.norm(ln) * np.linalg.norm(rms))
    assert cosine == pytest.approx(1 / np.sqrt(1 + ratio**2), rel=1e-12)


def test_the_worked_example_of_the_running_statistics() -> None:
    running = RunningStatistics.start(2)
    y = batch_norm(np.array([[1.0, 2], [3, 6], [5, 10]]), running=running)
    np.testing.assert_allclose(running.mean, [0.3, 0.6], rtol=1e-14)
    np.testing.assert_allclose(running.var, [1.3, 2.5], rtol=1e-14)
    np.testing.assert_allclose(y[:, 0], [-2 / np.sqrt(8 / 3 + 1e-5), 0, 2 / np.sqrt(8 / 3 + 1e-5)], rtol=1e-14)


@pytest.mark.parametrize("momentum", [0, 0.01, 0.1, 0.5, 1])
def test_the_start_of_the_running_statistics_fades_as_a_power(rng: np.random.Generator, momentum: float) -> None:
    """After k steps, (1 - momentum)^k of the start is left: two starts stay that far apart."""
    low = RunningStatistics(np.zeros(4), np.ones(4))
    high = RunningStatistics(np.ones(4), np.full(4, 2.0))
    for steps in range(1, 6):
        x = rng.normal(size=(8, 4))
        batch_norm(x, running=low, momentum=momentum)
        batch_norm(x, running=high, momentum=momentum)
        np.testing.assert_allclose(high.mean - low.mean, (1 - momentum) ** steps, atol=1e-14)
        np.testing.assert_allclose(high.var - low.var, (1 - momentum) ** steps, atol=1e-14)


def test_evaluation_with_the_statistics_of_the_batch_gives_what_training_gave() -> None:
    running = RunningStatistics(IMAGES.mean((0, 2, 3)), IMAGES.var((0, 2, 3)))
    np.testing.assert_allclose(batch_norm(IMAGES, running=running, training=False), batch_norm(IMAGES), **EXACT)


@pytest.mark.parametrize("std", [10.0, 1.0, 0.003, 1e-4])
def test_epsilon_bounds_how_far_a_small_spread_is_blown_up(rng: np.random.Generator, std: float) -> None:
    """The output has the standard deviation std / sqrt(std^2 + eps), not 1."""
    eps = 1e-5
    x = std * layer_norm(rng.normal(size=(64, 32)), axis=(0, 1), eps=0)
    assert layer_norm(x, axis=(0, 1), eps=eps).std() == pytest.approx(std / np.sqrt(std**2 + eps))
    channel = std * batch_norm(rng.normal(size=(64, 1)), eps=0)
    assert batch_norm(channel, eps=eps).std() == pytest.approx(std / np.sqrt(std**2 + eps))
    rms = np.sqrt(np.mean(np.square(rms_norm(x, axis=(0, 1), eps=eps))))
    assert rms == pytest.approx(std / np.sqrt(std**2 + eps))


def test_constant_input_gives_beta() -> None:
    constant, beta = np.full((4, 3), 7.0), np.array([1.0, -2.0, 0.5])
    for y in (batch_norm(constant, beta=beta), layer_norm(constant, beta=beta)):
        np.testing.assert_array_equal(y, np.broadcast_to(beta, (4, 3)))


def test_gamma_and_beta_can_undo_batch_norm_but_not_layer_norm(rng: np.random.Generator) -> None:
    """One gamma and one beta per channel hold the batch's statistics, but not those of each sample."""
    x = rng.normal(2, 3, (6, 4))
    np.testing.assert_allclose(batch_norm(x, x.std(0), x.mean(0), eps=0), x, **EXACT)
    x_hat = layer_norm(x, eps=0)
    best = [np.polynomial.Polynomial.fit(x_hat[:, d], x[:, d], 1) for d in range(4)]
    undone = np.stack([line(x_hat[:, d]) for d, line in enumerate(best)], axis=1)
    assert np.abs(undone - x).max() > 0.5


def test_rms_norm_keeps_the_sign_of_the_mean_and_needs_its_whole_gradient(rng: np.random.Generator) -> None:
    x = rng.normal(3, 1, (5, 8))
    assert (rms_norm(x).mean(-1) > 0.8).all()
    dx, _ = rms_norm_backward(np.ones_like(x), x)
    assert np.abs(dx.sum(-1)).min() > 1e-3, "a shift changes the output, so its gradient is not zero"
