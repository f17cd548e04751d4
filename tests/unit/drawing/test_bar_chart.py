"""Bars drawn by the build are the ones that the page's script draws: both are held to the same cases."""

from dataclasses import asdict
from xml.etree import ElementTree as etree

import pytest

from course_build.drawing.bar_chart import Bar, Bars
from tests.unit.drawing.cases import hold, marks_of

CHARTS = {
    "four": Bars(
        tuple(
            Bar(f"{name}, {when}", color, value)
            for name, when, color, value in (
                ("mean", "before", "none", 3.0049),
                ("mean", "after", "batch", 0.0),
                ("standard deviation", "before", "none", 0.4962),
                ("standard deviation", "after", "batch", 6e-6),
            )
        ),
        3.0049,
        4,
        "distance",
    ),
    "two of four": Bars((Bar("RMS, before", "none", 1.125), Bar("RMS, after", "rms", 0.0)), 1.125, 4, "distance"),
}


def test_the_drawings_are_those_that_the_script_is_held_to():
    hold(
        "bars",
        {
            name: {"chart": asdict(chart), "description": chart.describe()} | marks_of(chart)
            for name, chart in CHARTS.items()
        },
    )


@pytest.mark.parametrize(("version", "width"), [("wide", 680), ("narrow", 350)])
def test_a_chart_that_shows_fewer_bars_keeps_its_size_and_the_longest_bar_leaves_room_for_its_value(version, width):
    drawn = [etree.fromstring(chart.draw("test", "A title")[version]) for chart in CHARTS.values()]
    assert drawn[0].get("viewBox") == drawn[1].get("viewBox") == f"0 0 {width} 108"
    texts = [one for one in drawn[0].iter("{http://www.w3.org/2000/svg}text") if one.text == "3.00"]
    assert float(texts[0].get("x")) == pytest.approx(width - 46)
