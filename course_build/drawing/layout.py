"""Lay out the panels of a figure: a grid in px whose plots are equally large, with room for every text."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from course_build.drawing.panel import Panel
from course_build.drawing.text import BOLD, LINE, width, write
from course_build.drawing.theme import sentinel

COLUMN_GAP = 22.0
ROW_GAP = 24.0
HEAD_GAP = 9.0
"""Between the texts above a plot and the plot; the highest tick label reaches into it."""
FOOT_GAP = 3.0
LABEL_GAP = 7.0
WORD_GAP = 6.0
"""Between the titles of neighbors at least."""
EDGE = 2.0
LARGEST_SHARE_OF_LABELS = 0.4
"""Of a panel's width: labels that need more stand inside the plot."""
SMALLEST_SHARE_OF_PLOT = 0.6
"""Of a panel's height: it grows rather than squeeze the plot."""


@dataclass
class Cell:
    """Where one panel stands, in px from the top left corner of the figure."""

    left: float
    right: float
    plot: Bbox
    """The plot itself: x0, y0 its top left corner, x1, y1 its bottom right one."""
    heading_lines: int
    """The most lines that a panel of this row has above its plot: titles stand above them, in one line."""


def arrange(
    figure: Figure,
    renderer: RendererAgg,
    panels: Sequence[Panel],
    *,
    columns: int,
    across: float,
    height: float,
) -> list[Cell]:
    """Give the figure its size, the panels their places, and write the texts around them.

    Parameters:
        figure: At 72 dots per inch, so that its points are px.
        renderer: Measures the texts.
        panels: In reading order.
        columns: How many panels stand side by side.
        across: Width of the figure, in px.
        height: Height of one panel with its texts, in px, unless they take up too much of it.

    Returns:
        Where each panel stands, in their order.
    """
    gap = min(COLUMN_GAP, across / columns / 6)
    cells: list[Cell] = []
    # Ticks depend on the room that they get and the room on the ticks: a few rounds settle it.
    for _ in range(4):
        cells = _grid(figure, [_margins(panel, renderer) for panel in panels], panels, columns, across, height, gap)
    down = figure.get_figheight() * 72
    for panel, cell in zip(panels, cells, strict=True):
        _write_texts(figure, panel, cell, _foot_top(panel, renderer, down))
    return cells


@dataclass
class _Margins:
    """What a panel needs around its plot, in px."""

    left: float
    right: float
    ticks: float


def _margins(panel: Panel, renderer: RendererAgg) -> _Margins:
    plot = panel.ax.get_window_extent(renderer)
    whole = panel.ax.get_tightbbox(renderer, bbox_extra_artists=panel.fixed) or plot
    return _Margins(
        left=max(0.0, plot.x0 - whole.x0),
        right=max(0.0, whole.x1 - plot.x1),
        ticks=max(0.0, plot.y0 - whole.y0),
    )


def _label_room(panel: Panel, cell_width: float) -> float:
    """Return the room that the labels at the ends of lines need to the right of the plot."""
    plot = panel.ax.get_window_extent()
    room = 0.0
    for label in panel.labels:
        ends = panel.ax.transData.transform(np.column_stack([label.x, label.y]))[:, 0]
        ends = ends[np.isfinite(ends)]
        if label.reference or not len(ends):
            continue
        share = min(1.0, (ends.max() - plot.x0) / plot.width)
        if share > 0.5:
            room = max(room, width(label.text) + LABEL_GAP + 1 - plot.width * (1 - share))
    return room if room <= LARGEST_SHARE_OF_LABELS * cell_width else 0.0


@dataclass
class _Column:
    """Where a column of panels stands, and the room beside its plots, in px."""

    start: float
    left: float
    right: float
    plot: float

    @property
    def end(self) -> float:
        return self.start + self.left + self.plot + self.right


def _columns(
    panels: Sequence[Panel], margins: Sequence[_Margins], columns: int, across: float, gap: float
) -> list[_Column]:
    """Return columns whose plots are equally wide."""
    label_room = max(_label_room(panel, (across - (columns - 1) * gap) / columns) for panel in panels)
    sides = []
    for column in range(columns):
        members = list(zip(panels[column::columns], margins[column::columns], strict=True))
        # Panels with their own margins stand back for the others.
        counted = [one for panel, one in members if not panel.own_margins] or [one for _, one in members]
        left = max((one.left for one in counted), default=0.0)
        # A long word of a title may reach into the gap, but not beyond the figure.
        spare = gap - WORD_GAP if column < columns - 1 else 0.0
        words = [
            panel.longest_word - spare - left - panel.ax.get_window_extent().width
            for panel, _ in members
            if not panel.own_margins
        ]
        sides.append((left, max([label_room, *words, *(one.right for one in counted)])))
    free = across - 2 * EDGE - (columns - 1) * gap - sum(left + right for left, right in sides)
    found: list[_Column] = []
    for left, right in sides:
        start = found[-1].end + gap if found else EDGE
        found.append(_Column(start, left, right, max(40.0, free / columns)))
    return found


def _grid(
    figure: Figure,
    margins: Sequence[_Margins],
    panels: Sequence[Panel],
    columns: int,
    across: float,
    height: float,
    gap: float,
) -> list[Cell]:
    rows = math.ceil(len(panels) / columns)
    places = _columns(panels, margins, columns, across, gap)
    nominal = max(height - _nominal(panels, margins), SMALLEST_SHARE_OF_PLOT * height)
    titles, headings, feet, plots = [0] * rows, [0] * rows, [0.0] * rows, [nominal] * rows
    for index, (panel, one) in enumerate(zip(panels, margins, strict=True)):
        row, column = index // columns, places[index % columns]
        room = column.end - column.start
        titles[row] = max(titles[row], len(panel.titles(room)))
        headings[row] = max(headings[row], len(panel.heading(room)))
        footing = LINE * len(panel.footing(room))
        feet[row] = max(feet[row], one.ticks + (footing + FOOT_GAP if footing else 0.0))
        plots[row] = max(plots[row], panel.least_height)
    heads = [LINE * (title + heading) + HEAD_GAP for title, heading in zip(titles, headings, strict=True)]
    down = sum(heads) + sum(feet) + sum(plots) + (rows - 1) * ROW_GAP + 2 * EDGE
    figure.set_size_inches(across / 72, down / 72)

    cells = []
    for index, (panel, one) in enumerate(zip(panels, margins, strict=True)):
        row, column = index // columns, places[index % columns]
        left, right = (one.left, one.right) if panel.own_margins else (column.left, column.right)
        top = EDGE + sum(heads[: row + 1]) + sum(feet[:row]) + sum(plots[:row]) + row * ROW_GAP
        plot = Bbox.from_extents(column.start + left, top, column.end - right, top + plots[row])
        panel.ax.set_position((plot.x0 / across, 1 - plot.y1 / down, plot.width / across, plot.height / down))
        cells.append(Cell(column.start, column.end, plot, headings[row]))
    return cells


def _nominal(panels: Sequence[Panel], margins: Sequence[_Margins]) -> float:
    """Return the height that texts take where each is one line."""
    lines = sum(any(getattr(panel, name) for panel in panels) for name in ("title", "y_name", "x_name"))
    return HEAD_GAP + LINE * lines + max(one.ticks for one in margins)


def _foot_top(panel: Panel, renderer: RendererAgg, down: float) -> float:
    """Return where the texts below a panel may start, in px from the top of the figure."""
    box = panel.ax.get_tightbbox(renderer, bbox_extra_artists=panel.fixed)
    return down - float((box or panel.ax.get_window_extent()).y0) + FOOT_GAP


def _write_texts(figure: Figure, panel: Panel, cell: Cell, foot: float) -> None:
    room = cell.right - cell.left
    bottom = cell.plot.y0 - HEAD_GAP
    for index, line in enumerate(reversed(panel.heading(room))):
        write(figure, cell.left, bottom - index * LINE, line, sentinel("muted"))
    bottom -= LINE * cell.heading_lines
    across = figure.get_figwidth() * 72
    for index, line in enumerate(reversed(panel.titles(room))):
        # A word longer than its panel starts before it rather than end beyond the figure.
        start = max(EDGE, min(cell.left, across - EDGE - width(line, panel.title_size, BOLD)))
        write(figure, start, bottom - index * LINE, line, sentinel("ink"), title_size=panel.title_size)
    for index, line in enumerate(panel.footing(room)):
        half = width(line) / 2
        middle = (cell.plot.x0 + cell.plot.x1) / 2
        middle = min(max(middle, cell.left + half), max(cell.right - half, cell.left + half))
        write(figure, middle, foot + 11 + index * LINE, line, sentinel("muted"), align="center")
