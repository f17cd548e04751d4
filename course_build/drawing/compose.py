"""Complete a drawing: lay out its panels, then move notes and labels to where they have room."""

from collections.abc import Sequence

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from course_build.drawing.labels import leader, place
from course_build.drawing.layout import arrange
from course_build.drawing.panel import HALO, Panel
from course_build.drawing.text import write

INSET = 3.0
"""Of notes from the edges of the plot, in px."""


def compose(
    figure: Figure, renderer: RendererAgg, panels: Sequence[Panel], *, columns: int, across: float, height: float
) -> None:
    """Give the figure its final size and all texts their places; see `arrange` for the parameters.

    Raises:
        ValueError: Labels find no room.
    """
    for panel in panels:
        _quiet(panel)
    cells = arrange(figure, renderer, panels, columns=columns, across=across, height=height)
    down = figure.get_figheight() * 72
    for panel, cell in zip(panels, cells, strict=True):
        plot = panel.ax.get_window_extent(renderer)
        for note in panel.notes:
            _keep_inside(note, renderer, Bbox.from_extents(plot.x0 + INSET, plot.y0 + INSET, cell.right, plot.y1))
        for at in place(panel, renderer, plot.x0, cell.right):
            text = write(figure, at.x, down - at.baseline, at.label.text, at.label.color, align=at.align)
            text.set_gid(HALO)
            thin = leader(at, across, down)
            if thin is not None:
                figure.add_artist(thin)


def _quiet(panel: Panel) -> None:
    """A histogram that names no y shows a shape: its heights need no numbers."""
    if panel.histogram and not panel.y_name:
        panel.ax.set_yticks([])
        panel.ax.spines["left"].set_visible(False)
    if panel.histogram:
        panel.ax.set_ylim(bottom=0)


def _keep_inside(note: Annotation, renderer: RendererAgg, region: Bbox) -> None:
    """Move a note that would leave its panel."""
    box = note.get_window_extent(renderer)
    left = min(box.x0, region.x1 - box.width)
    bottom = min(box.y0, region.y1 - box.height)
    note.set_position((max(left, region.x0) - box.x0, max(bottom, region.y0) - box.y0))
