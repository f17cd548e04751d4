"""Summaries and techniques of the before/after figure, against numpy directly."""

import numpy as np
import pytest

from course_build.experiments.before_after import (
    TECHNIQUES,
    BeforeAfter,
    before_after,
    normalize,
    skewness,
    summarize,
)
from course_build.experiments.distributions import draw

SHAPE = (6, 4, 3, 3)


@pytest.fixture(scope="module")
def result() -> BeforeAfter:
    return before_after("skewed", shape=SHAPE, seed=3, groups=2, bins=12)


def test_the_summary_is_what_numpy_says() -> None:
    x = draw("skewed", SHAPE, seed=3)
    summary = summarize(x, 12)
    counts, edges = np.histogram(x, 12)
    assert (summary.mean, summary.std) == (x.mean(), x.std())
    assert (summary.min, summary.max, summary.median) == (x.min(), x.max(), np.median(x))
    assert summary.skewness == pytest.approx((((x - x.mean()) / x.std()) ** 3).mean(), rel=1e-12)
    assert np.array_equal(summary.edges, edges)
    assert summary.shares == pytest.approx(counts / x.size)
    assert summary.shares.sum() == pytest.approx(1)


def test_skewness_of_a_known_case() -> None:
    # Values 0, 0, 3: mean 1, variance 2, third central moment 2.
    assert skewness(np.array([0.0, 0.0, 3.0]), None) == pytest.approx(2 / 2**1.5)
    assert skewness(np.array([[0.0, 0.0, 3.0], [3.0, 3.0, 0.0]]), (1,)) == pytest.approx([2**-0.5, -(2**-0.5)])


def test_every_technique_is_there_and_a_seed_repeats_it(result: BeforeAfter) -> None:
    assert tuple(result.summaries) == ("none", *TECHNIQUES)
    again = before_after("skewed", shape=SHAPE, seed=3, groups=2, bins=12)
    for name, summary in result.summaries.items():
        assert summary.mean == again.summaries[name].mean
        assert np.array_equal(summary.shares, again.summaries[name].shares)


@pytest.mark.parametrize(
    ("technique", "shape", "axes"),
    [
        ("batch", (6, 4, 9), (0, 2)),
        ("layer", (6, 36), (1,)),
        ("group", (6, 2, 18), (2,)),
        ("instance", (6, 4, 9), (2,)),
    ],
)
def test_the_values_that_share_statistics_get_mean_0_and_standard_deviation_1(
    technique: str, shape: tuple[int, ...], axes: tuple[int, ...]
) -> None:
    y = normalize(technique, draw("bimodal", SHAPE, seed=0), groups=2).reshape(shape)
    assert np.abs(y.mean(axes)).max() < 1e-12
    assert np.abs(y.std(axes) - 1).max() < 1e-5  # short of 1 by eps


def test_rms_norm_of_an_image_has_root_mean_square_1_and_keeps_its_mean() -> None:
    y = normalize("rms", draw("shifted", SHAPE, seed=0), groups=2)
    assert np.sqrt((y**2).mean((1, 2, 3))) == pytest.approx(np.ones(6), abs=1e-6)
    assert y.mean() > 0.5


def test_other_layouts_choose_their_axes() -> None:
    x = np.random.default_rng(0).standard_normal((3, 5, 4))
    y = normalize("layer", x, groups=2, channel_axis=2, feature_axes=(2,))
    assert np.abs(y.mean(2)).max() < 1e-12
    y = normalize("batch", x, groups=2, channel_axis=2)
    assert np.abs(y.mean((0, 1))).max() < 1e-12


def test_skewness_stays_within_what_shares_statistics(result: BeforeAfter) -> None:
    assert set(result.skewness_changes) == set(TECHNIQUES)
    assert max(result.skewness_changes.values()) < 1e-12


def test_channel_means_are_over_images_and_pixels(result: BeforeAfter) -> None:
    x = draw("skewed", SHAPE, seed=3)
    assert result.channel_means["none"] == pytest.approx(x.mean((0, 2, 3)))
    assert np.abs(result.channel_means["batch"]).max() < 1e-12


def test_an_unknown_technique_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="expected one of batch, layer"):
        normalize("weight", np.ones(SHAPE), groups=2)
