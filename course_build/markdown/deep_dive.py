"""The block `/// deep-dive | Title`: more on a subject, closed until opened.

The title stands twice. The summary is what a reader operates. A heading inside, for a screen reader alone, carries the
id: a browser that goes to it opens what it stands in, search and the table of contents name it, and what it heads is
all that the dive holds. In a summary it would head nothing: Material's search gives the text of a dive to the section
around it.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from course_build.errors import CourseError
from course_build.markdown.part import add_part
from course_build.markdown.source import block_lines, with_code
from course_build.quizzes.header import read_header, split_header
from course_build.quizzes.source import Finding, Line

NAME = "deep-dive"
HEADING = re.compile(r"h[1-5]")


def check(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each deep dive that cannot be opened by its address; `name` says a path."""
    errors, places = [], dict[str, str]()
    for path in paths:
        lines = [Line(number, text, code) for number, text, code, _ in with_code(path.read_text("utf-8"))]
        for block in block_lines(path):
            if block.name.lower() != NAME:
                continue
            findings = list[Finding]()
            if not block.argument:
                findings.append(Finding(block.line, "the deep dive has no title", f"write it as /// {NAME} | Title"))
            header = read_header(block.line, split_header(lines[block.line :])[0], findings)
            if header is not None:
                header.check_name("id", findings, "deep dive")
                header.refuse_others(("id",), findings)
            errors += [CourseError(f"{name(path)}:{one.line}", one.problem, one.cure) for one in findings]
            if header is not None and (one := header.text("id")):
                place = f"{name(path)}:{header.line_of('id')}"
                if one in places:
                    errors.append(CourseError(place, f"the id {one!r} stands at {places[one]} too", "change one"))
                places.setdefault(one, place)
    return errors


class DeepDive(Block):  # type: ignore[misc]  # pymdownx has no types
    """More on a subject.

    Arguments: its title.
    Options: `id`, which its address ends with.
    Content: Markdown.
    """

    NAME = NAME
    ARGUMENT = True
    OPTIONS = {"id": ("", type_any)}  # noqa: RUF012

    def on_validate(self, parent: etree.Element) -> bool:
        return bool(self.argument and self.options["id"])

    def on_create(self, parent: etree.Element) -> etree.Element:
        above = [one.tag for one in parent if HEADING.fullmatch(one.tag)]
        level = int(above[-1][1]) + 1 if above else 2
        details = add_part(parent, NAME, "details")
        summary = etree.SubElement(details, "summary", {"data-search-exclude": ""})
        summary.text = AtomicString(self.argument)
        heading = etree.SubElement(details, f"h{level}", {"class": "course-hidden", "id": self.options["id"]})
        heading.text = AtomicString(self.argument)
        return details


class DeepDiveExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(DeepDive, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return DeepDiveExtension(**options)
