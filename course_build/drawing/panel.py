"""What a canvas knows about one panel until it is laid out."""

from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Annotation, Text

from course_build.drawing.text import BOLD, TITLE_SIZE, width, wrap

HALO = "halo"
"""The gid of a text that keeps clear of the lines under it."""


@dataclass
class Label:
    """A text that belongs to a line and seeks a place beside it."""

    text: str
    color: str
    x: np.ndarray
    """Data coordinates of the line, or fractions of the panel for the free axis of a reference line."""
    y: np.ndarray
    reference: str = ""
    """ "x" or "y" for a reference line at that coordinate; empty for a line of data."""


@dataclass
class Panel:
    """One set of axes with its texts, which are set around it at the end."""

    ax: Axes
    title: str = ""
    title_size: float = TITLE_SIZE
    """In px; smaller in small multiples."""
    x_name: str = ""
    y_name: str = ""
    better: str = ""
    lines: list[Label] = field(default_factory=list)
    """The lines drawn with a label; they are labeled when the figure asks for it."""
    labels: list[Label] = field(default_factory=list)
    """The labels to place."""
    fixed: list[Text] = field(default_factory=list)
    """Texts at a fixed place that need room: the names and values of bars."""
    notes: list[Annotation] = field(default_factory=list)
    histogram: bool = False

    own_margins: bool = False
    """The names in the panel take room of its own plot, not of all plots in its column."""
    least_height: float = 0.0
    """What the plot needs so that the names in it keep apart, in px."""

    def titles(self, room: float) -> list[str]:
        """Return the lines of the title."""
        return wrap(self.title, room, self.title_size, BOLD)

    @property
    def longest_word(self) -> float:
        """The room that the title needs, since no word is broken, in px."""
        return max((width(word, self.title_size, BOLD) for word in self.title.split()), default=0.0)

    def heading(self, room: float) -> list[str]:
        """Return the lines above the axes: what y is, and which way is better."""
        if not self.better or not self.y_name:
            return wrap(self.y_name, room)
        return _joined(self.y_name, {"lower": "lower is better ↓", "higher": "higher is better ↑"}[self.better], room)

    def footing(self, room: float) -> list[str]:
        """Return the lines below the axes: what x is, and which way is better where y has no name."""
        if not self.better or self.y_name or not self.x_name:
            return wrap(self.x_name, room)
        return _joined(self.x_name, {"lower": "← lower is better", "higher": "higher is better →"}[self.better], room)


def _joined(name: str, better: str, room: float) -> list[str]:
    whole = f"{name} · {better}"
    return [whole] if width(whole) <= room else [*wrap(name, room), *wrap(better, room)]
