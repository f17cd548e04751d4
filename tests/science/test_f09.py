"""f09: BatchNorm's statistics in training and in evaluation (Wu & Johnson 2021)."""

from collections.abc import Callable

import pytest

from course_build.experiments.figure import FigureData


@pytest.fixture(scope="module")
def data(figure_data: Callable[[str], FigureData]) -> FigureData:
    return figure_data("f09")


def test_with_one_class_per_batch_only_batch_norm_fails(data: FigureData) -> None:
    assert data.scalars["one_class_batch"] > 70
    assert data.scalars["one_class_batch_training_mode"] > 70
    assert data.scalars["one_class_layer"] < 5
    assert data.scalars["one_class_none"] < 5


def test_there_it_learned_no_more_than_to_guess(data: FigureData) -> None:
    assert data.scalars["one_class_batch_loss"] > data.scalars["chance_loss"] - 0.1
    assert data.scalars["shuffled_batch_loss"] < 0.3


@pytest.mark.parametrize("norm", ["batch", "layer", "none"])
def test_on_shuffled_batches_all_learn(data: FigureData, norm: str) -> None:
    assert data.scalars[f"shuffled_{norm}"] < 4


def test_two_classes_per_batch_are_enough(data: FigureData) -> None:
    assert data.scalars["two_classes_batch"] < 10


def test_running_statistics_of_small_momentum_lag_early_and_not_late(data: FigureData) -> None:
    assert data.scalars["momentum_0_01_at_10"] > data.scalars["momentum_0_1_at_10"] + 2
    assert data.scalars["momentum_0_1_at_10"] > data.scalars["together_at_10"] - 1
    assert abs(data.scalars["lag_at_end"]) < 1


def test_tiny_test_batches_in_training_mode_hurt_a_network_that_learned_well(data: FigureData) -> None:
    errors = [data.scalars[f"training_mode_of_{size}"] for size in (2, 4, 8, 36)]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] > 30
    assert errors[1] > 10
    assert errors[-1] < 5


def test_evaluation_mode_cures_parts_of_4_but_not_parts_of_2(data: FigureData) -> None:
    assert data.scalars["parts_of_4_training_mode"] > 8
    assert data.scalars["parts_of_4_evaluation"] < 4
    assert data.scalars["parts_of_2_evaluation"] > 8


def test_the_setting_is_the_one_of_the_course(data: FigureData) -> None:
    settings = {name: data.params[name] for name in ("seeds", "depth", "width", "batch", "momenta")}
    assert settings == {"seeds": 6, "depth": 2, "width": 128, "batch": 32, "momenta": [0.1, 0.01]}
    assert data.params["looks"][-1] == 400
