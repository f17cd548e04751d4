"""What a figure draws on: panels, lines, bars and histograms in the style of the course.

Figure files use a canvas and the axes that it returns, and never import matplotlib.
Texts are laid out when the drawing is complete, so the order of the calls is free.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from course_build.drawing.bars import draw_bars
from course_build.drawing.compose import compose
from course_build.drawing.panel import HALO, Label, Panel
from course_build.drawing.style import LINE_WIDTH
from course_build.drawing.text import SIZE, TITLE_SIZE
from course_build.drawing.theme import TECHNIQUES, sentinel, token
from course_build.drawing.ticks import set_ticks
from course_build.experiments.figure import Number, Point, Series

WIDE, NARROW = 680, 350
"""Widths of the two versions, in px of the page."""
SMALL_PANEL = 150
"""Panels narrower than this, in px, have smaller titles."""
MARKERS = 16
"""Markers on one line at most: more would hide it."""
BETTER = ("lower", "higher")


class Canvas:
    """One version of a figure while it is drawn.

    Figure files call its methods between `panels` and the end of their `draw`; `finish`
    is for whoever called `draw`.
    """

    def __init__(self, *, narrow: bool = False) -> None:
        self.narrow = narrow
        """Whether this is the version for a phone."""
        self.figure = Figure(figsize=((NARROW if narrow else WIDE) / 72, 4), dpi=72)
        self._backend = FigureCanvasAgg(self.figure)
        self._panels: dict[Axes, Panel] = {}
        self._columns = 1
        self._height = 0.0

    def panels(
        self,
        count: int,
        *,
        columns: int | None = None,
        narrow_columns: int = 1,
        height: float = 240,
        share_x: bool = False,
        share_y: bool = False,
    ) -> list[Axes]:
        """Return `count` panels, row by row; call it once.

        Parameters:
            count: How many panels.
            columns: How many stand side by side; all of them unless given.
            narrow_columns: The same for the phone.
            height: Of one panel with its texts, in px. A panel grows when its texts need more.
            share_x: All panels show the same range of x.
            share_y: All panels show the same range of y, and only the first column has its numbers.
        """
        if self._panels:
            raise ValueError("panels() was called before; expected one call for each figure. Ask for all at once.")
        self._columns = narrow_columns if self.narrow else columns or count
        self._height = height
        first: Axes | None = None
        for index in range(count):
            ax = self.figure.add_axes(
                (0.2, 0.2, 0.6, 0.6),
                label=str(index),
                sharex=first if share_x else None,
                sharey=first if share_y else None,
            )
            first = first or ax
            ax.tick_params(labelleft=not share_y or index % self._columns == 0)
            set_ticks(ax.xaxis, log=False)
            set_ticks(ax.yaxis, log=False)
            small = (NARROW if self.narrow else WIDE) / self._columns < SMALL_PANEL
            self._panels[ax] = Panel(ax, title_size=SIZE if small else TITLE_SIZE)
        return list(self._panels)

    def color(self, name: str) -> str:
        """Return the color of a token, for matplotlib; the page replaces it by the scheme's color."""
        return sentinel(name)

    def style(self, name: str) -> dict[str, Any]:
        """Return the color, linestyle and marker of a token, as keywords of `ax.plot`."""
        token(name)
        technique = TECHNIQUES.get(name)
        if technique is None:
            return {"color": sentinel(name), "linestyle": "-", "marker": "o"}
        linestyle = (0, technique.dash) if technique.dash else "-"
        return {"color": sentinel(name), "linestyle": linestyle, "marker": technique.marker}

    def axes(
        self,
        ax: Axes,
        *,
        title: str | None = None,
        x: str | None = None,
        y: str | None = None,
        better: str | None = None,
        log_x: bool = False,
        log_y: bool = False,
    ) -> None:
        """Say what a panel shows.

        Parameters:
            ax: The panel.
            title: Stands above it.
            x, y: What the axes count, with the unit; y stands above its axis.
            better: "lower" or "higher": which way is better on the y axis, or on x where y has no name.
            log_x, log_y: Make the axis logarithmic.

        Raises:
            ValueError: `better` is neither.
        """
        if better is not None and better not in BETTER:
            raise ValueError(f"better is {better!r}; expected one of {BETTER}. Say which values are better.")
        panel = self._panel(ax)
        panel.title = panel.title if title is None else title
        panel.x_name = panel.x_name if x is None else x
        panel.y_name = panel.y_name if y is None else y
        panel.better = panel.better if better is None else better
        if log_x:
            ax.set_xscale("log")
            set_ticks(ax.xaxis, log=True)
        if log_y:
            ax.set_yscale("log")
            set_ticks(ax.yaxis, log=True)

    def line(self, ax: Axes, series: Series, name: str, *, label: str | None = None, markers: bool = True) -> None:
        """Draw a series as a line with gaps where there is no value, and its band where it has one.

        Parameters:
            ax: The panel.
            series: x may be names of categories, which then stand at 0, 1, 2 …
            name: The token whose color, dash and marker the line gets.
            label: What `label_lines` writes beside it.
            markers: Mark the points; of many, only some.
        """
        x, y = _positions(ax, series.x), _values(series.y)
        style = self.style(name)
        if not markers:
            style["marker"] = None
        if series.lo is not None and series.hi is not None:
            ax.fill_between(x, _values(series.lo), _values(series.hi), color=style["color"], alpha=0.15, linewidth=0)
        every = max(1, -(-len(x) // MARKERS))
        ax.plot(
            x,
            y,
            linewidth=LINE_WIDTH,
            markevery=every,
            markeredgecolor=sentinel("surface"),
            zorder=3,
            **style,
        )
        if label and np.isfinite(y).any():
            self._panel(ax).lines.append(Label(label, style["color"], x, y))

    def label_lines(self, ax: Axes) -> None:
        """Write the labels of the lines of a panel beside them."""
        panel = self._panel(ax)
        panel.labels += [label for label in panel.lines if label not in panel.labels]

    def bars(
        self,
        ax: Axes,
        names: Sequence[Point],
        values: Sequence[Number | None],
        tokens: Sequence[str] | str,
        *,
        low: Sequence[Number | None] | None = None,
        high: Sequence[Number | None] | None = None,
        fmt: str = "{:.2f}",
        horizontal: bool = True,
    ) -> None:
        """Draw one bar for each name, with its value beside it; dots where the axis is logarithmic.

        Parameters:
            ax: The panel; to get dots, make its axis logarithmic before.
            names: One for each bar, from the top or from the left.
            values: Their lengths; None where there is none.
            tokens: Their colors, one for each or one for all.
            low, high: Ends of a thin line around each value.
            fmt: How a value is written.
            horizontal: Bars lie, so that their names are readable.

        Raises:
            ValueError: The sequences do not match in length.
        """
        many = [tokens] * len(names) if isinstance(tokens, str) else list(tokens)
        room = (NARROW if self.narrow else WIDE) / self._columns
        draw_bars(
            self._panel(ax),
            list(names),
            values,
            many,
            low=low,
            high=high,
            fmt=fmt,
            horizontal=horizontal,
            room=room,
        )

    def steps(self, ax: Axes, edges: Sequence[float], counts: Sequence[float], name: str, *, fill: bool = True) -> None:
        """Draw a histogram as an outline.

        Parameters:
            ax: The panel.
            edges: Of the bins, one more than counts.
            counts: Heights of the bins.
            name: The token of its color.
            fill: Tint the area below.
        """
        color = sentinel(name)
        ax.stairs(
            np.asarray(counts, np.float64),
            np.asarray(edges, np.float64),
            fill=fill,
            facecolor=(color, 0.22) if fill else "none",
            edgecolor=color,
            linewidth=1.4,
        )
        self._panel(ax).histogram = True

    def note(self, ax: Axes, x: float, y: float, text: str, name: str = "muted") -> None:
        """Write a text that starts at a point in data coordinates; it moves where it would leave the panel."""
        note = ax.annotate(
            text,
            (x, y),
            xytext=(0, 0),
            textcoords="offset points",
            color=sentinel(name),
            va="baseline",
            annotation_clip=False,
            zorder=5,
            gid=HALO,
        )
        self._panel(ax).notes.append(note)

    def reference(self, ax: Axes, *, x: float | None = None, y: float | None = None, text: str = "") -> None:
        """Draw a thin dashed line across the panel at x or at y, with a text beside it."""
        if (x is None) == (y is None):
            raise ValueError(f"x is {x} and y is {y}; expected one of them. Call reference() for each line.")
        style: dict[str, Any] = {
            "color": sentinel("muted"),
            "linewidth": 1.0,
            "linestyle": (0, (4, 3)),
            "zorder": 2,
        }
        whole = np.array([0.0, 1.0])
        if y is not None:
            ax.axhline(y, **style)
            label = Label(text, sentinel("muted"), whole, np.array([y, y], np.float64), "y")
        else:
            ax.axvline(x or 0.0, **style)
            label = Label(text, sentinel("muted"), np.array([x, x], np.float64), whole, "x")
        if text:
            self._panel(ax).labels.append(label)

    def finish(self) -> Figure:
        """Lay out panels and texts, and return the drawing: 72 dots per inch, so one point is one px."""
        if not self._panels:
            raise ValueError("the figure drew no panels; expected a call of canvas.panels(). Start draw() with it.")
        compose(
            self.figure,
            self._backend.get_renderer(),
            list(self._panels.values()),
            columns=self._columns,
            across=NARROW if self.narrow else WIDE,
            height=self._height,
        )
        return self.figure

    def _panel(self, ax: Axes) -> Panel:
        return self._panels[ax]


def _positions(ax: Axes, x: Sequence[Point]) -> np.ndarray:
    if any(isinstance(one, str) for one in x):
        ax.set_xticks(range(len(x)), [str(one) for one in x])
        return np.arange(len(x), dtype=np.float64)
    return np.asarray(x, np.float64)


def _values(values: Sequence[Number | None]) -> np.ndarray:
    return np.array([np.nan if value is None else value for value in values], np.float64)
