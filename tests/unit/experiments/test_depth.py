"""Exact facts about signals in networks that have not learned."""

import numpy as np
import pytest

from course_build.experiments.depth import Depth, factor_per_layer, signal_through_depth

SMALL = {"depth": 6, "width": 16, "batch": 32, "seeds": 3}


def small(technique: str, gain: float = 1.0) -> Depth:
    return signal_through_depth(technique, gain, **SMALL)


def test_every_seed_and_hidden_layer_is_measured_in_double_precision() -> None:
    found = small("layer")
    for sizes in (found.signal, found.gradient, found.weight_gradient):
        assert sizes.shape == (3, 6)
        assert sizes.dtype == np.float64
        assert (sizes > 0).all()


def test_a_gain_without_a_norm_multiplies_every_signal_once_per_layer() -> None:
    half, one = small("none", 0.5), small("none")
    expected = np.broadcast_to(0.5 ** np.arange(1, 7), (3, 6))
    np.testing.assert_allclose(half.signal / one.signal, expected, rtol=1e-12)


@pytest.mark.parametrize("technique", ["batch", "layer", "rms"])
def test_behind_a_norm_the_signal_is_1_and_the_gain_is_gone(technique: str) -> None:
    low, high = small(technique, 1.0), small(technique, 4.0)
    np.testing.assert_allclose(low.signal, 1, rtol=1e-3)
    np.testing.assert_allclose(high.gradient, low.gradient, rtol=0.02)


@pytest.mark.parametrize("technique", ["none", "batch"])
def test_seeds_do_not_depend_on_each_other(technique: str) -> None:
    all_seeds = small(technique)
    first = signal_through_depth(technique, 1.0, **SMALL | {"seeds": 1})
    np.testing.assert_array_equal(all_seeds.signal[:1], first.signal)
    np.testing.assert_array_equal(all_seeds.gradient[:1], first.gradient)
    assert len(np.unique(all_seeds.gradient[:, 0])) == 3


def test_the_same_call_gives_the_same_numbers() -> None:
    one, other = small("batch"), small("batch")
    np.testing.assert_array_equal(one.gradient, other.gradient)
    np.testing.assert_array_equal(one.weight_gradient, other.weight_gradient)


def test_the_fit_finds_the_factor_of_a_geometric_series_within_its_range() -> None:
    layers = np.arange(1, 21)
    sizes = np.where(layers < 5, 1e6, 1.25**layers)[None] * np.array([[1.0], [300.0]])
    assert factor_per_layer(sizes, 5, 20) == pytest.approx(1.25, rel=1e-12)
