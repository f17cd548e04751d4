"""The cosine between LayerNorm's and RMSNorm's output."""

import numpy as np
import pytest

from course_build.experiments.cosine import Directions, compare_directions


@pytest.fixture(scope="module")
def found() -> Directions:
    return compare_directions((0.0, 1.0, -2.0), ("shifted", "skewed"), vectors=3, features=20, seed=0)


def test_one_row_per_ratio_and_one_column_per_vector(found: Directions) -> None:
    assert found.ratios.tolist() == [0.0, 1.0, -2.0]
    assert found.cosine.shape == found.layer_mean.shape == found.rms_mean.shape == (3, 6)


def test_the_formula_holds_for_every_vector_and_also_for_negative_means(found: Directions) -> None:
    theory = np.array([[1.0], [np.sqrt(1 / 2)], [np.sqrt(1 / 5)]])
    assert np.abs(found.cosine - theory).max() < 1e-12


def test_layer_norm_centers_and_rms_norm_does_not(found: Directions) -> None:
    assert np.abs(found.layer_mean).max() < 1e-12
    assert found.rms_mean.mean(1) == pytest.approx([0, np.sqrt(1 / 2), -2 / np.sqrt(5)], abs=1e-5)
