"""The distributions of the before/after figure are seeded and are what they claim to be."""

import numpy as np
import pytest

from course_build.experiments.distributions import DISTRIBUTIONS, channel_offsets, draw

SHAPE = (64, 8, 16, 16)


@pytest.mark.parametrize("name", DISTRIBUTIONS)
def test_a_seed_gives_the_same_values_again_and_another_seed_others(name: str) -> None:
    x = draw(name, (4, 2, 3, 5), seed=1)
    assert x.shape == (4, 2, 3, 5)
    assert x.dtype == np.float64
    assert np.array_equal(x, draw(name, (4, 2, 3, 5), seed=1))
    assert not np.array_equal(x, draw(name, (4, 2, 3, 5), seed=2))


@pytest.mark.parametrize(
    ("name", "mean", "std"),
    [
        ("shifted", 3, 1.5),
        ("skewed", 2, np.sqrt(2)),
        ("heavy_tailed", 2, np.sqrt(5 / 3)),
        ("bimodal", 2, np.sqrt(4.36)),
        ("channel_offsets", 2, np.sqrt(np.linspace(-1, 5, 8).var() + 0.09)),
    ],
)
def test_mean_and_standard_deviation_follow_from_the_parameters(name: str, mean: float, std: float) -> None:
    x = draw(name, SHAPE, seed=0)
    assert x.mean() == pytest.approx(mean, abs=0.05)
    assert x.std() == pytest.approx(std, rel=0.03)


def test_only_the_skewed_values_are_skewed() -> None:
    skewness = {}
    for name in ("shifted", "skewed", "bimodal"):
        x = draw(name, SHAPE, seed=0)
        skewness[name] = (((x - x.mean()) / x.std()) ** 3).mean()
    assert skewness["skewed"] == pytest.approx(np.sqrt(2), abs=0.05)
    assert skewness["shifted"] == pytest.approx(0, abs=0.05)
    assert skewness["bimodal"] == pytest.approx(0, abs=0.05)


def test_heavy_tails_reach_farther_than_normal_ones() -> None:
    def reach(name: str) -> float:
        x = draw(name, SHAPE, seed=0)
        return float(np.abs(x - x.mean()).max() / x.std())

    assert reach("heavy_tailed") > 2 * reach("shifted")


def test_two_modes_leave_the_middle_thin() -> None:
    x = draw("bimodal", SHAPE, seed=0)
    assert np.mean(np.abs(x - 2) < 0.5) < 0.25 * np.mean(np.abs(x - 4) < 0.5)


def test_every_channel_has_its_own_offset() -> None:
    x = channel_offsets(np.random.default_rng(0), SHAPE, first=-1, last=6, std=0.5)
    assert x.mean((0, 2, 3)) == pytest.approx(np.linspace(-1, 6, 8), abs=0.05)
    assert x.std((0, 2, 3)) == pytest.approx(np.full(8, 0.5), abs=0.02)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="expected one of shifted, skewed"):
        draw("uniform", SHAPE, seed=0)
