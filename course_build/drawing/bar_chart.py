"""Lying bars with their names and values beside them, drawn as the browser draws them (charts/bars.ts)."""

from dataclasses import dataclass

from course_build.drawing.chart import Box, add, frame, px, written
from course_build.drawing.numbers import readable
from course_build.drawing.scale import Scale
from course_build.drawing.theme import variable

WIDTHS = {"wide": 680.0, "narrow": 350.0}
PITCH = 26.0
"""From one bar to the next, in px."""
THICKNESS = 15.0
NAMES = {"wide": 230.0, "narrow": 186.0}
"""Room for the names."""
VALUES = 52.0
"""Room for the values."""


@dataclass(frozen=True)
class Bar:
    """One bar."""

    name: str
    color: str
    """The token of its color, from the theme."""
    value: float
    """Not negative."""


@dataclass(frozen=True)
class Bars:
    """Bars from zero."""

    bars: tuple[Bar, ...]
    top: float
    """The value of the longest bar that there is room for."""
    rows: int
    """How many bars there is room for: a chart that shows fewer keeps its size."""
    unit: str
    """What a value is."""
    decimals: int = 2
    """Of a value; one that would read as 0 gets more."""

    def describe(self) -> str:
        said = (f"{one.name}, {readable(one.value, self.decimals)}" for one in self.bars)
        return f"Bars of {self.unit}: {'; '.join(said)}."

    def table(self) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        return ("bar", self.unit), [(one.name, readable(one.value, self.decimals)) for one in self.bars]

    def draw(self, prefix: str, title: str) -> dict[str, str]:
        return {box.name: self._drawn(box, prefix, title) for box in boxes(self.rows)}

    def _drawn(self, box: Box, prefix: str, title: str) -> str:
        svg = frame(box, prefix=prefix, title=title, description=self.describe())
        start = NAMES[box.name]
        x = Scale((0.0, self.top), start, box.width - VALUES)
        for index, one in enumerate(self.bars):
            middle = 2 + (index + 0.5) * PITCH
            base = px(middle + 4.5)
            name = {"x": px(start - 8), "y": base, "fill": variable("ink"), "text-anchor": "end"}
            add(svg, "text", name, one.name)
            upper = px(middle - THICKNESS / 2)
            end = x(one.value)
            path = f"M{px(start)} {upper}H{px(end)}v{px(THICKNESS)}H{px(start)}Z"
            add(svg, "path", {"d": path, "fill": variable(one.color)})
            value = {"x": px(end + 6), "y": base, "fill": variable(one.color), "font-weight": "600"}
            add(svg, "text", value, readable(one.value, self.decimals))
        length = px(2 + len(self.bars) * PITCH)
        line = {"d": f"M{px(start)} 2V{length}", "stroke": variable("muted"), "stroke-width": ".8"}
        add(svg, "path", line)
        return written(svg)


def boxes(rows: int) -> list[Box]:
    """Return the sizes of a chart with room for so many bars."""
    return [Box(name, width, rows * PITCH + 4) for name, width in WIDTHS.items()]
