"""The block `/// lab | batch-norm-from-nothing`: a lab's text, code and outputs, as docs/generated/labs holds them.

The lab becomes part of the page's own Markdown, so that its headings, code and formulas are those of any page. Inside
it, `/// solution` keeps the answer to an exercise closed; pages do not use that block themselves.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.errors import CourseError, guess
from course_build.markdown.source import BLOCK, BlockLine, with_code

BLOCKS = ("lab",)


def check(blocks: Iterable[BlockLine], labs: Iterable[Path], name: Any) -> list[CourseError]:
    """Return an error for each block that names no lab, and each lab that is not shown once; `name` says a path."""
    shown = [one for one in blocks if one.name in BLOCKS]
    paths = {path.stem: path for path in labs}
    errors = [
        CourseError(
            f"{name(one.path)}:{one.line}", f"there is no lab {one.argument!r}", guess(one.argument, list(paths))
        )
        for one in shown
        if one.argument not in paths
    ]
    times = Counter(one.argument for one in shown)
    return errors + [
        CourseError(
            name(path),
            f"stands on {times[stem]} pages",
            f"show it on one, {name(path.with_suffix('.md'))}, by the lines /// lab | {stem} and ///",
        )
        for stem, path in paths.items()
        if times[stem] != 1
    ]


class _Labs(Preprocessor):
    """Puts the text of a lab where its block stands."""

    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.folder = folder

    def run(self, lines: Sequence[str]) -> list[str]:
        text: list[str] = []
        inside = False
        for _, line, code, _ in with_code("\n".join(lines)):
            block = None if code else BLOCK.fullmatch(line.strip())
            if block and block["name"] == "lab":
                path = self.folder / f"{block['argument']}.page"
                inside = path.is_file()
                text += path.read_text("utf-8").split("\n") if inside else [line]
            elif inside and line.strip() == "///":
                inside = False
            else:
                text.append(line)
        return text


class Solution(Block):  # type: ignore[misc]  # pymdownx has no types
    """The answer to an exercise, closed until a reader opens it, and not found by search.

    Arguments: none.
    Options: none.
    Content: Markdown.
    """

    NAME = "solution"

    def on_create(self, parent: etree.Element) -> etree.Element:
        details = etree.SubElement(parent, "details", {"class": "course-solution", "data-search-exclude": ""})
        etree.SubElement(details, "summary").text = "One solution"
        return details


class LabExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the blocks; `folder` is where labs are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/labs", "Where labs are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        # Before any other reads the page: after the white space is in order (30), before questions are found (29).
        md.preprocessors.register(_Labs(md, Path(self.getConfig("folder"))), "course-labs", 29.5)
        block_mgr.register(Solution, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return LabExtension(**options)
