"""How matplotlib draws: the settings of every figure, in px of the page."""

from typing import Any

from course_build.drawing.text import SIZE, TITLE_SIZE
from course_build.drawing.theme import sentinel

THIN = 0.8
LINE_WIDTH = 2.0
MARKER_SIZE = 6.5

SETTINGS: dict[Any, Any] = {
    # One point is one px: text has the size that it has on the page.
    "figure.dpi": 72,
    "savefig.dpi": 72,
    "font.family": ["DejaVu Sans"],
    "font.size": SIZE,
    "axes.labelsize": SIZE,
    "axes.titlesize": TITLE_SIZE,
    "xtick.labelsize": SIZE,
    "ytick.labelsize": SIZE,
    # A dollar sign is a dollar sign.
    "text.parse_math": False,
    "text.color": sentinel("ink"),
    "figure.facecolor": "none",
    "figure.edgecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": sentinel("muted"),
    "axes.labelcolor": sentinel("muted"),
    "axes.linewidth": THIN,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.xmargin": 0.03,
    "axes.ymargin": 0.06,
    "axes.unicode_minus": True,
    "grid.color": sentinel("grid"),
    "grid.linewidth": 1.0,
    "xtick.color": sentinel("muted"),
    "xtick.labelcolor": sentinel("muted"),
    "xtick.major.size": 4,
    "xtick.major.width": THIN,
    "xtick.major.pad": 3,
    "ytick.color": sentinel("muted"),
    "ytick.labelcolor": sentinel("muted"),
    # The grid lines lead to the labels.
    "ytick.major.size": 0,
    "ytick.major.pad": 6,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "lines.linewidth": LINE_WIDTH,
    "lines.markersize": MARKER_SIZE,
    "lines.markeredgewidth": 1.0,
    "lines.solid_capstyle": "round",
    "lines.solid_joinstyle": "round",
    "lines.dash_capstyle": "butt",
    "lines.dash_joinstyle": "round",
    "lines.scale_dashes": False,
    "patch.linewidth": 0,
    "patch.edgecolor": sentinel("ink"),
    "patch.force_edgecolor": False,
    "hatch.color": sentinel("ink"),
    "path.simplify": True,
    "path.simplify_threshold": 0.1,
    "svg.fonttype": "none",
    "svg.hashsalt": "course",
    "svg.image_inline": True,
}
"""Settings of matplotlib while a figure is drawn."""
