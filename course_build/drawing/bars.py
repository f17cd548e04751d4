"""Bars and dots with their names and values written beside them."""

from collections.abc import Sequence

from course_build.drawing.panel import Panel
from course_build.drawing.style import MARKER_SIZE
from course_build.drawing.text import LINE, wrap
from course_build.drawing.theme import sentinel
from course_build.experiments.figure import Number, Point

THICKNESS = 0.62
"""Of a bar, as a share of the distance between two."""
LARGEST_SHARE_OF_NAMES = 0.44
"""Of a panel's width; longer names are wrapped."""
GAP = 6.0
NAME_GAP = 6.0
"""Between the names of two bars, in px."""


def draw_bars(
    panel: Panel,
    names: Sequence[Point],
    values: Sequence[Number | None],
    tokens: Sequence[str],
    *,
    low: Sequence[Number | None] | None,
    high: Sequence[Number | None] | None,
    fmt: str,
    horizontal: bool,
    room: float,
) -> None:
    """Draw one bar for each name; see Canvas.bars. `room` is the width of the panel in px.

    Raises:
        ValueError: The sequences do not match in length.
    """
    given = {"values": values, "tokens": tokens, "low": low, "high": high}
    for name, sequence in given.items():
        if sequence is not None and len(sequence) != len(names):
            raise ValueError(
                f"{name} has {len(sequence)} entries and names has {len(names)}; expected equally many. "
                "Pass one for each bar."
            )
    ax = panel.ax
    ax.grid(visible=True, axis="x" if horizontal else "y")
    ax.grid(visible=False, axis="y" if horizontal else "x")
    ax.spines["left"].set_visible(horizontal)
    if not horizontal:
        ax.margins(y=0.15)
    dots = (ax.get_xscale() if horizontal else ax.get_yscale()) == "log"
    for at, (value, token) in enumerate(zip(values, tokens, strict=True)):
        ends = [one[at] for one in (low, high) if one is not None]
        span = [float(end) for end in ends if end is not None]
        if value is not None:
            _bar(panel, at, float(value), sentinel(token), horizontal=horizontal, dots=dots)
            if len(span) == 2:
                _whisker(panel, at, span, sentinel("ink"), horizontal=horizontal)
        text = "none" if value is None else fmt.format(value).replace("-", "−")
        negative = value is not None and value < 0
        end = min([float(value or 0), *span]) if negative else max([float(value or 0), *span])
        gap = GAP + MARKER_SIZE / 2 if dots else GAP
        _value(panel, at, end, text, sentinel(token), horizontal=horizontal, gap=-gap if negative else gap)
    pitch = LARGEST_SHARE_OF_NAMES * room if horizontal else room / max(len(names), 1) - 4
    wrapped = [wrap(str(one), pitch) for one in names]
    for at, lines in enumerate(wrapped):
        _name(panel, at, lines, horizontal=horizontal)
    if dots:
        ax.margins(0.1)
    if horizontal:
        panel.own_margins = True
        panel.least_height = len(names) * (LINE * max(map(len, wrapped), default=0) + NAME_GAP)
        ax.set_yticks([])
        ax.set_ylim(len(names) - 0.4, -0.6)
    else:
        ax.set_xticks([])
        ax.set_xlim(-0.6, len(names) - 0.4)


def _bar(panel: Panel, at: int, value: float, color: str, *, horizontal: bool, dots: bool) -> None:
    if dots:
        panel.ax.plot(
            *((value, at) if horizontal else (at, value)),
            "o",
            color=color,
            markersize=MARKER_SIZE + 2,
            zorder=4,
        )
    elif horizontal:
        panel.ax.barh(at, value, THICKNESS, color=color, zorder=2)
    else:
        panel.ax.bar(at, value, THICKNESS, color=color, zorder=2)


def _whisker(panel: Panel, at: int, span: Sequence[float], color: str, *, horizontal: bool) -> None:
    line = (span, [at, at]) if horizontal else ([at, at], span)
    panel.ax.plot(*line, color=color, linewidth=1.4, solid_capstyle="butt", zorder=3)


def _value(panel: Panel, at: int, end: float, text: str, color: str, *, horizontal: bool, gap: float) -> None:
    """Write a value beyond the end of its bar."""
    offset = (gap, -4.5) if horizontal else (0, gap - 10 if gap < 0 else gap)
    panel.fixed.append(
        panel.ax.annotate(
            text,
            (end, at) if horizontal else (at, end),
            xytext=offset,
            textcoords="offset points",
            ha=("right" if gap < 0 else "left") if horizontal else "center",
            va="baseline",
            color=color,
            fontweight="bold",
            annotation_clip=False,
            zorder=5,
        )
    )


def _name(panel: Panel, at: int, lines: Sequence[str], *, horizontal: bool) -> None:
    """Write a name line by line: matplotlib aligns lines of one text by its own font's widths."""
    for index, line in enumerate(lines):
        down = LINE * (index - (len(lines) - 1) / 2) if horizontal else LINE * index + LINE
        panel.fixed.append(
            panel.ax.annotate(
                line,
                (0, at) if horizontal else (at, 0),
                xycoords=("axes fraction", "data") if horizontal else ("data", "axes fraction"),
                xytext=(-GAP - 2, -down - 4.5) if horizontal else (0, -down),
                textcoords="offset points",
                ha="right" if horizontal else "center",
                va="baseline",
                color=sentinel("ink"),
                annotation_clip=False,
            )
        )
