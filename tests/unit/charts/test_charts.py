"""Charts that cells give: what they hold, what they refuse, and that the build can draw them."""

import json
import re
import textwrap

import numpy as np
import pytest

from course_build.charts import bars, histogram, lines
from course_build.drawing.plain import chart_of
from course_build.session.chart import Chart
from course_build.session.run import new_namespace, run
from tests import ROOT

X = np.array([[1.0, 2.0, 6.0], [2.0, 8.0, 5.0]])
CHARTS = {
    "histogram": histogram(X, bins=5),
    "two histograms": histogram({"before": X, "after LayerNorm": (X - 4) / 2}, title="A & B", x_name="entry"),
    "all the same": histogram(np.full(9, 3.0)),
    "whole numbers": histogram(np.arange(9, dtype=np.int64), bins=9),
    "bars": bars({"BatchNorm": 0.25, "mine": np.float32(2)}, unit="distance", decimals=1),
    "bars of nothing": bars({"a": 0}),
    "lines": lines([1, 2, 3], {"RMSNorm": [0.5, np.nan, 2], "other": [1, 1, 1]}, y_name="size"),
    "one line": lines(np.arange(1, 101), np.arange(100) * 1.0),
    "bands": lines([1, 10], {"a": [1, 3]}, log_x=True, log_y=True, bands={"a": ([0.5, 2], [2, 4])}),
}


@pytest.mark.parametrize("name", CHARTS)
def test_the_build_draws_it_with_its_table(name):
    chart = CHARTS[name]
    told = json.loads(json.dumps(chart.told(), allow_nan=False))
    drawn = chart_of(told["kind"], told["data"])
    assert set(drawn.draw("a", chart.title)) == {"wide", "narrow"}
    head, rows = drawn.table()
    assert rows
    assert all(len(row) == len(head) for row in rows)
    assert "nan" not in "".join(drawn.draw("a", "").values())


def test_shares_add_up_and_the_axis_holds_all():
    data = CHARTS["two histograms"].data
    assert [sum(one["shares"]) for one in data["series"]] == pytest.approx([1, 1])
    assert data["domain"] == [-1.5, 8]
    assert data["x"] == "entry"


def test_a_technique_has_its_color_and_all_else_another():
    assert [one["color"] for one in CHARTS["two histograms"].data["series"]] == ["none", "layer"]
    assert [one["color"] for one in CHARTS["bars"].data["bars"]] == ["batch", "ink"]
    four = lines([1, 2], {name: [1, 2] for name in ("no norm", "a", "b", "instancenorm, deep")})
    colors = [one["color"] for one in four.data["series"]]
    assert colors[0] == "none"
    assert colors[3] == "instance"
    assert len(set(colors)) == 4


def test_a_line_has_a_gap_where_it_has_no_number_and_markers_while_they_are_few():
    assert CHARTS["lines"].data["series"][0]["y"] == [0.5, None, 2]
    assert CHARTS["lines"].data["series"][0]["drawn"] == "line and points"
    assert CHARTS["one line"].data["series"][0]["drawn"] == "line"
    assert CHARTS["one line"].data["y"]["domain"][0] == 0


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: histogram([1, np.nan]), "values holds NaN or infinity"),
        (lambda: histogram([]), "values is empty"),
        (lambda: histogram(["a"]), "values holds no real numbers, but <U1"),
        (lambda: histogram({"a": X, "b": X, "c": X}), "shows 1 to 2 of them, and got 3"),
        (lambda: histogram(X, bins=10**6), "bins has to be 1 to 120"),
        (lambda: histogram({"a" * 25: X}), "there is room for 24"),
        (lambda: histogram(X, title="a" * 161), "title has 161 characters"),
        (lambda: histogram(X, x_name=3), "x_name is not a text"),
        (lambda: bars([1, 2]), "a number for each name"),
        (lambda: bars({"a": -1}), "no number may be negative"),
        (lambda: bars({}), "shows 1 to 24 of them, and got 0"),
        (lambda: bars({"a": 1}, decimals=9), "decimals has to be 0 to 6"),
        (lambda: lines([1, 2], [1, 2, 3]), r"y has the shape \(3,\), and x has \(2,\)"),
        (lambda: lines(np.arange(1001), np.arange(1001)), r"at most 1000 entries.*\[::10\]"),
        (lambda: lines(X, X), r"one axis of at most 1000 entries, and is \(2, 3\)"),
        (lambda: lines([0, 1], [1, 2], log_x=True), "x has to be greater than 0"),
        (lambda: lines([0, 1], [1, np.inf]), "y holds infinity"),
        (lambda: lines([0, 1], [np.nan, np.nan]), "nothing but NaN"),
        (lambda: lines([0, 1], [1, 2], bands={"b": ([1, 1], [2, 2])}), "no line of that name"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(make, words):
    with pytest.raises(ValueError, match=words):
        make()


def test_a_cell_tells_it_and_refuses_what_no_page_takes():
    code = "from course_build.charts import bars\nbars({'a': 2}, title='T')"
    told = run(code, "cell.py", new_namespace())
    assert told["text"] == ""
    assert told["chart"] == {
        "kind": "bars",
        "title": "T",
        "data": {
            "bars": [{"name": "a", "color": "ink", "value": 2.0}],
            "top": 2.0,
            "rows": 1,
            "unit": "value",
            "decimals": 2,
        },
    }
    for data in ({"x": float("nan")}, {"x": [0] * 200_000}):
        namespace = {**new_namespace(), "made": Chart("lines", "", data)}
        assert run("made", "cell.py", namespace)["type"] == "ValueError"


def test_the_example_of_the_guide_gives_three_charts():
    guide = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    (example,) = (one for one in re.findall(r"~~~python\n(.*?)~~~", guide, re.DOTALL) if "course_build.charts" in one)
    *first, bars_, lines_, histogram_ = textwrap.dedent(example).strip().splitlines()
    for line, kind in ((bars_, "bars"), (lines_, "lines"), (histogram_, "histogram")):
        assert run("\n".join([*first, line]), "cell.py", new_namespace())["chart"]["kind"] == kind
