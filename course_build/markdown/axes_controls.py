"""The controls of the axes picture: technique, layout, and the axes or the number of groups.

Radio buttons, all of them in the page from the start, so that nothing moves when the script comes. They wait for it
disabled, and a reader without scripts does not see them.
"""

from dataclasses import dataclass
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from course_build.drawing import theme
from course_build.markdown.axes_states import LAYOUTS, Layout, State, states
from course_build.norms import TECHNIQUES, Technique

HELP_POINTER = "Choose any entry."
HELP_KEYS = "Arrow keys move by one entry; with Shift, by a whole block."


@dataclass(frozen=True)
class Controls:
    """Where the controls begin."""

    name: str
    """Begins the names of the radio buttons."""
    technique: Technique
    layout: Layout

    def add_to(self, parent: etree.Element) -> None:
        controls = etree.SubElement(parent, "div", {"class": "course-axes-picture__controls"})
        group = _group(controls, "Technique")
        for technique in TECHNIQUES.values():
            label = self._choice(group, "technique", technique.key, technique is self.technique)
            glyph = etree.SubElement(label, "span", {"aria-hidden": "true", "data-technique": technique.key})
            glyph.text = theme.TECHNIQUES[technique.key].glyph
            glyph.tail = AtomicString(f" {technique.name}")
        group = _group(controls, "Layout")
        for layout in LAYOUTS:
            label = self._choice(group, "layout", layout.name, layout is self.layout)
            etree.SubElement(label, "span").text = AtomicString(f"{layout.name} ({', '.join(layout.key.split(','))})")
        place = etree.SubElement(controls, "div", {"class": "course-axes-picture__variants"})
        for technique in TECHNIQUES.values():
            for layout in LAYOUTS:
                shown = self._variants(place, technique, layout)
                shown.set("data-variants", f"{technique.key} {layout.name}")
                if (technique, layout) != (self.technique, self.layout):
                    shown.set("hidden", "")

    def _variants(self, parent: etree.Element, technique: Technique, layout: Layout) -> etree.Element:
        """Add the choice among a technique's states on a layout, or what there is instead of a choice."""
        found = states(technique, layout)
        if len(found) == 1:
            line = etree.SubElement(parent, "p")
            etree.SubElement(line, "span").text = "Shared over"
            etree.SubElement(line, "span").text = AtomicString(found[0].choice)
            line[0].tail = " "
            return line
        group = _group(parent, "Groups" if technique.key == "group" else "Shared over")
        for index, state in enumerate(found):
            name = f"{technique.key}-{layout.name}"
            label = self._choice(group, name, str(index), index == usual(found))
            etree.SubElement(label, "span").text = AtomicString(state.choice)
        return group

    def _choice(self, group: etree.Element, name: str, value: str, checked: bool) -> etree.Element:
        label = etree.SubElement(group, "label")
        attributes = {"type": "radio", "name": f"{self.name}-{name}", "value": value}
        etree.SubElement(label, "input", attributes | ({"checked": ""} if checked else {})).tail = " "
        return label


def usual(found: list[State]) -> int:
    """Return which of a technique's states is chosen first: of GroupNorm's, the one with two groups."""
    return next((index for index, state in enumerate(found) if state.groups == 2), 0)


def _group(parent: etree.Element, legend: str) -> etree.Element:
    group = etree.SubElement(parent, "fieldset", {"class": "course-choices", "disabled": ""})
    etree.SubElement(group, "legend").text = legend
    return group
