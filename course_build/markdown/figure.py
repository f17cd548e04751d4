"""The blocks `/// figure | f01` and `/// evidence | f01`, from what docs/generated/figures holds.

`figure` shows the picture with its title, caption, table and data; `evidence` tells
what was asked, what was run, what came out, and which published result it reproduces.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.drawing.templates import format_number
from course_build.errors import CourseError, guess
from course_build.experiments.figure import FigureData
from course_build.figures.publish import VERSIONS, Sheet
from course_build.markdown.source import BlockLine
from course_build.markdown.table import figure_tables

URL = "/generated/figures"
BLOCKS = ("figure", "evidence")


def check(blocks: Iterable[BlockLine], known: list[str], name: Any) -> list[CourseError]:
    """Return an error for each figure or evidence block that names no figure; `name` says a path."""
    errors = []
    for one in blocks:
        if one.name in BLOCKS and one.argument not in known:
            place, problem = f"{name(one.path)}:{one.line}", f"there is no figure {one.argument!r}"
            errors.append(CourseError(place, problem, guess(one.argument, known)))
    return errors


class _FigureBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    ARGUMENT = True

    def on_init(self) -> None:
        self.folder = Path(self.config["folder"])

    def on_validate(self, parent: etree.Element) -> bool:
        return (self.folder / f"{self.argument}.sheet.json").is_file()

    @property
    def sheet(self) -> Sheet:
        return Sheet.read(self.folder / f"{self.argument}.sheet.json")

    @property
    def data(self) -> FigureData:
        return FigureData.from_json((self.folder / f"{self.argument}.json").read_text("utf-8"))

    def drawing(self, version: str) -> str:
        """Return a drawing, kept from Markdown's own processing until the end."""
        svg = (self.folder / f"{self.argument}.{version}.svg").read_text("utf-8")
        return str(self.md.htmlStash.store(svg))


class FigureShown(_FigureBlock):
    """A figure.

    Arguments: the id of a figure, such as f01.
    Options: none.
    Content: none.
    """

    NAME = "figure"

    def on_create(self, parent: etree.Element) -> etree.Element:
        sheet = self.sheet
        figure = etree.SubElement(parent, "figure", {"class": "course-figure", "id": sheet.id, "data-figure": sheet.id})
        if sheet.pending:
            figure.set("class", "course-figure course-figure--pending")
            _add(figure, "p", "course-figure__title", sheet.question)
            _add(figure, "div", "course-figure__pending", sheet.pending)
            return figure
        _add(figure, "p", "course-figure__title", sheet.title)
        drawings = _add(figure, "div", "course-figure__drawing")
        for version in VERSIONS:
            drawing = _add(drawings, "div", f"course-figure__{version}")
            drawing.text = self.drawing(version)
            # Search finds a figure by its title and caption, not by labels. Said of each drawing: Material's search
            # ends an excluded element at the first closing tag of the same name.
            drawing.set("data-search-exclude", "")
        # Markdown, as on any page: a caption may hold emphasis, code and math.
        _add(figure, "figcaption").text = sheet.caption
        table = _add(figure, "details", "course-figure__table")
        table.set("data-search-exclude", "")
        _add(table, "summary", text="The numbers as a table")
        # Scrolls sideways on a phone, so the keyboard has to reach it.
        scroll = _add(table, "div", "course-figure__scroll")
        scroll.attrib.update({"tabindex": "0", "role": "region", "aria-label": f"The numbers of: {sheet.question}"})
        scroll.text = self.md.htmlStash.store("".join(figure_tables(self.data)))
        data = _add(figure, "p", "course-figure__data")
        data.set("data-search-exclude", "")
        _add(data, "span", text="Data: ")
        for kind in ("json", "csv"):
            link = _add(data, "a", text=kind.upper())
            link.attrib.update({"href": f"{URL}/{sheet.id}.{kind}", "download": ""})
            link.tail = " "
        return figure


class Evidence(_FigureBlock):
    """What stands behind a figure.

    Arguments: the id of a figure, such as f01.
    Options: none.
    Content: none.
    """

    NAME = "evidence"

    def on_create(self, parent: etree.Element) -> etree.Element:
        sheet = self.sheet
        section = etree.SubElement(parent, "div", {"class": "course-evidence", "data-evidence": sheet.id})
        self._part(section, "What was asked", sheet.question)
        if sheet.pending:
            return section
        self._part(section, "What was run", sheet.setup)
        self._parameters(section, sheet)
        self._part(section, "What came out", f"{sheet.title}.")
        if sheet.verdicts:
            self._part(section, "Next to what was published", "")
            self._verdicts(section, sheet)
        if sheet.caution:
            self._part(section, "What it cannot tell", sheet.caution)
        return section

    @staticmethod
    def _part(section: etree.Element, heading: str, text: str) -> None:
        _add(section, "h2", text=heading)
        if text:
            _add(section, "p", text=text)

    @staticmethod
    def _parameters(section: etree.Element, sheet: Sheet) -> None:
        details = _add(section, "details", "course-evidence__parameters")
        _add(details, "summary", text="Every parameter of the run")
        entries = _add(details, "dl")
        for key, value in (sheet.params or {}).items():
            _add(entries, "dt", text=key.replace("_", " "))
            _add(entries, "dd", text=_in_words(value))

    @staticmethod
    def _verdicts(section: etree.Element, sheet: Sheet) -> None:
        entries = _add(section, "ul", "course-evidence__verdicts")
        for one in sheet.verdicts:
            entry = _add(entries, "li")
            verdict = "Reproduced" if one.reproduced else "Not reproduced"
            _add(entry, "strong", text=f"{verdict}. ")
            _add(entry, "span", text=f"{one.source}: {one.published} Here: {one.measured}")


def _add(parent: etree.Element, tag: str, style: str = "", text: str = "") -> etree.Element:
    """Add an element whose text is plain: a name such as a_b_c or <mlp> is shown as it is."""
    child = etree.SubElement(parent, tag, {"class": style} if style else {})
    child.text = AtomicString(text) if text else None
    return child


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key.replace('_', ' ')}: {_in_words(inner)}" for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_in_words(inner) for inner in value)
    return format_number(value, ".4g") if isinstance(value, float) else str(value)


class FigureExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the blocks; `folder` is where figures are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/figures", "Where figures are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(FigureShown, self.getConfigs())
        block_mgr.register(Evidence, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return FigureExtension(**options)
