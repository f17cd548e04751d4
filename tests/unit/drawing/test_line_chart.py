"""Lines drawn by the build are the ones that the page's script draws: both are held to the same cases."""

from dataclasses import asdict
from xml.etree import ElementTree as etree

import pytest

from course_build.drawing.line_chart import BOXES, Axis, Line, Lines
from course_build.drawing.shapes import marker
from course_build.drawing.theme import TECHNIQUES
from tests.unit.drawing.cases import hold, marks_of


def line(name, color, y, *, lo=None, hi=None, x=(0.01, 0.1, 1.0, 10.0), drawn="line and points"):
    return Line(name, color, tuple(x), tuple(y), lo, hi, drawn)


CHARTS = {
    "bands and gaps, logarithmic": Lines(
        Axis("learning rate", (0.01, 10.0), log=True),
        Axis("steps to learn", (60.0, 1100.0), log=True),
        (
            line("no norm", "none", (None, 114, 100, None), lo=(None, 110, 92, None), hi=(None, 120, 109, None)),
            line("BatchNorm", "batch", (900, 110, None, 300)),
        ),
    ),
    "six that end close to each other": Lines(
        Axis("layer", (0.0, 3.0)),
        Axis("standard deviation", (-0.25, 1.05)),
        tuple(
            line(name, color, (0.1 * index, 0.5, 0.4, 0.9 + 0.01 * index), x=(0, 1, 2, 3), drawn=drawn)
            for index, (name, color, drawn) in enumerate(
                (
                    ("LayerNorm", "layer", "line and points"),
                    ("RMSNorm", "rms", "line and points"),
                    ("GroupNorm", "group", "line and points"),
                    ("InstanceNorm", "instance", "line and points"),
                    ("something else", "ink", "line"),
                    ("DyT", "dynamic_tanh", "line"),
                )
            )
        ),
    ),
    "one, with a long name": Lines(
        Axis("x", (2.0, 3.0)),
        Axis("y", (150.0, 380.0), log=True),
        (line("a name of many letters", "ink", (160, 380), x=(2, 3), drawn="line"),),
    ),
    "without a value": Lines(Axis("x", (0.0, 1.0)), Axis("y", (0.0, 1.0)), (line("y", "ink", (None,), x=(0,)),)),
}


def test_the_drawings_are_those_that_the_script_is_held_to():
    hold(
        "lines",
        {
            name: {"chart": asdict(chart), "description": chart.describe(), "table": chart.table()[1]} | marks_of(chart)
            for name, chart in CHARTS.items()
        },
    )


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.name)
@pytest.mark.parametrize("name", CHARTS)
def test_names_stand_inside_the_box(name, box):
    root = etree.fromstring(CHARTS[name].draw("test", "A title")[box.name])
    assert root.get("viewBox") == f"0 0 {box.width:g} {box.height:g}"
    for one in root.iter("{http://www.w3.org/2000/svg}text"):
        assert 0 <= float(one.get("x")) <= box.width
        assert 10 <= float(one.get("y")) <= box.height


def test_the_script_knows_how_techniques_look():
    looks = {name: {"glyph": one.glyph, "marker": marker(name, 44)} for name, one in TECHNIQUES.items()}
    hold("techniques", looks)
