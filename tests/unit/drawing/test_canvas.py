"""Labels keep apart and inside, panels line up, ticks are readable."""

import itertools

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from course_build.drawing.canvas import NARROW, WIDE, Canvas
from course_build.drawing.numbers import plain
from course_build.drawing.panel import HALO
from course_build.drawing.style import SETTINGS
from course_build.drawing.text import width, wrap
from course_build.drawing.theme import TECHNIQUES, sentinel
from course_build.experiments.figure import Series, numbers


@pytest.fixture(autouse=True)
def style():
    with matplotlib.rc_context(SETTINGS):
        yield


@pytest.fixture(params=[False, True], ids=["wide", "narrow"])
def canvas(request):
    return Canvas(narrow=request.param)


def boxes(figure, *, labels_only=False):
    """Return the text and extent, in px, of every text that the figure shows."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    found = list(figure.texts)
    for ax in figure.axes:
        found += ax.texts
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            found += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    shown = [text for text in found if text.get_visible() and text.get_text()]
    if labels_only:
        shown = [text for text in shown if text.get_gid() == HALO]
    return [(text.get_text(), text.get_window_extent(renderer)) for text in shown]


def draw_everything(canvas):
    """Draw lines, a reference, a note, bars and a histogram, as a figure file does."""
    rates = (0.001, 0.01, 0.1, 1.0)
    lines, bars, histogram = canvas.panels(3, columns=2, height=230)
    canvas.line(
        lines, Series("a", rates, (90, 40, None, 70), (80, 30, None, 60), (99, 55, None, 80)), "none", label="none"
    )
    canvas.line(lines, Series("b", rates, (95, 42, 20, 68)), "batch", label="BatchNorm")
    canvas.axes(lines, title="Rates", x="learning rate", y="steps", better="lower", log_x=True, log_y=True)
    canvas.reference(lines, y=60, text="chance")
    canvas.note(lines, 0.002, 25, "a note")
    canvas.label_lines(lines)
    canvas.bars(
        bars, ["BatchNorm", "a name that is long and needs lines"], [2.5, 1], ["batch", "rms"], low=[2, 1], high=[3, 1]
    )
    canvas.axes(bars, title="Bars with a title that is too long for its panel", x="test error, %", better="lower")
    canvas.steps(histogram, [-2, -1, 0, 1, 2], [1, 4, 4, 1], "group")
    canvas.axes(histogram, title="Values", x="value", y="share")


def overlaps(found):
    """Return the pairs of texts that cover each other by more than the air around their letters."""
    return [
        (name, other)
        for (name, one), (other, two) in itertools.combinations(found, 2)
        if min(one.x1, two.x1) - max(one.x0, two.x0) > 1 and min(one.y1, two.y1) - max(one.y0, two.y0) > 3
    ]


def lines_that_end_together(canvas, spread, names=tuple(TECHNIQUES)):
    (ax,) = canvas.panels(1, height=300)
    x = np.arange(1, 31)
    for index, name in enumerate(names):
        y = np.exp(-x / 8) + spread * index
        canvas.line(ax, Series(name, tuple(x.tolist()), numbers(y)), name, label=f"label of {name}")
    canvas.axes(ax, x="step", y="loss", better="lower")
    canvas.label_lines(ax)
    return ax


@pytest.mark.parametrize("spread", [0.0, 0.002, 0.05, 0.3])
def test_labels_of_lines_never_overlap(canvas, spread):
    lines_that_end_together(canvas, spread)
    found = boxes(canvas.finish(), labels_only=True)
    assert len(found) == len(TECHNIQUES)
    assert overlaps(found) == []


def test_labels_have_the_color_of_their_line(canvas):
    lines_that_end_together(canvas, 0.1)
    for text in canvas.finish().texts:
        if text.get_gid() == HALO:
            assert text.get_color() == sentinel(text.get_text().removeprefix("label of "))


def test_all_texts_of_a_figure_keep_apart_and_inside(canvas):
    draw_everything(canvas)
    figure = canvas.finish()
    found = boxes(figure)
    across, down = figure.get_size_inches() * 72
    assert across == pytest.approx(NARROW if canvas.narrow else WIDE)
    assert overlaps(found) == []
    for name, box in found:
        assert box.x0 >= -0.5, name
        assert box.x1 <= across + 0.5, name
        assert box.y0 >= -0.5, name
        assert box.y1 <= down + 0.5, name


def test_lines_that_end_early_are_labeled_too(canvas):
    (ax,) = canvas.panels(1)
    canvas.line(ax, Series("a", (1, 2, 3, 4), (1, 2, None, None)), "none", label="ends early")
    canvas.line(ax, Series("b", (1, 2, 3, 4), (2, 2, 2, 2)), "batch", label="goes on")
    canvas.line(ax, Series("c", (1, 2), (None, None)), "rms", label="never was")
    canvas.label_lines(ax)
    assert {name for name, _ in boxes(canvas.finish(), labels_only=True)} == {"ends early", "goes on"}


def test_labels_without_any_room_are_an_error():
    canvas = Canvas(narrow=True)
    (ax,) = canvas.panels(1, height=20)
    for name in TECHNIQUES:
        canvas.line(ax, Series(name, (0, 1), (0, 1)), name, label=f"a rather long label of {name}")
    canvas.label_lines(ax)
    with pytest.raises(ValueError, match="no room for the label 'a rather long label"):
        canvas.finish()


def test_plots_side_by_side_are_equally_wide(canvas):
    panels = canvas.panels(3, narrow_columns=3, share_y=True)
    for ax in panels:
        canvas.line(ax, Series("a", (1, 2), (1000, 20000)), "batch")
        canvas.axes(ax, title="A title", x="x")
    canvas.finish()
    assert np.ptp([ax.get_position().width for ax in panels]) < 1e-9
    assert np.ptp([ax.get_position().y0 for ax in panels]) < 1e-9


def test_columns_follow_the_version(canvas):
    panels = canvas.panels(4, columns=4, narrow_columns=2)
    canvas.finish()
    assert len({round(ax.get_position().x0, 4) for ax in panels}) == (2 if canvas.narrow else 4)


def test_a_note_stays_in_its_panel(canvas):
    (ax,) = canvas.panels(1)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    canvas.note(ax, 0.98, 5, "a note that starts far to the right and above")
    figure = canvas.finish()
    ((_, box),) = boxes(figure, labels_only=True)
    assert box.x1 <= figure.get_figwidth() * 72 + 0.5
    assert box.y1 <= ax.get_window_extent().y1 + 0.5


def test_a_missing_value_leaves_a_gap_and_no_bar(canvas):
    (ax,) = canvas.panels(1)
    canvas.bars(ax, ["a", "b"], [1.5, None], "batch")
    assert len(ax.patches) == 1
    assert {name for name, _ in boxes(canvas.finish())} >= {"a", "b", "1.50", "none"}


def test_bars_that_do_not_match_are_refused(canvas):
    (ax,) = canvas.panels(1)
    with pytest.raises(ValueError, match="values has 1 entries and names has 2"):
        canvas.bars(ax, ["a", "b"], [1], "batch")


def test_dots_stand_for_bars_on_a_log_axis(canvas):
    (ax,) = canvas.panels(1)
    canvas.axes(ax, x="ratio", log_x=True)
    canvas.bars(ax, ["a", "b"], [1e-3, 2], ["batch", "rms"], fmt="{:g}")
    assert not ax.patches
    assert len(ax.lines) == 2


def test_a_histogram_without_a_name_for_its_height_has_no_numbers(canvas):
    (ax,) = canvas.panels(1)
    canvas.steps(ax, [0, 1, 2], [3, 4], "batch")
    canvas.finish()
    assert not list(ax.get_yticks())
    assert ax.get_ylim()[0] == 0


def test_names_of_categories_become_ticks(canvas):
    (ax,) = canvas.panels(1)
    canvas.line(ax, Series("a", ("small", "large"), (1, 2)), "batch")
    assert [text.get_text() for text in ax.get_xticklabels()] == ["small", "large"]


def test_every_technique_draws_its_own_dash_and_marker():
    styles = [Canvas().style(name) for name in TECHNIQUES]
    assert len({str(style["linestyle"]) for style in styles}) == len(styles)
    assert len({style["marker"] for style in styles}) == len(styles)


def test_mistakes_are_told(canvas):
    (ax,) = canvas.panels(1)
    with pytest.raises(ValueError, match="better is 'down'; expected one of"):
        canvas.axes(ax, better="down")
    with pytest.raises(ValueError, match="expected one of them"):
        canvas.reference(ax, text="nothing")
    with pytest.raises(ValueError, match="panels\\(\\) was called before"):
        canvas.panels(2)
    with pytest.raises(ValueError, match="no color token 'red'"):
        canvas.line(ax, Series("a", (1, 2), (1, 2)), "red")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.001, "0.001"),
        (0.1, "0.1"),
        (10.0, "10"),
        (12500, "12,500"),
        (-2.5, "−2.5"),
        (1e-9, "10⁻⁹"),
        (1e6, "10⁶"),
        (2e-7, "2·10⁻⁷"),
        (-1e8, "−10⁸"),
    ],
)
def test_ticks_are_plain_numbers(value, text):
    assert plain(value) == text


@pytest.mark.parametrize(("low", "high"), [(1e-4, 10), (0.3, 40), (1.2, 1.9), (1e-30, 1e30), (2, 8)])
def test_log_axes_have_a_few_ticks_in_view(canvas, low, high):
    (ax,) = canvas.panels(1)
    canvas.axes(ax, log_x=True, log_y=True)
    ax.set_xlim(low, high)
    ax.set_ylim(low, high)
    found = boxes(canvas.finish())
    for ticks in (ax.get_xticks(), ax.get_yticks()):
        shown = [tick for tick in ticks if low <= tick <= high]
        assert 2 <= len(shown) <= 14
    assert overlaps(found) == []


def test_lines_of_text_are_few_and_even():
    text = "mean 0.00, std 1.00"
    assert wrap(text, 1000) == [text]
    assert wrap(text, width(text) - 5) == ["mean 0.00,", "std 1.00"]
    assert wrap("", 100) == []
    assert wrap("unbreakable", 5) == ["unbreakable"]
