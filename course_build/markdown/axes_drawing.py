"""The drawing of the axes picture: a small array as cells, its axes written beside it."""

import re
from dataclasses import dataclass
from itertools import product
from xml.etree import ElementTree as etree

from course_build.markdown.axes_states import Layout, State, set_of

WIDTH = 366
LEFT, TOP, FOOT = 26, 34, 20
"""Room for the names and numbers of the axes: left of the cells, above and below them."""
PITCHES = {"images": 34, "sequences": 38, "features": 38}
"""From one cell to the next, in px on a phone: large enough for a finger."""
BETWEEN = 10
"""Between two blocks of an outer axis."""
INSET = 1.5
"""A cell keeps clear of its neighbors by twice that."""
_FIELD = re.compile(r"\{([A-Z])(?:\.(first|last))?\}")


@dataclass(frozen=True)
class Line:
    """The cells along one direction."""

    axes: tuple[str, ...]
    places: list[tuple[float, tuple[int, ...]]]
    """Where each cell begins, and its indices along the axes."""
    pitch: int

    @property
    def end(self) -> float:
        return self.places[-1][0] + self.pitch

    def block(self, index: int) -> tuple[float, float]:
        """Return where the cells of one index of the outer axis begin and end."""
        starts = [start for start, at in self.places if at[0] == index]
        return starts[0], starts[-1] + self.pitch


def draw(layout: Layout, state: State, name: str) -> str:
    """Return an array as SVG, the entries lit that share their statistics with the chosen one.

    Parameters:
        layout: The array.
        state: What is lit.
        name: Begins the ids in the drawing.
    """
    pitch = PITCHES[layout.name]
    across = _line(layout, layout.across, LEFT, pitch)
    down = _line(layout, layout.down, TOP, pitch)
    height = down.end + (FOOT if len(across.axes) > 1 else BETWEEN)
    svg = etree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "course-svg",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-desc",
            "font-family": "var(--course-figure-font, sans-serif)",
            "font-size": "12",
        },
    )
    etree.SubElement(svg, "title", {"id": f"{name}-title"}).text = described(layout)
    etree.SubElement(svg, "desc", {"id": f"{name}-desc"}).text = filled(state.sentence, layout, state, layout.entry)
    labels = etree.SubElement(svg, "g", {"class": "course-axes-picture__labels", "aria-hidden": "true"})
    _labels(labels, layout, state, across, down)
    cells = etree.SubElement(svg, "g", {"class": "course-axes-picture__cells"})
    _cells(cells, layout, state, across, down)
    _mark(svg, layout, across, down)
    for group in svg:
        group.tail = "\n"
    return etree.tostring(svg, encoding="unicode")


def described(layout: Layout) -> str:
    """Say what the array is: 3 images, each of 4 channels, ..."""
    counts = [f"{length} {axis.many}" for axis, length in zip(layout.axes, layout.shape, strict=True)]
    return f"An array of {', '.join(counts[:-1])} and {counts[-1]}"


def filled(template: str, layout: Layout, state: State, entry: tuple[int, ...]) -> str:
    """Put an entry into a sentence; sharing.ts does the same."""
    at = {axis.letter: index for axis, index in zip(layout.axes, entry, strict=True)}

    def value(found: re.Match[str]) -> str:
        letter, end = found.groups()
        if end is None:
            return str(at[letter] + 1)
        size = layout.length(letter) // state.groups
        first = at[letter] // size * size
        return str(first + 1 if end == "first" else first + size)

    return _FIELD.sub(value, template)


def shade(layout: Layout, state: State, entry: tuple[int, ...]) -> str:
    """Return how a cell looks: "shared" with the chosen entry, or in one of two tints that tell sets apart."""
    if not state.axes:
        return "none"
    own = set_of(layout, state, entry)
    return "shared" if own == set_of(layout, state, layout.entry) else ("odd" if sum(own) % 2 else "even")


def _line(layout: Layout, axes: tuple[str, ...], start: float, pitch: int) -> Line:
    places = []
    for at in product(*(range(layout.length(axis)) for axis in axes)):
        if len(at) > 1 and at[0] and not at[1]:
            start += BETWEEN
        places.append((start, at))
        start += pitch
    return Line(axes, places, pitch)


def _cells(parent: etree.Element, layout: Layout, state: State, across: Line, down: Line) -> None:
    size = f"{across.pitch - 2 * INSET:g}"
    for y, rows in down.places:
        row = etree.SubElement(parent, "g")
        row.tail = "\n"
        for x, columns in across.places:
            entry = _entry(layout, across, columns, down, rows)
            place = {"x": f"{x + INSET:g}", "y": f"{y + INSET:g}", "width": size, "height": size, "rx": "2"}
            named = {"data-entry": ",".join(map(str, entry)), "data-set": shade(layout, state, entry)}
            etree.SubElement(row, "rect", named | place)


def _entry(
    layout: Layout, across: Line, columns: tuple[int, ...], down: Line, rows: tuple[int, ...]
) -> tuple[int, ...]:
    at = dict(zip((*across.axes, *down.axes), (*columns, *rows), strict=True))
    return tuple(at[axis.letter] for axis in layout.axes)


def _mark(parent: etree.Element, layout: Layout, across: Line, down: Line) -> None:
    """Mark the chosen entry by a ring and a dot: told apart by shape, not by color."""
    at = {axis.letter: index for axis, index in zip(layout.axes, layout.entry, strict=True)}
    x = next(start for start, indices in across.places if indices == tuple(at[axis] for axis in across.axes))
    y = next(start for start, indices in down.places if indices == tuple(at[axis] for axis in down.axes))
    place = f"translate({x + INSET:g} {y + INSET:g})"
    group = etree.SubElement(parent, "g", {"class": "course-axes-picture__mark", "transform": place})
    size = across.pitch - 2 * INSET
    for inset in (0, 3):
        inner = {"x": f"{inset}", "y": f"{inset}", "width": f"{size - 2 * inset:g}", "height": f"{size - 2 * inset:g}"}
        etree.SubElement(group, "rect", inner | {"rx": "2"})
    etree.SubElement(group, "circle", {"cx": f"{size / 2:g}", "cy": f"{size / 2:g}", "r": "4"})


def _labels(parent: etree.Element, layout: Layout, state: State, across: Line, down: Line) -> None:
    """Write each axis where it runs: the outer ones above and on the left, the inner ones at the far corner."""

    def text(words: str, x: float, y: float, **more: str) -> None:
        etree.SubElement(parent, "text", {"x": f"{x:g}", "y": f"{y:g}", **more}).text = words

    def name(letter: str, x: float, y: float, **more: str) -> None:
        more |= {"data-axis": letter, "data-role": state.roles[letter]}
        text(f"{letter} → {layout.axis(letter).many}", x, y, **more)

    def turned(x: float, y: float) -> dict[str, str]:
        return {"transform": f"rotate(90 {x:g} {y:g})"}

    name(across.axes[0], LEFT + INSET, 12)
    for index in range(layout.length(across.axes[0])):
        text(str(index + 1), sum(across.block(index)) / 2, TOP - 6, **{"text-anchor": "middle"})
    name(down.axes[0], 1, TOP + INSET, **turned(1, TOP + INSET))
    for index in range(layout.length(down.axes[0])):
        text(str(index + 1), LEFT - 4, sum(down.block(index)) / 2 + 4, **{"text-anchor": "end"})
    if len(across.axes) > 1:
        start, _ = across.block(layout.length(across.axes[0]) - 1)
        name(across.axes[1], start + INSET, down.end + 14)
    if len(down.axes) > 1:
        name(down.axes[1], across.end + 4, TOP + INSET, **turned(across.end + 4, TOP + INSET))
