"""F4 against Santurkar et al. 2018: drift of layer inputs is not what BatchNorm cures."""

from collections.abc import Callable

import pytest

from course_build.experiments.figure import FigureData

type Load = Callable[[str], FigureData]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_batch_norm_does_not_reduce_covariate_shift(figure_data: Load, activation: str) -> None:
    shift = _bars(figure_data("f04"), f"covariate shift, {activation}")
    assert shift["BatchNorm"] >= shift["no norm"]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_batch_norm_learns_faster_there_all_the_same(figure_data: Load, activation: str) -> None:
    hit = _bars(figure_data("f04"), f"steps to learn, {activation}")
    assert hit["BatchNorm"] < hit["no norm"]


def test_the_relu_net_without_a_norm_drifts_much_more_and_still_learns_earlier(figure_data: Load) -> None:
    data = figure_data("f04")
    hit = _bars(data, "steps to learn, ReLU")
    assert _last_drift(data, "ReLU", "no norm") > 10 * _last_drift(data, "ReLU", "BatchNorm")
    assert hit["no norm"] < hit["BatchNorm"]


def test_the_sigmoid_net_is_the_one_in_which_drift_and_steps_go_together(figure_data: Load) -> None:
    data = figure_data("f04")
    order = ["no norm", "LayerNorm", "BatchNorm"]
    drift = [_last_drift(data, "sigmoid", technique) for technique in order]
    hit = [_bars(data, "steps to learn, sigmoid")[technique] for technique in order]
    assert drift == sorted(drift, reverse=True)
    assert hit == sorted(hit, reverse=True)


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
def test_noise_that_brings_drift_back_leaves_batch_norm_faster_than_no_norm(figure_data: Load, activation: str) -> None:
    data = figure_data("f04")
    hit = _bars(data, f"steps to learn, {activation}")
    assert hit["noisy BatchNorm"] < hit["no norm"]
    noisy, plain = (_last_drift(data, activation, technique) for technique in ("noisy BatchNorm", "BatchNorm"))
    assert noisy > 2 * plain


def test_noisy_batch_norm_drifts_about_as_far_as_no_norm_in_the_tanh_net(figure_data: Load) -> None:
    data = figure_data("f04")
    assert _last_drift(data, "tanh", "noisy BatchNorm") > 0.8 * _last_drift(data, "tanh", "no norm")


def test_in_the_relu_net_noise_makes_batch_norm_slower_and_covariate_shift_hardly_moves(figure_data: Load) -> None:
    data = figure_data("f04")
    hit = _bars(data, "steps to learn, ReLU")
    assert hit["noisy BatchNorm"] > hit["no norm"]
    assert 0.7 <= data.scalars["relu_shift_ratio"] <= 1.3


def _bars(data: FigureData, name: str) -> dict[str, float]:
    """Return the heights by technique; a technique that never learned takes for ever."""
    series = data[name]
    return {str(x): float("inf") if y is None else y for x, y in zip(series.x, series.y, strict=True)}


def _last_drift(data: FigureData, activation: str, technique: str) -> float:
    last = data[f"drift, {activation}, {technique}"].y[-1]
    assert last is not None
    return last
