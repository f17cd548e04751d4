"""f21 to f26: one layer and one unit on their way through BatchNorm."""

from collections.abc import Callable

import numpy as np
import pytest

from course_build.experiments.figure import FigureData

type Data = Callable[[str], FigureData]


@pytest.fixture(scope="module")
def data(figure_data: Data) -> Data:
    return figure_data


def array(found: FigureData, name: str) -> np.ndarray:
    return np.array(found[name].y, np.float64)


def test_f21_sums_move_and_widen_while_earlier_layers_learn(data: Data) -> None:
    found = data("f21")
    before, after = found["before training"], found["after training"]
    assert before.x == after.x
    assert list(before.y) == sorted(before.y)
    # He's initialization: variance 2/fan_in times the mean square of the ReLU outputs, so about that of the pixels, 1.
    assert found.scalars["mean_std_before"] == pytest.approx(1, abs=0.4)
    assert found.scalars["mean_std_after"] > 1.5 * found.scalars["mean_std_before"]
    assert found.scalars["largest_move"] > 1.5
    assert found.scalars["after_low"] < found.scalars["before_low"]
    assert found.scalars["after_high"] > found.scalars["before_high"]


def test_f22_both_groupings_hold_the_same_values(data: Data) -> None:
    found = data("f22")
    unit, image = array(found, "one unit, all images"), array(found, "one image, all units")
    assert (len(unit), len(image)) == (64, 32)
    # The unit's sum for the image, and the image's sum of the unit, are one value.
    assert unit[found.params["image"] - 1] == image[found.params["unit"] - 1]
    assert found.scalars["unit_mean"] == pytest.approx(unit.mean(), abs=1e-4)
    assert found.scalars["image_std"] == pytest.approx(image.std(), abs=1e-4)
    assert abs(found.scalars["unit_mean"] - found.scalars["image_mean"]) > 0.5


def test_f23_mean_0_and_standard_deviation_1_in_the_same_shape(data: Data) -> None:
    found = data("f23")
    x, x_hat = array(found, "x, before"), array(found, "x̂, after")
    assert found.scalars["x_hat_mean"] == 0
    # The standard deviation is s / sqrt(s² + ε).
    expected = found.scalars["x_std"] / np.sqrt(found.scalars["x_std"] ** 2 + 1e-5)
    assert found.scalars["x_hat_std"] == pytest.approx(expected, abs=1e-6)
    assert x_hat == pytest.approx((x - x.mean()) / x.std(), abs=1e-3)
    assert found.scalars["skewness_change"] < 1e-9
    assert abs(found.scalars["skewness"]) > 0.3


def test_f23_the_values_are_those_of_f22(data: Data) -> None:
    assert data("f23")["x, before"].y == data("f22")["one unit, all images"].y


def test_f24_the_output_has_mean_beta_and_standard_deviation_gamma(data: Data) -> None:
    found = data("f24")
    unit = found.params["unit"] - 1
    gamma, beta = array(found, "γ"), array(found, "β")
    y, x_hat = array(found, "y, our unit"), array(data("f23"), "x̂, after")
    assert y == pytest.approx(gamma[unit] * x_hat + beta[unit], abs=1e-3)
    assert found.scalars["y_mean"] == pytest.approx(found.scalars["beta"], abs=1e-6)
    assert found.scalars["y_std"] == pytest.approx(found.scalars["gamma"], rel=1e-4)


def test_f24_scales_and_shifts_leave_their_start(data: Data) -> None:
    gamma, beta = array(data("f24"), "γ"), array(data("f24"), "β")
    assert len(gamma) == len(beta) == 32
    assert gamma.max() > 1.3
    assert np.abs(beta).max() > 0.1
    # None is switched off or turned around after so few updates.
    assert gamma.min() > 0.5


def test_f25_the_running_mean_follows_its_rule(data: Data) -> None:
    found = data("f25")
    means, running = array(found, "mean of the batch"), array(found, "running mean")
    before = np.append(0.0, running[:-1])
    assert running == pytest.approx(0.9 * before + 0.1 * means, abs=2e-3)
    assert found.scalars["rule"] < 1e-6


def test_f25_the_running_mean_is_steadier_than_batches_and_near_their_average(data: Data) -> None:
    found = data("f25")
    means, running = array(found, "mean of the batch"), array(found, "running mean")
    assert np.abs(np.diff(running[150:])).mean() < 0.2 * np.abs(np.diff(means[150:])).mean()
    assert found.scalars["distance"] < found.scalars["scatter"]
    # A mean of 64 values scatters by its standard error, an eighth of their standard deviation.
    assert found.scalars["scatter"] == pytest.approx(data("f22").scalars["unit_std"] / 8, rel=0.5)


def test_f25_evaluation_uses_the_last_running_mean(data: Data) -> None:
    found = data("f25")
    assert set(found["mean in evaluation"].y) == {found["running mean"].y[-1]}


def test_f26_only_batch_norm_in_training_depends_on_batch_mates(data: Data) -> None:
    found = data("f26")
    for name in ("batch_evaluation", "layer", "rms", "group"):
        assert found.scalars[f"largest_{name}"] == 0
    assert min(array(found, "BatchNorm, training")) > 0


def test_f26_the_larger_the_batch_the_less_it_depends(data: Data) -> None:
    moved = array(data("f26"), "BatchNorm, training")
    assert list(moved) == sorted(moved, reverse=True)
    # Means scatter as 1/sqrt(size), so from 16 to 64 the change about halves.
    assert moved[3] / moved[5] == pytest.approx(2, rel=0.2)
    # In a batch of 2 outputs are +1 or -1: where the new mate changes the sign, by 2. Never more than that.
    assert 0.5 < moved[0] < 2
