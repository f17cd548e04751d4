"""The block `/// playground`: every control, the picture, the numbers, the text and the code of a state.

The first state is computed and drawn at build by the code that also runs in the page. The states that the build
computed are shown at once; all others are answered by Python in the reader's browser.
"""

from dataclasses import asdict, replace
from functools import cache
from html import escape
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.drawing.numbers import plain
from course_build.drawing.theme import TECHNIQUES as LOOKS
from course_build.experiments.playground import Outcome, Side, playground
from course_build.experiments.playground_controls import Controls
from course_build.markdown.cell import CODE, add_bar, add_code, add_output
from course_build.markdown.cell_output import output_html
from course_build.markdown.chart import add, add_chart
from course_build.markdown.distributions import DISTRIBUTIONS
from course_build.markdown.math import store_formula
from course_build.markdown.part import add_data, add_part
from course_build.markdown.playground_controls import CHOSEN, CONTROLS, LEARNED, SHAPED, Choice, Steps
from course_build.markdown.playground_view import STATISTICS, View, view
from course_build.norms.registry import TECHNIQUES, Technique

NAME = "playground"
CLASS = f"course-{NAME}"
FIRST = Controls()
ANSWERED = tuple(one.name for one in (*CHOSEN, *LEARNED))
"""The controls that the states of the build answer; gamma and beta by an exact map."""
LIVE = "Python computes these in your browser."
"""Said of the controls that the build's states do not answer; the script says otherwise where it has no Python."""
SECONDS = 30
"""That the code of a state may take: the largest take a second on a fast machine."""
_computed = cache(playground)
"""Nothing that an author writes changes these."""
NOT_A_GOAL = (
    "Being nearer is not a goal in itself: a network learns γ and β, which may move its output anywhere. "
    "What counts is how it trains."
)


class Playground(Block):  # type: ignore[misc]  # pymdownx has no types
    """The playground.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = NAME

    def on_create(self, parent: etree.Element) -> etree.Element:
        root = add_part(parent, NAME, **{"role": "group", "aria-label": "Playground"})
        outcome = _computed(FIRST)
        shown = view(FIRST, outcome)
        title = add(root, "p", f"course-figure__title {CLASS}__title", shown.title)
        title.set("aria-live", "polite")
        # The picture stays in view while what moves it scrolls under it.
        picture = add_chart(self.md, root, shown.histograms, prefix=NAME, title=shown.title)
        box = picture[0]
        add(box, "div", f"course-status {CLASS}__status")
        picture.insert(2, _statistics(shown))
        _add_controls(root)
        _add_results(self.md, root, shown)
        add(root, "p", f"{CLASS}__label", "The code that ran")
        # No part of its own: the playground's script tells it when the controls have moved.
        code = add(root, "div", f"course-cell {CLASS}__code", role="group", **{"aria-label": CODE})
        code.attrib.update({"data-cell": NAME, "data-isolated": "", "data-seconds": str(SECONDS)})
        # Plain, since the script changes it with every touch.
        ran = {"kind": "result", "text": "", "shape": None, "dtype": "", "printed": outcome.printed}
        add_code(self.md, code, f"{escape(outcome.code)}\n")
        add_bar(code, "Running it needs JavaScript. Below stands what it gave when this page was made.")
        add_output(self.md, code, output_html(ran, NAME))
        for key, technique in TECHNIQUES.items():
            _add_text(self.md, root, technique, hidden=key != FIRST.technique)
        add_data(self.md, root, embedded())
        return root


def _statistics(shown: View) -> etree.Element:
    table = etree.Element("table", {"class": "course-numbers"})
    add(table, "caption", "course-hidden", "Statistics of all values, before and after")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    etree.SubElement(head, "td")
    for name in STATISTICS.values():
        add(head, "th", text=name, scope="col")
    rows = etree.SubElement(table, "tbody")
    for name, values in shown.statistics.items():
        row = etree.SubElement(rows, "tr", {"data-side": name})
        add(row, "th", text=name, scope="row")
        for text in values:
            add(row, "td", text=text)
    return table


def _add_controls(root: etree.Element) -> None:
    # Not a div: Material's search ends an excluded element at the first closing tag of the same name.
    form = add(root, "section", f"{CLASS}__controls", **{"data-search-exclude": ""})
    for legend, note, controls in (
        ("Choose", "", CHOSEN),
        ("What the network learns", "", LEARNED),
        ("Shape and size", LIVE, SHAPED),
    ):
        group = add(form, "fieldset", f"{CLASS}__group")
        add(group, "legend", text=legend)
        if note:
            add(group, "p", f"{CLASS}__needs", note, id=f"{NAME}-needs")
        for one in controls:
            _add_control(group, one, described=f"{NAME}-needs" if note else "")
    # Enabled by the script, without which nothing would happen.
    add(form, "button", "course-button", "Reset all", type="button", disabled="", **{"data-reset": "all"})
    without = etree.SubElement(form, "noscript")
    add(without, "p", f"{CLASS}__needs", "The controls need JavaScript. Picture and numbers show the state they say.")


def _add_control(group: etree.Element, one: Choice | Steps, described: str) -> None:
    row = add(group, "div", f"{CLASS}__control", **{"data-control": one.name})
    name = f"{NAME}-{one.name}"
    attributes = {"id": name, "disabled": ""} | ({"aria-describedby": described} if described else {})
    line = add(row, "div", f"{CLASS}__line")
    add(line, "label", text=one.label, **{"for": name})
    if isinstance(one, Choice):
        select = etree.SubElement(row, "select", attributes)
        for value, text in one.options.items():
            chosen = {"selected": ""} if value == one.default else {}
            glyph = f"{LOOKS[value].glyph} " if one.name == "technique" else ""
            add(select, "option", text=f"{glyph}{text}", value=value, **chosen)
        standard = one.options[one.default]
    else:
        standard = value_text(one, one.default)
        at = one.values.index(one.default)
        scale = {"type": "range", "min": "0", "max": str(len(one.values) - 1), "step": "1", "value": str(at)}
        etree.SubElement(row, "input", attributes | scale | {"aria-valuetext": standard})
    label = f"Reset {one.label} to {standard}"
    reset = add(line, "button", f"{CLASS}__reset", "↺", type="button", title=label, disabled="")
    reset.attrib.update({"aria-label": label, "data-reset": one.name})
    if isinstance(one, Steps):
        # The slider itself says its value to a screen reader.
        add(line, "output", text=standard, **{"for": name, "aria-hidden": "true"})


def value_text(one: Steps, value: float) -> str:
    """Return a value with its unit."""
    return f"{plain(value)} {one.unit}".strip()


def _add_results(md: Markdown, root: etree.Element, shown: View) -> None:
    results = add(root, "div", f"{CLASS}__results")
    add(results, "p", f"{CLASS}__sharing", shown.sharing)
    add(results, "p", f"{CLASS}__label {CLASS}__goal", shown.goal)
    add_chart(md, results, shown.bars, prefix=f"{NAME}-target", title=shown.goal)
    add(results, "p", f"{CLASS}__remark", NOT_A_GOAL)
    add(results, "p", f"{CLASS}__label", "And its batch-mates?")
    add(results, "p", f"{CLASS}__mates", shown.mates)


def _add_text(md: Markdown, root: etree.Element, one: Technique, *, hidden: bool) -> None:
    text = add(root, "section", f"{CLASS}__text", **{"data-technique": one.key, "aria-label": one.name})
    if hidden:
        text.set("hidden", "")
    add(text, "p", f"{CLASS}__label course-tint--{one.key}", f"{LOOKS[one.key].glyph} {one.name}")
    add(text, "p", text=one.does)
    add(text, "div", text=store_formula(md, one.formula))
    add(text, "p", text=one.target.sentence)
    more = add(text, "details", f"{CLASS}__more")
    add(more, "summary", text="What it needs, and when to choose it")
    for words in (one.needs, one.tip):
        add(more, "p", text=words)


def embedded() -> dict[str, Any]:
    """Return what the script reads: the controls, and the states that the build answers."""
    states = [
        replace(FIRST, technique=technique, distribution=distribution, training=training)
        for technique, one in TECHNIQUES.items()
        for distribution in DISTRIBUTIONS
        for training in ((True, False) if one.train_differs_from_eval else (True,))
    ]
    outcomes = {key(one): _computed(one) for one in states}
    return {
        "answered": ANSWERED,
        "controls": [asdict(one) for one in CONTROLS],
        "techniques": {
            name: {"name": one.name, "parameters": one.parameters, "modes": modes(one)}
            for name, one in TECHNIQUES.items()
        },
        "before": {
            one.distribution: _side(outcomes[key(one)].before)
            for one in states
            if one.technique == FIRST.technique and one.training
        },
        "outcomes": {name: _outcome(one) for name, one in outcomes.items()},
    }


def modes(one: Technique) -> tuple[str, ...]:
    """Return the modes in which a technique does different things."""
    return ("train", "eval") if one.train_differs_from_eval else ("train",)


def key(controls: Controls) -> str:
    """Return the name of a state of the build."""
    return f"{controls.technique}/{controls.distribution}/{'train' if controls.training else 'eval'}"


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "after": _side(one.after) | {"targets": _targets(one.after)},
        "targets_before": _targets(one.before),
        "set": one.set,
        "sets": one.sets,
        "values": one.values,
        "mates": None if one.mates is None else {name: _rounded(value) for name, value in asdict(one.mates).items()},
        "code": one.code,
        "printed": one.printed,
    }


def _side(one: Side) -> dict[str, Any]:
    names = (*STATISTICS, "low", "high")
    return {name: _rounded(getattr(one, name)) for name in names} | {"counts": one.counts}


def _targets(one: Side) -> dict[str, dict[str, float]]:
    return {
        name: {"average": _rounded(over.average), "spread": _rounded(over.spread)} for name, over in one.targets.items()
    }


def _rounded(value: float) -> float:
    """Return a number without the digits that differ between machines."""
    return round(value, 10) + 0.0


class PlaygroundExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Playground, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return PlaygroundExtension(**options)
