"""f11: cos(LayerNorm, RMSNorm) = 1/sqrt(1 + k^2), exactly."""

from collections.abc import Callable

import numpy as np
import pytest

from course_build.experiments.figure import FigureData


@pytest.fixture(scope="module")
def data(figure_data: Callable[[str], FigureData]) -> FigureData:
    return figure_data("f11")


def test_the_cosine_follows_the_formula(data: FigureData) -> None:
    measured = data["cosine, measured"]
    k = np.array(measured.x)
    assert np.array(measured.y) == pytest.approx(1 / np.sqrt(1 + k**2), abs=1e-3)
    assert data.scalars["largest_difference"] <= 1e-3


@pytest.mark.parametrize(("name", "cosine"), [("0_1", 0.9950), ("0_5", 0.8944), ("1", 0.7071), ("3", 0.3162)])
def test_the_values_of_the_course_to_four_digits(data: FigureData, name: str, cosine: float) -> None:
    assert round(data.scalars[f"cosine_at_{name}"], 4) == cosine


def test_rms_norm_keeps_a_mean_and_layer_norm_does_not(data: FigureData) -> None:
    measured = data["mean after RMSNorm, measured"]
    k = np.array(measured.x)
    assert np.array(measured.y) == pytest.approx(k / np.sqrt(1 + k**2), abs=1e-3)
    assert all(abs(mean or 0) < 1e-9 for mean in data["mean after LayerNorm, measured"].y)
