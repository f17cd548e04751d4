"""f00: a norm changes location and scale; the shape stays."""

from collections.abc import Callable

import numpy as np
import pytest

from course_build.experiments.before_after import normalize
from course_build.experiments.distributions import DISTRIBUTIONS, draw
from course_build.experiments.figure import FigureData

TECHNIQUES = ("batch", "layer", "rms", "group", "instance")


@pytest.fixture(scope="module")
def data(figure_data: Callable[[str], FigureData]) -> FigureData:
    return figure_data("f00")


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_each_norm_gives_its_targets_over_its_own_axes(data: FigureData, distribution: str) -> None:
    x = draw(distribution, tuple(data.params["shape"]), seed=data.params["seed"])
    images, channels = x.shape[:2]
    groups = data.params["groups"]
    shapes = {"batch": x.shape, "layer": x.shape, "group": (images, groups, -1), "instance": x.shape}
    axes: dict[str, tuple[int, ...]] = {
        "batch": (0, 2, 3),
        "layer": (1, 2, 3),
        "group": (2,),
        "instance": (2, 3),
    }
    for technique, shape in shapes.items():
        y = normalize(technique, x, groups=groups).reshape(shape)
        variance = x.reshape(shape).var(axes[technique])
        assert np.abs(y.mean(axes[technique])).max() < 1e-6
        # The standard deviation is 1 up to eps, by which the theory is exact.
        exact = np.sqrt(variance / (variance + 1e-5))
        assert np.abs(y.std(axes[technique]) - exact).max() < 1e-6
        assert np.abs(y.std(axes[technique]) - 1).max() < 1e-4
    rms = normalize("rms", x, groups=groups)
    assert np.abs(np.sqrt((rms**2).mean((1, 2, 3))) - 1).max() < 1e-6
    assert channels == data.params["shape"][1]


@pytest.mark.parametrize("technique", TECHNIQUES)
@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_all_values_together_get_mean_0_and_standard_deviation_1_but_after_rms_norm(
    data: FigureData, distribution: str, technique: str
) -> None:
    mean, std = (data.scalars[f"{distribution}_{name}_{technique}"] for name in ("mean", "std"))
    if technique == "rms":
        assert mean > 0.5
        assert mean**2 + std**2 == pytest.approx(1, abs=1e-3)
    else:
        assert mean == pytest.approx(0, abs=1e-6)
        assert std == pytest.approx(1, abs=1e-4)


def test_the_skewness_of_values_that_share_statistics_is_kept_exactly(data: FigureData) -> None:
    assert data.scalars["largest_skewness_change"] < 1e-9


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_all_values_together_stay_skewed(data: FigureData, technique: str) -> None:
    before = data.scalars["skewed_skewness_none"]
    assert before == pytest.approx(np.sqrt(2), abs=0.05)
    # The fewer values share their statistics, the more the pooled skewness moves.
    tolerance = 0.25 if technique == "instance" else 0.1
    assert data.scalars[f"skewed_skewness_{technique}"] == pytest.approx(before, abs=tolerance)


def test_batch_and_instance_norm_remove_channel_offsets_and_layer_and_rms_norm_keep_them(
    data: FigureData,
) -> None:
    spread = {name: data.scalars[f"channel_offsets_channel_spread_{name}"] for name in ("none", *TECHNIQUES)}
    assert spread["batch"] == pytest.approx(0, abs=1e-6)
    assert spread["instance"] == pytest.approx(0, abs=1e-6)
    assert spread["layer"] > 0.9
    assert spread["rms"] > 0.6
    assert spread["group"] > 0.5


def test_the_histograms_hold_every_value_and_the_table_all_five_statistics(data: FigureData) -> None:
    histograms = [one for one in data.series if not one.name.endswith("statistics")]
    tables = [one for one in data.series if one.name.endswith("statistics")]
    assert len(histograms) == len(tables) == 30
    for one in histograms:
        assert sum(share for share in one.y if share) == pytest.approx(1, abs=1e-2)
    assert all(one.x == ("mean", "std", "min", "max", "median") for one in tables)
