"""Read blocks in Markdown sources: lines such as `/// figure | f01`, outside fenced code.

pymdownx.blocks is lenient: it closes what was left open at the end of the page, and
prints what it cannot use as text. So the sources are read before it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
CLOSING = re.compile(r"/{3,}")
BLOCK = re.compile(r"(?P<marks>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*")


@dataclass(frozen=True)
class BlockLine:
    """The first line of a block."""

    path: Path
    line: int
    """Counted from 1."""
    marks: str
    """The slashes, which the block's last line repeats."""
    name: str
    """Empty for a closing line."""
    argument: str


def block_lines(path: Path) -> Iterator[BlockLine]:
    """Yield the blocks that a Markdown file opens, in order."""
    return (one for one in _lines(path) if one.name)


def check_balance(path: Path, name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each block that is not closed, and each closing line without one; `name` says a path."""
    errors, opened = [], list[BlockLine]()
    for one in _lines(path):
        if one.name:
            opened.append(one)
        elif opened and opened[-1].marks == one.marks:
            opened.pop()
        else:
            cure = f"close {opened[-1].name} with {opened[-1].marks} first" if opened else "remove it"
            errors.append(CourseError(f"{name(path)}:{one.line}", f"{one.marks} closes no block", cure))
    errors += [
        CourseError(
            f"{name(path)}:{one.line}", f"the block {one.name} is not closed", f"end it with a line {one.marks}"
        )
        for one in opened
    ]
    return errors


def _lines(path: Path) -> Iterator[BlockLine]:
    """Yield the lines that open or close a block, whatever their indentation."""
    fence = ""
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark = FENCE.match(text)
        if fence:
            # A fence is closed by at least as many of the same marks and nothing else.
            if mark and mark[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif CLOSING.fullmatch(text.strip()):
            yield BlockLine(path, number, text.strip(), "", "")
        elif block := BLOCK.fullmatch(text.strip()):
            yield BlockLine(path, number, block["marks"], block["name"], block["argument"] or "")
