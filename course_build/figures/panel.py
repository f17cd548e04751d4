"""What a canvas knows about one panel until it is laid out."""

from dataclasses import dataclass, field

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text


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
    x_name: str = ""
    y_name: str = ""
    better: str = ""
    lines: list[Label] = field(default_factory=list)
    """The lines drawn with a label; they are labeled when the figure asks for it."""
    labels: list[Label] = field(default_factory=list)
    """The labels to place."""
    fixed: list[Text] = field(default_factory=list)
    """Texts at a fixed place that need room: the names and values of bars."""
    notes: list[Text] = field(default_factory=list)
    histogram: bool = False

    @property
    def heading(self) -> str:
        """What stands above the axes: what y is, and which way is better."""
        if not self.better or not self.y_name:
            return self.y_name
        arrow = {"lower": "lower is better ↓", "higher": "higher is better ↑"}[self.better]
        return f"{self.y_name} · {arrow}"

    @property
    def footing(self) -> str:
        """What stands below the axes: what x is, and which way is better where y has no name."""
        if not self.better or self.y_name or not self.x_name:
            return self.x_name
        arrow = {"lower": "← lower is better", "higher": "higher is better →"}[self.better]
        return f"{self.x_name} · {arrow}"
