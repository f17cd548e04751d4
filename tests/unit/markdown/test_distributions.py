"""What the switch says about each of the 25 combinations is what the values show, drawn and normalized anew."""

import json

import numpy as np
import pytest
from markdown import Markdown

from course_build.experiments.before_after import TECHNIQUES, normalize, skewness
from course_build.experiments.distributions import draw
from course_build.experiments.figure import FigureData
from course_build.figures.publish import Sheet, write_sheet
from course_build.markdown.distributions import DISTRIBUTIONS, STATISTICS, Distribution, chart, embedded, read
from course_build.markdown.survivors import Side, survivors
from course_build.norms.registry import TECHNIQUES as REGISTRY

COMBINATIONS = [(distribution, technique) for distribution in DISTRIBUTIONS for technique in TECHNIQUES]


@pytest.fixture(scope="module")
def data(figure_data) -> FigureData:
    return figure_data("f00")


@pytest.fixture(scope="module")
def found(data) -> dict[str, Distribution]:
    return read(data)


def values(data: FigureData, distribution: str, technique: str = "") -> np.ndarray:
    x = draw(distribution, tuple(data.params["shape"]), seed=data.params["seed"])
    return normalize(technique, x, groups=data.params["groups"]) if technique else x


def far(x: np.ndarray) -> float:
    return float(np.abs(x - x.mean()).max() / x.std())


def apart(x: np.ndarray) -> int:
    """Count the channels whose means no other channel shares."""
    means = np.sort(x.mean((0, 2, 3)))
    return 1 + int((np.diff(means) > 0.3 * x.std()).sum())


@pytest.mark.parametrize(("distribution", "technique"), COMBINATIONS)
def test_the_numbers_are_those_of_the_values(data, found, distribution, technique):
    for side, x in (
        (found[distribution].before, values(data, distribution)),
        (found[distribution].after[technique], values(data, distribution, technique)),
    ):
        expected = (x.mean(), x.std(), x.min(), x.max(), np.median(x), skewness(x, None))
        for name, value in zip(STATISTICS, expected, strict=True):
            assert side.statistics[name] == pytest.approx(float(value), rel=1e-3, abs=1e-6), name
        counts, _ = np.histogram(x, data.params["bins"])
        assert side.counts == tuple(counts)


@pytest.mark.parametrize(("distribution", "technique"), COMBINATIONS)
def test_the_sentence_is_true(data, found, distribution, technique):
    sentence = found[distribution].sentences[technique]
    x, y = values(data, distribution), values(data, distribution, technique)
    skews = [float(skewness(one, None)) for one in (x, y)]
    said = sentence.replace("−", "-")
    assert REGISTRY[technique].name in sentence
    match distribution:
        case "shifted":
            assert f"{skews[0]:.2f} before, {skews[1]:.2f} after" in said
            assert ("takes the shift away" in said) == (abs(y.mean()) < 0.005)
            assert ("does not center" in said) == (technique == "rms")
            if technique == "rms":
                assert f"still {y.mean():.2f}" in said
        case "skewed":
            assert f"{skews[0]:.2f} before" in said
            assert f"{skews[1]:.2f} after" in said
            assert said.startswith("Most of" if skews[1] < 0.9 * skews[0] else "The long tail")
        case "heavy_tailed":
            assert f"{far(x):.1f} standard deviations" in said
            assert f"{far(y):.1f} after" in said
            assert ("get shorter" in said) == (far(y) < 0.9 * far(x))
        case "bimodal":
            # Around each mode lies half of the values, and hardly any in the middle between them.
            for one in (x, y):
                middle = np.abs(one - one.mean()) < 0.1 * one.std()
                assert middle.mean() < 0.02
            assert said.startswith("The two modes stay")
        case "channel_offsets":
            words = {1: "one is left", 2: "two are left", 4: "all of them stay"}
            assert apart(x) == 4
            assert words[apart(y)] in said


def test_no_sentence_stands_where_the_data_do_not_bear_it(found):
    flat = Side(dict.fromkeys(STATISTICS, 0.0) | {"std": 1.0, "min": -1.0, "max": 1.0}, (1, 2, 1))
    lopsided = Side(dict(flat.statistics) | {"skewness": 1.0}, (1, 2, 1))
    for distribution, side in (
        ("shifted", lopsided),
        ("skewed", flat),
        ("heavy_tailed", flat),
        ("bimodal", flat),
        ("channel_offsets", flat),
        ("other", flat),
    ):
        with pytest.raises(ValueError, match=r"expected|no sentence"):
            survivors(distribution, "LayerNorm", side, side)


@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_a_switch_of_technique_keeps_the_axes(found, distribution):
    charts = [chart(found[distribution], technique) for technique in TECHNIQUES]
    assert len({(one.domain, one.top, one.series[0]) for one in charts}) == 1
    for one in charts:
        for series in one.series:
            assert one.domain[0] < series.low
            assert series.high < one.domain[1]


def test_the_registry_and_the_figure_name_the_same_techniques():
    assert tuple(REGISTRY) == TECHNIQUES


def test_the_data_in_the_page_are_compact(found):
    assert len(json.dumps(embedded(found))) < 14_000


def test_a_figure_that_is_being_computed_leaves_its_place(tmp_path):
    write_sheet(tmp_path, Sheet("f00", "What changes?", pending="This figure is being computed."))
    md = Markdown(
        extensions=["course_build.markdown.distributions"],
        extension_configs={"course_build.markdown.distributions": {"folder": str(tmp_path)}},
    )
    html = md.convert("/// distributions\n///")
    assert "This figure is being computed." in html
    assert "script" not in html
