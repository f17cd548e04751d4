"""A cell as it is written on a page."""

from dataclasses import dataclass
from pathlib import Path

SECONDS = 10
"""For how long a cell may run unless it says otherwise."""


@dataclass(frozen=True)
class Cell:
    """A piece of Python that readers run, and change."""

    id: str
    path: Path
    """The page."""
    line: int
    """The line of the page that its code begins at."""
    source: str
    isolated: bool = False
    """Runs in a namespace of its own; the other cells of a page share one, in reading order."""
    seconds: int = SECONDS
    raises: str = ""
    """The type of the error that the cell is there to show."""
