"""F5 against He et al. 2015 and Yang et al. 2019: factors per layer at initialization."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from course_build.experiments.figure import FigureData

type Load = Callable[[str], FigureData]

YANG = math.sqrt(math.pi / (math.pi - 1))


def test_the_constant_is_the_published_one() -> None:
    assert round(YANG, 4) == 1.2112


@pytest.mark.parametrize("gain", [0.8, 1.0, 1.2])
def test_without_a_norm_the_signal_changes_by_the_gain_per_layer(figure_data: Load, gain: float) -> None:
    factor = _factor(figure_data("f05"), f"signal, no norm, gain {gain:g}", 11, 50)
    assert 0.96 <= factor / gain <= 1.04


def test_the_gradient_through_batch_norm_grows_as_theory_says(figure_data: Load) -> None:
    factor = 1 / _factor(figure_data("f05"), "gradient, BatchNorm, gain 1", 11, 45)
    assert 0.99 * YANG <= factor <= 1.01 * YANG


@pytest.mark.parametrize("name", ["low", "he", "high"])
def test_it_does_so_at_every_gain_and_for_the_weights_too(figure_data: Load, name: str) -> None:
    scalars = figure_data("f05").scalars
    for measure in ("gradient_factor", "weight_gradient_factor"):
        assert 0.99 * YANG <= scalars[f"batch_{name}_{measure}"] <= 1.01 * YANG


def test_the_gains_span_a_factor_of_4(figure_data: Load) -> None:
    scalars = figure_data("f05").scalars
    assert scalars["batch_low_gain"] == 0.5
    assert scalars["batch_high_gain"] == 2.0


@pytest.mark.parametrize("technique", ["LayerNorm", "RMSNorm"])
def test_layer_norm_and_rms_norm_nearly_keep_the_gradient(figure_data: Load, technique: str) -> None:
    assert 0.97 <= _factor(figure_data("f05"), f"gradient, {technique}, gain 1", 11, 45) <= 1.03


def _factor(data: FigureData, name: str, first: int, last: int) -> float:
    """Fit the factor per layer anew, from the published series."""
    series = data[name]
    points = [(x, y) for x, y in zip(series.x, series.y, strict=True) if first <= int(x) <= last]
    layers, sizes = np.array(points, np.float64).T
    return float(np.exp(np.polyfit(layers, np.log(sizes), 1)[0]))
