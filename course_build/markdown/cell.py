"""The block `/// cell`: Python with the output that the build computed, which a reader can run and change.

The page is complete before any script: code, output, and a line that is left free for what Python does.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from course_build.cells.model import Cell
from course_build.markdown.cell_output import output_html
from course_build.markdown.cell_source import NAME, OPTIONS, read
from course_build.markdown.chart import add
from course_build.markdown.part import add_part

CLASS = f"course-{NAME}"
CODE = "Code that you can run and change"
PENDING = "This cell is being run."


class _Cells(Preprocessor):
    """Reads the cells of a page before anything else does, so that the blocks can look them up."""

    def __init__(self, md: Markdown, found: dict[str, Cell]) -> None:
        super().__init__(md)
        self.found = found

    def run(self, lines: list[str]) -> list[str]:
        self.found.clear()
        for cell, findings in read(Path(), "\n".join(lines)):
            if cell is not None and not findings:
                self.found[cell.id] = cell
        return lines


class CellBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """A cell.

    Arguments: none.
    Options: `id`; `isolated`; `seconds`; `raises`.
    Content: fenced Python.
    """

    NAME = NAME
    OPTIONS = dict.fromkeys(OPTIONS, ("", type_any))

    def on_validate(self, parent: etree.Element) -> bool:
        return str(self.options["id"]) in self.config["found"]

    def on_create(self, parent: etree.Element) -> etree.Element:
        cell = self.cell = self.config["found"][str(self.options["id"])]
        said = {"data-isolated": ""} if cell.isolated else {}
        said |= {"data-raises": cell.raises} if cell.raises else {}
        attributes = {"role": "group", "aria-label": CODE, "data-cell": cell.id, "data-seconds": str(cell.seconds)}
        return add_part(parent, NAME, **attributes, **said)

    def on_end(self, block: etree.Element) -> None:
        # What Markdown made of the code; it stands here in the page's own way.
        for child in list(block):
            block.remove(child)
        block.text = None
        add_code(self.md, block, highlighted(self.cell.source))
        add_bar(block, "Running it needs JavaScript. Below stands what it gave when this page was made.")
        add_output(self.md, block, self._output())

    def _output(self) -> str:
        path = Path(self.config["folder"]) / f"{self.cell.id}.json"
        said = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        if said.get("source") != self.cell.source:
            return f'<p class="{CLASS}__nothing">{PENDING}</p>'
        return output_html(said["output"], self.cell.id)


def add_code(md: Markdown, parent: etree.Element, code: str) -> None:
    """Add code, as HTML, with the numbers of its lines, which the script turns into an editor."""
    lines = "\n".join(str(number) for number in range(1, code.rstrip("\n").count("\n") + 2))
    # A phone scrolls long lines, so the keyboard has to reach them.
    add(parent, "div", f"{CLASS}__code").text = md.htmlStash.store(
        f'<div class="{CLASS}__numbers" aria-hidden="true" data-search-exclude="">{lines}</div>'
        f'<div class="highlight {CLASS}__lines" tabindex="0" role="group" aria-label="Code"><pre><code>'
        f"{code}</code></pre></div>"
    )


def add_bar(parent: etree.Element, without_script: str) -> None:
    """Add the buttons of a cell, and the line that says what Python does."""
    # Material's search ends an excluded element at the first closing tag of the same name, which this one lacks inside,
    # and which no exercise around it may meet.
    bar = add(parent, "footer", f"{CLASS}__bar", **{"data-search-exclude": ""})
    # Enabled by the script, without which nothing would happen.
    add(bar, "button", "course-button", "Run", type="button", disabled="", **{"data-do": "run"})
    add(bar, "button", "course-button", "Edit", type="button", disabled="", **{"data-do": "edit"})
    add(bar, "button", "course-button", "Reset", type="button", disabled="", hidden="", **{"data-do": "reset"})
    status = add(bar, "div", "course-status")
    etree.SubElement(status, "noscript").text = without_script


def add_output(md: Markdown, parent: etree.Element, output: str) -> None:
    """Add what a cell gave, as HTML."""
    # Not a div, for the same reason.
    box = add(parent, "section", f"{CLASS}__output", tabindex="0", role="group", **{"data-search-exclude": ""})
    box.set("aria-label", "Output")
    box.text = md.htmlStash.store(output)


@lru_cache(maxsize=256)
def highlighted(source: str) -> str:
    """Return code as HTML, for inside of an element code."""
    return str(highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)))


class CellExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block, and reads the cells of each page before it; `folder` is where outputs are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/cells", "Where outputs are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        found: dict[str, Cell] = {}
        # After tabs became spaces (30), and before fenced code is put away (25).
        md.preprocessors.register(_Cells(md, found), "course-cells", 29)
        block_mgr.register(CellBlock, {**self.getConfigs(), "found": found})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return CellExtension(**options)
