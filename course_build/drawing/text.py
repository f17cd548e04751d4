"""Text in px: measured, wrapped, and set line by line.

matplotlib measures with DejaVu Sans, which is wider than the page's own fonts, so what
fits here fits there.
"""

from functools import lru_cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text
from matplotlib.textpath import text_to_path

SIZE = 13.0
"""Size of all text, in px of the page."""
TITLE_SIZE = 14.0
LINE = 17.0
"""Height of a line of text, in px."""
BOLD = "bold"


@lru_cache(maxsize=4096)
def width(text: str, size: float = SIZE, weight: str = "normal") -> float:
    """Return how wide one line of text is, in px."""
    font = FontProperties(size=size, weight=weight)
    found, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return float(found)


def wrap(text: str, room: float, size: float = SIZE, weight: str = "normal") -> list[str]:
    """Break text into as few lines as fit in `room` px, about equally long; a single word may be wider."""
    lines = _filled(text, room, size, weight)
    while room > 8:
        room -= 8
        tighter = _filled(text, room, size, weight)
        if len(tighter) > len(lines) or _widest(tighter, size, weight) > room:
            break
        lines = tighter
    return lines


def _filled(text: str, room: float, size: float, weight: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, weight) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _widest(lines: list[str], size: float, weight: str) -> float:
    return max((width(line, size, weight) for line in lines), default=0.0)


def write(
    figure: Figure, x: float, y: float, text: str, color: str, *, align: str = "left", title_size: float | None = None
) -> Text:
    """Write one line with its baseline at (x, y), in px from the figure's top left corner; a title is bold."""
    across, down = figure.get_size_inches() * 72
    return figure.text(
        x / across,
        1 - y / down,
        text,
        color=color,
        horizontalalignment=align,
        verticalalignment="baseline",
        fontsize=title_size or SIZE,
        fontweight=BOLD if title_size else "normal",
    )
