"""A drawn figure can live in a page: named, themed, unique, small, and the same every time."""

import re
from typing import Any
from xml.etree import ElementTree as etree

import numpy as np
import pytest

from course_build.drawing.paths import compact
from course_build.drawing.svg import fill_template, format_number, render
from course_build.drawing.theme import TOKENS, variable
from course_build.experiments.figure import Figure, FigureData, Series, numbers

VERSIONS = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"
STEPS = tuple(range(1, 41))
DATA = FigureData(
    id="f99",
    question="What can a canvas draw?",
    params={},
    series=(
        Series("no norm", (0.001, 0.01, 0.1, 1.0), (90, 40, None, 70), (80, 30, None, 60), (99, 55, None, 80)),
        Series("BatchNorm", (0.001, 0.01, 0.1, 1.0), (95, 42, 20, 68)),
        Series("LayerNorm", STEPS, numbers(np.exp(-np.array(STEPS) / 9))),
    ),
    scalars={"ratio": 1.25, "difference": -0.00003},
)


def draw(data: FigureData, canvas: Any) -> None:
    rates, bars, histogram, steps = canvas.panels(4, columns=2, height=230)
    for name, technique in (("no norm", "none"), ("BatchNorm", "batch")):
        canvas.line(rates, data[name], technique, label=name)
    canvas.axes(rates, title="Rates", x="learning rate", y="steps", better="lower", log_x=True, log_y=True)
    canvas.reference(rates, y=60, text="chance")
    canvas.note(rates, 0.002, 25, "costs $5 & more < 6")
    canvas.label_lines(rates)
    canvas.bars(
        bars, ["BatchNorm", "a name that needs two lines"], [2.5, None], ["batch", "rms"], low=[2, None], high=[3, None]
    )
    canvas.axes(bars, title="Bars", x="test error, %", better="lower")
    canvas.steps(histogram, [-2, -1, 0, 1, 2], [1, 4, 4, 1], "group")
    canvas.axes(histogram, title="Values", x="value")
    canvas.line(steps, data["LayerNorm"], "layer", label="LayerNorm")
    canvas.axes(steps, title="Steps", x="step", y="loss")
    canvas.label_lines(steps)


def figure(drawing: Any = draw, **texts: str) -> Figure:
    """Return a figure that draws so, with other texts where given."""
    used = {
        "title": "BatchNorm is {ratio:.2f} times faster",
        "alt": "They differ by {difference:.0e}.",
        "caption": "c",
        "setup": "s",
        **texts,
    }
    return Figure(
        id="f99",
        question=DATA.question,
        params={},
        units=lambda params: [],
        compute=lambda params, results: ((), {}),
        draw=drawing,
        **used,
    )


@pytest.fixture(scope="module")
def drawings():
    return render(figure(), DATA)


@pytest.fixture(params=VERSIONS)
def svg(request, drawings):
    return drawings[request.param]


@pytest.fixture
def root(svg):
    return etree.fromstring(svg)


def texts(root):
    return [one.text for one in root.iter(f"{SVG}text")]


def test_both_versions_are_drawn_at_their_width(drawings):
    assert tuple(drawings) == VERSIONS
    assert 'viewBox="0 0 680 ' in drawings["wide"]
    assert 'viewBox="0 0 350 ' in drawings["narrow"]


def test_the_same_data_give_the_same_bytes(drawings):
    assert render(figure(), DATA) == drawings


def test_ids_are_unique_on_a_page_with_both_versions(drawings):
    ids = re.findall(r'\bid="([^"]+)"', "".join(drawings.values()))
    assert len(ids) == len(set(ids))
    assert all(name.startswith(("f99-wide-", "f99-narrow-")) for name in ids)


def test_every_reference_resolves_in_its_own_drawing(svg, root):
    ids = {one.get("id") for one in root.iter()}
    referred = re.findall(r'(?:href="|url\()#([\w-]+)', svg)
    assert referred
    assert set(referred) <= ids
    assert set(root.get("aria-labelledby").split()) <= ids


def test_it_is_an_image_with_a_name_and_a_description(root):
    assert root.get("role") == "img"
    title, description = (root.find(SVG + tag) for tag in ("title", "desc"))
    assert title.text == "BatchNorm is 1.25 times faster"
    assert description.text == "They differ by −3\u00a0×\u00a010⁻⁵."
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"


def test_nothing_of_it_reaches_the_rest_of_the_page(svg):
    assert not re.search(r"<style|<metadata|<\?xml|<!DOCTYPE|\sstyle=|DejaVu|xlink", svg)
    assert re.findall(r"https?://[^\"]+", svg) == ["http://www.w3.org/2000/svg"]


def test_css_sizes_it(root):
    assert root.get("width") is None
    assert root.get("height") is None
    assert root.get("class") == "course-svg"


def test_every_color_is_a_token(root):
    allowed = {variable(name) for name in TOKENS} | {"none"}
    used = {one.get(key) for one in root.iter() for key in ("fill", "stroke")} - {None}
    assert used <= allowed
    assert {variable(name) for name in ("none", "batch", "layer", "group", "rms", "ink", "muted", "grid")} <= used


def test_nothing_is_black_because_it_has_no_color(root):
    def check(one, fill):
        fill = one.get("fill", fill)
        if one.tag in (f"{SVG}text", f"{SVG}path", f"{SVG}use"):
            assert fill is not None, one.attrib
        for child in one:
            if child.tag not in (f"{SVG}defs", f"{SVG}clipPath"):
                check(child, fill)

    check(root, None)


def test_text_is_text(root):
    found = texts(root)
    for text in ("Rates", "learning rate", "steps · lower is better ↓", "0.01", "BatchNorm", "chance", "2.50", "none"):
        assert text in found
    assert "costs $5 & more < 6" in found


def test_text_is_never_smaller_than_12_px(root):
    sizes = [root.get("font-size")] + [one.get("font-size") for one in root.iter(f"{SVG}text")]
    assert min(float(size) for size in sizes if size) >= 12


def test_it_is_small(svg, root):
    assert len(svg.encode()) < 40_000
    attributes = " ".join(value for one in root.iter() for value in one.attrib.values())
    assert max(len(decimals) for decimals in re.findall(r"\.(\d+)", attributes)) == 2


def drawing_with(**style):
    def draw(data, canvas):
        (ax,) = canvas.panels(1)
        ax.plot([0, 1], [0, 1], **style)

    return figure(draw)


def test_a_color_that_is_no_token_is_refused():
    with pytest.raises(ValueError, match=r"#1f77b4 .*is no token.*canvas\.color"):
        render(drawing_with(), DATA)


def test_black_is_refused_too_although_matplotlib_does_not_write_it():
    def draw(data, canvas):
        (ax,) = canvas.panels(1)
        ax.text(0.5, 0.5, "hidden in the dark", color="black")

    with pytest.raises(ValueError, match=r"'hidden in the dark' is drawn in black"):
        render(figure(draw), DATA)


def test_a_figure_without_panels_is_refused():
    with pytest.raises(ValueError, match=r"drew no panels"):
        render(figure(lambda data, canvas: None), DATA)


@pytest.mark.parametrize("field", ["title", "alt"])
def test_an_unknown_number_in_a_text_names_figure_field_and_likeness(field):
    with pytest.raises(ValueError, match=rf"figure f99, {field}: \{{ratoi:.2f\}} .*Did you mean 'ratio'\?"):
        render(figure(**{field: "{ratoi:.2f} times"}), DATA)


def test_a_template_without_likeness_lists_what_there_is():
    with pytest.raises(ValueError, match=r"caption: \{x\} .*It has: a, b\."):
        fill_template("{x}", {"b": 1, "a": 2}, "figure f01, caption")


@pytest.mark.parametrize("template", ["{a:q}", "{a", "{}", "{a.real}"])
def test_a_broken_template_is_refused(template):
    with pytest.raises(ValueError, match="figure f01, caption"):
        fill_template(template, {"a": 1.5}, "figure f01, caption")


def test_doubled_braces_are_braces():
    assert fill_template("{{a}} is {a:.1f}", {"a": 1.5}, "") == "{a} is 1.5"


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        (-0.5, ".1f", "−0.5"),
        (-0.001, ".1f", "0.0"),
        (3e-5, ".0e", "3\u00a0×\u00a010⁻⁵"),
        (1e-5, ".0e", "10⁻⁵"),
        (-2.5e7, ".1e", "−2.5\u00a0×\u00a010⁷"),
        (12345, ",.0f", "12,345"),
    ],
)
def test_numbers_are_set_as_text_sets_them(value, spec, text):
    assert format_number(value, spec) == text


@pytest.mark.parametrize(
    ("path", "short"),
    [
        ("M 1.0 2.0 \nL 4.004 2.0 \nL 4.004 -3.5 \nz\n", "M1 2h3v-5.5z"),
        ("M 0.5 0 L 1.25 -0.25", "M.5 0l.75-.25"),
        ("M 0 0 C 1 0 2 1 2 2 L 3 3", "M0 0c1 0 2 1 2 2l1 1"),
    ],
)
def test_paths_take_few_bytes(path, short):
    assert compact(path) == short


def test_rounding_errors_of_paths_do_not_add_up():
    path = "M 0 0 " + " ".join(f"L {step * 0.333:.6f} {step % 2}" for step in range(1, 301))
    moved = sum(float(part) for part in re.findall(r"l(-?[\d.]+)", compact(path)))
    assert moved == pytest.approx(300 * 0.333, abs=0.011)


def test_an_unknown_path_command_is_refused():
    with pytest.raises(ValueError, match="cannot read the path"):
        compact("M 0 0 A 1 1 0 0 0 2 2")
