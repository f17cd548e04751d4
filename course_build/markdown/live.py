"""The block `/// live | f11`: a figure that readers run themselves, where this copy of the course has Python.

It stands under the figure, which stays as it is. Choices and the button are there from the start, so that nothing moves
when the script takes over; without Python in this copy, only the details are.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.errors import CourseError, guess
from course_build.experiments.figure import Control, FigureData, Series
from course_build.figures.publish import LiveSheet, Sheet
from course_build.markdown.chart import add
from course_build.markdown.part import add_data, add_part
from course_build.markdown.provenance import LICENSES
from course_build.markdown.source import BlockLine

NAME = "live"
BUTTON = "Run it here"
SUMMARY = "What runs here"
WITHOUT = "This copy of the course has no Python for your browser."


def check(blocks: Iterable[BlockLine], sheets: Sequence[Sheet], name: Any) -> list[CourseError]:
    """Return an error for each block that names no live figure, or one a second time; `name` says a path."""
    # Of a figure that is still being computed, nobody knows.
    known = [one.id for one in sheets if one.live or one.pending]
    errors, seen = [], Counter[tuple[Path, str]]()
    for one in blocks:
        if one.name != NAME:
            continue
        place = f"{name(one.path)}:{one.line}"
        seen[one.path, one.argument] += 1
        if one.argument not in known:
            errors.append(CourseError(place, f"there is no live figure {one.argument!r}", guess(one.argument, known)))
        elif seen[one.path, one.argument] == 2:
            errors.append(CourseError(place, f"the live figure {one.argument} stands twice on this page", "remove one"))
    return errors


class Live(Block):  # type: ignore[misc]  # pymdownx has no types
    """A figure that readers run themselves.

    Arguments: the id of a live figure, such as f11.
    Options: none.
    Content: none.
    """

    NAME = NAME
    ARGUMENT = True

    def on_init(self) -> None:
        self.folder = Path(self.config["folder"])

    def on_validate(self, parent: etree.Element) -> bool:
        return (self.folder / f"{self.argument}.sheet.json").is_file()

    def on_create(self, parent: etree.Element) -> etree.Element:
        sheet = Sheet.read(self.folder / f"{self.argument}.sheet.json")
        root = add_part(parent, NAME, role="group", **{"aria-label": f"{BUTTON}: {sheet.question}"})
        if sheet.live is None:
            return root
        # As on the page that tells how the numbers were made: these are there when Python is.
        has_python = (self.folder.parent / LICENSES).is_file()
        if has_python:
            _add_controls(root, sheet.id, sheet.live)
        about = add(root, "details", "course-live__about")
        add(about, "summary", text=SUMMARY)
        add(about, "p", text=sheet.live.about if has_python else f"{WITHOUT} Where it has: {sheet.live.about}")
        if has_python:
            data = FigureData.from_json((self.folder / f"{sheet.id}.json").read_text("utf-8"))
            add_data(self.md, root, embedded(sheet.live, data))
        return root


def _add_controls(root: etree.Element, id_: str, live: LiveSheet) -> None:
    # Enabled by the script, without which nothing would happen.
    controls = add(root, "fieldset", "course-live__controls course-controls", disabled="")
    add(controls, "legend", "course-hidden", "What to run")
    for one in live.controls:
        _add_control(controls, f"{NAME}-{id_}-{one.key}", one)
    add(controls, "button", "course-button", BUTTON, type="button")
    # Seen while something runs; its room is kept.
    add(controls, "progress", "course-live__progress", value="0", max="1", **{"aria-label": "Progress of the run"})
    add(root, "div", "course-status")
    add(root, "div", "course-live__result")


def _add_control(parent: etree.Element, id_: str, control: Control) -> None:
    box = add(parent, "div", "course-control")
    add(box, "label", text=control.label, **{"for": id_})
    select = etree.SubElement(box, "select", {"id": id_, "name": control.key})
    for value, text in control.choices.items():
        add(select, "option", text=text, value=value, **({"selected": ""} if value == control.first else {}))


def embedded(live: LiveSheet, data: FigureData) -> dict[str, Any]:
    """Return what the script reads: how the figure runs, and the published result."""
    return {
        "id": data.id,
        "controls": [
            {
                "key": one.key,
                "label": one.label,
                "choices": one.choices,
                "first": one.first,
                "showsOnly": one.shows_only,
                "published": sorted({one.first, *one.published}),
            }
            for one in live.controls
        ],
        "compared": live.compared,
        "tolerance": live.tolerance,
        "because": live.because,
        "seconds": live.seconds,
        "atOnce": live.at_once,
        "published": {"series": [_compact(one) for one in data.series], "scalars": data.scalars},
    }


def _compact(one: Series) -> dict[str, Any]:
    band = {} if one.lo is None or one.hi is None else {"lo": one.lo, "hi": one.hi}
    return {"name": one.name, "x": one.x, "y": one.y, **band}


class LiveExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` is where figures are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/figures", "Where figures are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Live, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return LiveExtension(**options)
