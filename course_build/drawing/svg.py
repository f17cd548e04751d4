"""Draw a figure as two SVGs, wide and narrow, that a page can take in: themed, named, small."""

import io

import matplotlib

from course_build.drawing.canvas import Canvas
from course_build.drawing.inline import Names, inline
from course_build.drawing.style import SETTINGS
from course_build.drawing.templates import fill_template, format_number
from course_build.experiments.figure import Figure, FigureData

__all__ = ["fill_template", "format_number", "render"]


def render(figure: Figure, data: FigureData) -> dict[str, str]:
    """Draw a figure for a wide column and for a phone; the same data give the same bytes.

    Returns:
        The SVG of each version, "wide" and "narrow".

    Raises:
        ValueError: A text quotes a number that the figure does not have, or the drawing
            uses a color that is no token, or labels find no room.
    """
    title = fill_template(figure.title, data.scalars, f"figure {figure.id}, title")
    alt = fill_template(figure.alt, data.scalars, f"figure {figure.id}, alt")
    return {
        version: _draw(figure, data, narrow=version == "narrow", names=Names(f"{figure.id}-{version}", title, alt))
        for version in ("wide", "narrow")
    }


def _draw(figure: Figure, data: FigureData, *, narrow: bool, names: Names) -> str:
    with matplotlib.rc_context(SETTINGS):
        canvas = Canvas(narrow=narrow)
        figure.draw(data, canvas)
        file = io.StringIO()
        canvas.finish().savefig(file, format="svg", metadata={"Date": None})
    return inline(file.getvalue(), names)
