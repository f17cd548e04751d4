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
from course_build.markdown.axes_states import LAYOUTS, Layout, State, states
from course_build.markdown.part import add_data, add_part
from course_build.norms import TECHNIQUES, Technique

CLASS = "course-axes-picture"
FIRST_TECHNIQUE, FIRST_LAYOUT = "batch", LAYOUTS[0]
QUESTIONS = {
    "batch": "Do batch-mates matter?",
    "training": "Training and evaluation",
    "also": "Another name",
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
        attributes = {"id": self.name, "data-technique": FIRST_TECHNIQUE}
        figure = add_part(parent, "axes-picture", "figure", **attributes)
        figure.set("class", f"course-figure {CLASS}")
        _add(figure, "p", "course-figure__title", "Which entries share one mean and one variance?")
        first = states(TECHNIQUES[FIRST_TECHNIQUE], FIRST_LAYOUT)[0]
        stage = _add(figure, "div", f"{CLASS}__stage")
        self._drawings(stage)
        self._words(stage, first)
        _table(figure)
        add_data(self.md, figure, _data())
        return figure

    def _drawings(self, stage: etree.Element) -> None:
        # Search finds the picture by its words, not by the numbers of rows and columns.
        place = _add(stage, "div", f"{CLASS}__drawings")
        place.set("data-search-exclude", "")
        for layout in LAYOUTS:
            shown = _add(place, "div", "")
            shown.set("data-layout", layout.name)
            if layout is not FIRST_LAYOUT:
                shown.set("hidden", "")
            state = states(TECHNIQUES[FIRST_TECHNIQUE], layout)[0]
            shown.text = self.md.htmlStash.store(axes_drawing.draw(layout, state, f"{self.name}-{layout.name}"))

    def _words(self, stage: etree.Element, state: State) -> None:
        words = _add(stage, "div", f"{CLASS}__words")
        technique = TECHNIQUES[state.technique]
        name = _add(words, "p", f"{CLASS}__name")
        glyph = _add(name, "span", f"{CLASS}__glyph", theme.TECHNIQUES[technique.key].glyph)
        glyph.set("aria-hidden", "true")
        glyph.tail = " "
        _add(name, "span", "", f"{technique.name} on {state.layout}").set("data-shows", "name")
        _add(words, "p", "", technique.does).set("data-shows", "does")
        sentence = axes_drawing.filled(state.sentence, FIRST_LAYOUT, state, FIRST_LAYOUT.entry)
        said = _add(words, "p", f"{CLASS}__sentence", sentence)
        said.attrib.update({"data-shows": "sentence", "aria-live": "polite"})
        code = _add(_add(words, "p", f"{CLASS}__code"), "code", "")
        _add(code, "span", "", state.code).set("data-shows", "code")
        etree.SubElement(code, "br")
        shape = _add(code, "span", "")
        shape.set("data-shows", "shape")
        _shape(shape, FIRST_LAYOUT, state)
        answers = _add(words, "dl", "")
        for key, question in QUESTIONS.items():
            row = _add(answers, "div", "")
            _add(row, "dt", "", question)
            _add(row, "dd", "", getattr(state, key)).set("data-shows", key)


def _shape(parent: etree.Element, layout: Layout, state: State) -> None:
    """Write the layout as code does, the axes marked over which statistics are shared."""
    parent.text = AtomicString("x: (")
    last = layout.axes[-1]
    for axis in layout.axes:
        role = state.roles[axis.letter]
        each = _add(parent, "span" if role == "fixed" else "mark", "", axis.letter)
        each.set("data-role", role)
        each.tail = ")" if axis is last else ", "


def _table(figure: etree.Element) -> None:
    details = _add(figure, "details", "course-figure__table")
    details.set("data-search-exclude", "")
    _add(details, "summary", "", "All techniques and layouts as a table")
    scroll = _add(details, "div", "course-figure__scroll")
    scroll.attrib.update({"tabindex": "0", "role": "region", "aria-label": "Axes of all techniques on all layouts"})
    table = _add(scroll, "table", "")
    head = _add(_add(table, "thead", ""), "tr", "")
    for title in ("", *(f"{layout.name.capitalize()} ({', '.join(layout.key.split(','))})" for layout in LAYOUTS)):
        _add(head, "th" if title else "td", "", title).attrib.update({"scope": "col"} if title else {})
    for title in ("Needs batch-mates", "Training and evaluation differ"):
        _add(head, "th", "", title).set("scope", "col")
    body = _add(table, "tbody", "")
    for technique in TECHNIQUES.values():
        row = _add(body, "tr", "")
        _add(row, "th", "", technique.name).set("scope", "row")
        for layout in LAYOUTS:
            cell = _add(row, "td", "")
            for index, state in enumerate(_usual(technique, layout)):
                if index:
                    etree.SubElement(cell, "br")
                _add(cell, "span", "", _in_short(state))
        for fact in (technique.needs_batch_mates, technique.train_differs_from_eval):
            _add(row, "td", "", "yes" if fact else "no")


def _usual(technique: Technique, layout: Layout) -> list[State]:
    """Return the states of a technique, for GroupNorm the one with two groups."""
    found = states(technique, layout)
    return [one for one in found if one.groups == 2] if technique.key == "group" else found


def _in_short(state: State) -> str:
    if not state.axes:
        return "nothing to share"
    groups = f", G = {state.groups}" if state.technique == "group" else ""
    return f"{', '.join(state.axes)}{groups}: {state.statistics} sets of {state.values}"


def _data() -> dict[str, Any]:
    """Return what the script needs: the layouts, and what is said in every state."""
    return {
        "layouts": {
            layout.name: {"axes": [axis.letter for axis in layout.axes], "shape": layout.shape} for layout in LAYOUTS
        },
        "techniques": {
            technique.key: {
                "name": technique.name,
                "glyph": theme.TECHNIQUES[technique.key].glyph,
                "does": technique.does,
                "states": {layout.name: [_words_of(one) for one in states(technique, layout)] for layout in LAYOUTS},
            }
            for technique in TECHNIQUES.values()
        },
    }


def _words_of(state: State) -> dict[str, Any]:
    said = ("groups", "roles", "sentence", "code", "batch", "training", "also")
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
