"""Histograms drawn by the build are the ones that the page's script draws: both are held to the same cases."""

from dataclasses import asdict
from xml.etree import ElementTree as etree

import pytest

from course_build.drawing.histograms import BOXES, Histogram, Histograms, density
from tests.unit.drawing.cases import hold, marks_of


def histogram(name: str, color: str, low: float, high: float, counts: list[int]) -> Histogram:
    return Histogram(name, color, low, high, tuple(one / sum(counts) for one in counts))


BEFORE = histogram("before", "none", 0.02, 11.49, [6, 14, 13, 9, 5, 3, 2, 1, 1, 0, 0, 1])
CHARTS = {
    "two apart": Histograms("value", (-4.0, 12.0), 0.4, (BEFORE, histogram("after", "layer", -1.5, 7.0, [3, 9, 2, 1]))),
    "names that would overlap": Histograms(
        "value of an activation",
        (-0.3, 11.8),
        0.62,
        (BEFORE, histogram("after InstanceNorm", "instance", 0.0, 3.0, [1, 4, 3, 1])),
    ),
    "at the right edge": Histograms(
        "value",
        (-1000.0, 1000.0),
        0.026,
        (
            histogram("before", "none", -900, 980, [1, 1, 1, 5]),
            histogram("after RMSNorm", "rms", 890.5, 990, [1, 2, 3, 9]),
        ),
    ),
    "a spike that is cut off": Histograms(
        "value",
        (-1.0, 1.0),
        2.0,
        (histogram("before", "none", 0.0, 0.01, [1, 2]), histogram("after", "rms", -1, 1, [3])),
    ),
    "one alone, small": Histograms("value", (0.001, 0.0045), 900, (histogram("before", "none", 0.001, 0.004, [1, 2]),)),
}


def drawn(chart: Histograms) -> dict[str, object]:
    """Return the marks of both versions as the script has them."""
    found: dict[str, object] = {
        "chart": asdict(chart),
        "description": chart.describe(),
    }
    return found | marks_of(chart)


def test_the_drawings_are_those_that_the_script_is_held_to():
    hold("histograms", {name: drawn(chart) for name, chart in CHARTS.items()})


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.name)
@pytest.mark.parametrize("name", CHARTS)
def test_everything_stays_inside_the_box(name, box):
    root = etree.fromstring(CHARTS[name].draw("test", "A title")[box.name])
    for one in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(one.get("x")) <= box.width
        assert 10 <= float(one.get("y")) <= box.height


def test_what_is_higher_than_the_picture_ends_at_its_edge_and_says_so():
    chart = CHARTS["a spike that is cut off"]
    root = etree.fromstring(chart.draw("test", "A title")["wide"])
    said = [one.text for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "before, cut off" in said
    assert "after, cut off" not in said
    assert "before, cut off: from 0.00 to 0.01" in chart.describe()
    spike = [one.get("d") for one in root.iter("{http://www.w3.org/2000/svg}path")][-2]
    assert "V34H" in spike


def test_the_area_of_a_histogram_is_one():
    one = histogram("before", "none", -3, 3, [1, 3, 2])
    assert density(one) == pytest.approx(0.25)
    flat = histogram("before", "none", 0, 4, [1, 1, 1, 1])
    assert density(flat) * (flat.high - flat.low) == pytest.approx(1)
