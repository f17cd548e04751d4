"""The block `/// axes-picture`: technique × layout, and which entries share one mean and one variance.

The page gets the first state as HTML, complete; the drawings of all layouts, of which it shows the first; and every
state's words as JSON. The script changes which drawing is shown, which cells are lit and what the words say.
"""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.drawing import theme
from course_build.markdown import axes_drawing
from course_build.markdown.axes_controls import HELP_KEYS, HELP_POINTER, Controls, usual
from course_build.markdown.axes_states import LAYOUTS, Layout, State, states
from course_build.markdown.part import add_data, add_part
from course_build.norms import TECHNIQUES, Technique

CLASS = "course-axes-picture"
FIRST_TECHNIQUE, FIRST_LAYOUT = TECHNIQUES["batch"], LAYOUTS[0]
QUESTIONS = {
    "does": "What it does",
    "batch": "Do batch-mates matter?",
    "training": "Training and evaluation",
    "also": "Compare",
}
"""What is said of a state beside its sentence, by the name of what answers."""


class AxesPicture(Block):  # type: ignore[misc]  # pymdownx has no types
    """The picture of the axes.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "axes-picture"

    def on_create(self, parent: etree.Element) -> etree.Element:
        count = self.tracker["count"] = self.tracker.get("count", 0) + 1
        return _Picture(self.md, f"axes-picture-{count}" if count > 1 else "axes-picture").add_to(parent)


@dataclass(frozen=True)
class _Picture:
    md: Markdown
    name: str
    """Begins every id."""

    def add_to(self, parent: etree.Element) -> etree.Element:
        attributes = {"id": self.name, "data-technique": FIRST_TECHNIQUE.key}
        figure = add_part(parent, "axes-picture", "figure", **attributes)
        figure.set("class", f"course-figure {CLASS}")
        _add(figure, "p", "course-figure__title", "Which entries share one mean and one variance?")
        Controls(self.name, FIRST_TECHNIQUE, FIRST_LAYOUT).add_to(figure)
        stage = _add(figure, "div", f"{CLASS}__stage")
        self._drawings(stage)
        first = states(FIRST_TECHNIQUE, FIRST_LAYOUT)[0]
        _words(stage, first)
        _code(figure, first)
        _table(figure)
        add_data(self.md, figure, _data())
        _keep_out_of_search(figure)
        return figure

    def _drawings(self, stage: etree.Element) -> None:
        place = _add(stage, "div", f"{CLASS}__drawings")
        for layout in LAYOUTS:
            shown = _add(place, "div", "")
            shown.set("data-layout", layout.name)
            if layout is not FIRST_LAYOUT:
                shown.set("hidden", "")
            state = states(FIRST_TECHNIQUE, layout)[0]
            shown.text = self.md.htmlStash.store(axes_drawing.draw(layout, state, f"{self.name}-{layout.name}"))
        how = _add(place, "p", f"{CLASS}__help", f"{HELP_POINTER} ")
        how.set("id", f"{self.name}-help")
        _add(how, "span", "", HELP_KEYS)


def _words(stage: etree.Element, state: State) -> None:
    words = _add(stage, "div", f"{CLASS}__words")
    technique = TECHNIQUES[state.technique]
    name = _add(words, "p", f"{CLASS}__name")
    glyph = _add(name, "span", "", theme.TECHNIQUES[technique.key].glyph)
    glyph.attrib.update({"aria-hidden": "true", "data-shows": "glyph"})
    glyph.tail = " "
    _add(name, "span", "", f"{technique.name} on {state.layout}").set("data-shows", "name")
    sentence = axes_drawing.filled(state.sentence, FIRST_LAYOUT, state, FIRST_LAYOUT.entry)
    said = _add(words, "p", f"{CLASS}__sentence", sentence)
    said.attrib.update({"data-shows": "sentence", "aria-live": "polite"})
    answers = _add(words, "dl", "")
    for key, question in QUESTIONS.items():
        row = _add(answers, "div", "")
        _add(row, "dt", "", question)
        _add(row, "dd", "", getattr(state, key)).set("data-shows", key)


def _code(figure: etree.Element, state: State) -> None:
    """Write the call that computes it, and the array as a tuple of axes, those marked that share statistics."""
    line = _add(figure, "p", f"{CLASS}__code")
    _add(line, "code", "", state.code).set("data-shows", "code")
    parent = _add(line, "code", "")
    parent.set("data-shows", "shape")
    layout = FIRST_LAYOUT
    parent.text = AtomicString("x: (")
    last = layout.axes[-1]
    for axis in layout.axes:
        role = state.roles[axis.letter]
        each = _add(parent, "span" if role == "fixed" else "mark", "", axis.letter)
        each.set("data-role", role)
        each.tail = ")" if axis is last else ", "


def _table(figure: etree.Element) -> None:
    details = _add(figure, "details", "course-figure__table")
    _add(details, "summary", "", "All techniques and layouts as a table")
    scroll = _add(details, "div", "course-figure__scroll")
    scroll.attrib.update({"tabindex": "0", "role": "region", "aria-label": "Axes of all techniques on all layouts"})
    table = _add(scroll, "table", "")
    head = _add(_add(table, "thead", ""), "tr", "")
    columns = [(layout.name.capitalize(), ", ".join(layout.key.split(","))) for layout in LAYOUTS]
    for title, axes in (("Technique", ""), *columns, ("Needs batch-mates", ""), ("Differs in evaluation", "")):
        cell = _add(head, "th", "")
        cell.set("scope", "col")
        _two_lines(cell, title, axes)
    body = _add(table, "tbody", "")
    for technique in TECHNIQUES.values():
        row = _add(body, "tr", "")
        _add(row, "th", "", technique.name).set("scope", "row")
        for layout in LAYOUTS:
            cell = _add(row, "td", "")
            for state in _usual(technique, layout):
                groups = f", G = {state.groups}" if technique.key == "group" else ""
                sets = f"{state.statistics} sets of {state.values}{groups}" if state.axes else ""
                _two_lines(cell, ", ".join(state.axes) or "nothing to share", sets)
        for fact in (technique.needs_batch_mates, technique.train_differs_from_eval):
            _add(row, "td", "", "yes" if fact else "no")


def _two_lines(cell: etree.Element, first: str, second: str) -> None:
    for tag, text in (("span", first), ("small", second)):
        if text:
            _add(cell, tag, "", text).tail = " "


def _usual(technique: Technique, layout: Layout) -> list[State]:
    """Return the states of a technique, of GroupNorm one only."""
    found = states(technique, layout)
    return [found[usual(found)]] if technique.key == "group" else found


def _data() -> dict[str, Any]:
    """Return what the script needs: the layouts, and what is said in every state."""
    return {
        "layouts": {
            layout.name: {
                "axes": [axis.letter for axis in layout.axes],
                "shape": layout.shape,
                "entry": layout.entry,
                "block": [_block(layout, layout.down), _block(layout, layout.across)],
                "place": layout.place,
            }
            for layout in LAYOUTS
        },
        "techniques": {
            technique.key: {
                "name": technique.name,
                "glyph": theme.TECHNIQUES[technique.key].glyph,
                "states": {layout.name: [_words_of(one) for one in states(technique, layout)] for layout in LAYOUTS},
            }
            for technique in TECHNIQUES.values()
        },
    }


def _keep_out_of_search(figure: etree.Element) -> None:
    """Let search find the picture by its title: all else in it is one state of many.

    Said of the innermost blocks, since Material's search ends an excluded element at the first closing tag of its name.
    """
    for one in figure.iter():
        if one.tag in ("fieldset", "p", "dl", "details") or "data-layout" in one.attrib:
            one.set("data-search-exclude", "")
    del figure[0].attrib["data-search-exclude"]


def _block(layout: Layout, axes: tuple[str, ...]) -> int:
    """Return how many cells form a block along one direction, which is one index of the outer axis."""
    return layout.length(axes[-1]) if len(axes) > 1 else 1


def _words_of(state: State) -> dict[str, Any]:
    said = ("groups", "roles", "sentence", "code", *QUESTIONS)
    return {"available": bool(state.axes)} | {key: getattr(state, key) for key in said}


def _add(parent: etree.Element, tag: str, style: str, text: str = "") -> etree.Element:
    """Add an element whose text is plain."""
    child = etree.SubElement(parent, tag, {"class": style} if style else {})
    child.text = AtomicString(text) if text else None
    return child


class AxesPictureExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(AxesPicture, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return AxesPictureExtension(**options)
