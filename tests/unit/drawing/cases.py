"""Cases to which the tests of the front end hold the script: what the build draws and computes, as JSON."""

import json
from typing import Any
from xml.etree import ElementTree as etree

import pytest

from course_build.drawing.chart import Chart
from tests import ROOT

SOURCES = ROOT / "course_build" / "frontend" / "src"


def hold(name: str, now: dict[str, Any], folder: str = "charts") -> None:
    """Hold what the build makes to the cases that the script is held to; missing ones are written, and fail once."""
    path = SOURCES / folder / f"{name}.cases.json"
    now = json.loads(json.dumps(now))
    if not path.exists():
        path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", "utf-8")
        pytest.fail(f"wrote {path.name}: run the tests of the front end too, and look at the page")
    assert now == json.loads(path.read_text("utf-8"))


def marks_of(chart: Chart) -> dict[str, Any]:
    """Return what both versions of a chart draw, as the script has it."""
    found = {}
    for version, svg in chart.draw("test", "A title").items():
        marks = []
        for one in list(etree.fromstring(svg))[2:]:
            mark = {"tag": one.tag.rpartition("}")[2], "attributes": one.attrib}
            marks.append(mark | ({"text": one.text} if one.text else {}))
        found[version] = marks
    return found
