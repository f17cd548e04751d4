"""Read blocks in Markdown sources: lines such as `/// figure | f01`, outside fenced code.

pymdownx.blocks is lenient: it closes what was left open at the end of the page, and
prints what it cannot use as text. So the sources are read before it.
"""

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
CLOSING = re.compile(r"/{3,}")
CONTROL = re.compile(r"[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""Invisible, and some of them end a line for Python, but not for Markdown."""
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


def check_encoding(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each file that is not text; `name` says a path."""
    errors = []
    for path in paths:
        content = path.read_bytes()
        try:
            found = CONTROL.search(content.decode())
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            errors.append(CourseError(f"{name(path)}:{line}", "holds bytes that are not UTF-8", "save it as UTF-8"))
            continue
        if found:
            line = found.string.count("\n", 0, found.start()) + 1
            problem = f"holds the control character U+{ord(found[0]):04X}"
            errors.append(CourseError(f"{name(path)}:{line}", problem, "remove it"))
    return errors


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


def check_names(path: Path, known: Collection[str], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each line of slashes that Markdown prints as text, since it names no block."""
    errors = []
    for number, text, code in with_code(path.read_text("utf-8")):
        if code or not text.strip().startswith("///") or CLOSING.fullmatch(text.strip()):
            continue
        block = BLOCK.fullmatch(text.strip())
        if block is None:
            cure = "write /// and the name of a block"
            errors.append(CourseError(f"{name(path)}:{number}", "the line of slashes names no block", cure))
        elif block["name"].lower() not in known:
            near = difflib.get_close_matches(block["name"], known, 1)
            cure = f"did you mean {near[0]}?" if near else f"use one of {', '.join(known)}"
            errors.append(CourseError(f"{name(path)}:{number}", f"there is no block {block['name']!r}", cure))
    return errors


def with_code(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield each line with its number, and whether it belongs to fenced code."""
    fence = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = FENCE.match(line)
        yield number, line, bool(fence or mark)
        if fence:
            # Superfences closes a fence with just its own marks, not with more of them.
            if line.strip() == fence:
                fence = ""
        elif mark:
            fence = mark[1]


def _lines(path: Path) -> Iterator[BlockLine]:
    """Yield the lines that open or close a block, whatever their indentation."""
    for number, text, code in with_code(path.read_text("utf-8")):
        if code:
            continue
        if CLOSING.fullmatch(text.strip()):
            yield BlockLine(path, number, text.strip(), "", "")
        elif block := BLOCK.fullmatch(text.strip()):
            yield BlockLine(path, number, block["marks"], block["name"], block["argument"] or "")
