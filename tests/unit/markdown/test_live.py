"""Live figures on a page: what is checked, and what stands there in a copy without Python."""

from pathlib import Path

import pytest
from markdown import Markdown

from course_build.figures.publish import Sheet, publish, write_sheet
from course_build.markdown import live
from course_build.markdown.provenance import LICENSES
from course_build.markdown.source import BlockLine
from figures_src._live import FIGURES, run

PAGE = "/// live | f13\n///\n"


@pytest.fixture
def folder(tmp_path) -> Path:
    figure = FIGURES["f13"]
    folder = tmp_path / "figures"
    publish(folder, figure, figure.run(), {})
    write_sheet(folder, Sheet("f02", "Why?"))
    return folder


def render(folder: Path) -> str:
    name = "course_build.markdown.live"
    return Markdown(extensions=[name], extension_configs={name: {"folder": str(folder)}}).convert(PAGE)


def test_with_python_the_page_has_choices_a_button_and_the_published_result(folder):
    licenses = folder.parent / LICENSES
    licenses.parent.mkdir(parents=True)
    licenses.write_text("")
    html = render(folder)
    assert "<button" in html
    assert html.count("<select") == 3
    assert '"published":{"scalars"' in html


def test_without_python_only_the_details_are_there_and_say_so(folder):
    html = render(folder)
    assert live.WITHOUT in html
    for absent in ("<button", "<select", "<fieldset", "<script", "course-status"):
        assert absent not in html


def test_a_sheet_with_controls_is_read_as_it_was_written(folder):
    figure = FIGURES["f13"]
    assert Sheet.read(folder / "f13.sheet.json").live == Sheet.of(figure, figure.run()).live


def errors(folder: Path, *names: str) -> list[str]:
    blocks = [BlockLine(Path("page.md"), line, "///", "live", name) for line, name in enumerate(names, 1)]
    sheets = [Sheet.read(path) for path in sorted(folder.glob("*.sheet.json"))]
    return [str(one) for one in live.check(blocks, sheets, str)]


def test_a_figure_that_is_not_live_is_an_error_with_its_line(folder):
    (error,) = errors(folder, "f13", "f02")
    assert error.startswith("page.md:2: there is no live figure 'f02'")


def test_a_live_figure_stands_once_on_a_page(folder):
    (error,) = errors(folder, "f13", "f13")
    assert error.startswith("page.md:2: the live figure f13 stands twice")


@pytest.mark.parametrize("id_", FIGURES)
def test_what_is_chosen_first_is_the_published_setting(id_):
    figure = FIGURES[id_]
    first = {one.key: one.first for one in figure.live.controls}
    assert all(one.first in one.choices for one in figure.live.controls)
    if not figure.live.compared:
        assert figure.live.params(first) == figure.params


@pytest.mark.parametrize("id_", [one for one in FIGURES if one != "f01"])
def test_every_choice_can_be_run(id_):
    live_figure = FIGURES[id_].live
    first = {one.key: one.first for one in live_figure.controls}
    for control in live_figure.controls:
        for value in () if control.shows_only else control.choices:
            told = []
            data = run({"figure": id_, "chosen": first | {control.key: value}}, told.append)
            assert data["series"]
            assert [one["done"] for one in told] == list(range(told[0]["of"]))


def test_a_run_of_one_rate_is_the_published_run_of_the_first_seed():
    chosen = {"network": "a", "technique": "batch", "rate": "1"}
    data = run({"figure": "f01", "chosen": chosen}, lambda _: None)
    hits = {one["name"]: one["y"] for one in data["series"] if one["name"].endswith("first seed")}
    assert hits["A well-scaled ReLU net, no norm, first seed"] == (None,)
    assert 90 < hits["A well-scaled ReLU net, BatchNorm, first seed"][0] < 140


def test_a_figure_that_does_not_ship_is_refused():
    with pytest.raises(ValueError, match="f02"):
        run({"figure": "f02", "chosen": {}}, lambda _: None)
