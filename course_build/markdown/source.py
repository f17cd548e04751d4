"""Read the lines of Markdown sources: what is fenced code, and blocks such as `/// figure | f01` outside it.

pymdownx.blocks is lenient: it closes what was left open at the end of the page, and
prints what it cannot use as text. So the sources are read before it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from course_build.errors import CourseError, guess

FENCE = re.compile(r"(?P<before>[ \t>]*)(?P<marks>`{3,}(?=[^`]*$)|~{3,})(?P<after>.*)")
CLOSING = re.compile(r"/{3,}")
CONTROL = re.compile(r"[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\u200b\u2028\u2029\u2060\ufeff]")
"""Invisible: some end a line for Python, but not for Markdown, and some hide that a line begins with a mark."""
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
            problem = f"holds the invisible character U+{ord(found[0]):04X}"
            errors.append(CourseError(f"{name(path)}:{line}", problem, "remove it"))
    return errors


def block_lines(path: Path) -> Iterator[BlockLine]:
    """Yield the blocks that a Markdown file opens, in order."""
    return (one for one in _lines(path) if one.name)


def block_spans(path: Path) -> Iterator[tuple[str, range]]:
    """Yield the name of each block of a Markdown file, and the numbers of its lines; it was checked."""
    opened = list[BlockLine]()
    for one in _lines(path):
        if one.name:
            opened.append(one)
        else:
            first = opened.pop()
            yield first.name, range(first.line, one.line + 1)


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
    for number, text, code, _ in with_code(path.read_text("utf-8")):
        if code or not text.strip().startswith("///") or CLOSING.fullmatch(text.strip()):
            continue
        block = BLOCK.fullmatch(text.strip())
        if block is None:
            cure = "write /// and the name of a block"
            errors.append(CourseError(f"{name(path)}:{number}", "the line of slashes names no block", cure))
        elif block["name"].lower() not in known:
            problem = f"there is no block {block['name']!r}"
            errors.append(CourseError(f"{name(path)}:{number}", problem, guess(block["name"], known)))
    return errors


class TextLine(NamedTuple):
    """A line of a source."""

    number: int
    """Counted from 1."""
    text: str
    code: bool
    """Belongs to fenced code, its fences included."""
    quoted: bool
    """Belongs to code in a quotation."""


def with_code(text: str) -> Iterator[TextLine]:
    """Yield each line, and whether it is code; nothing else reads fences."""
    return (line for line, _ in _read(text))


def check_fences(path: Path, name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error when code is not closed: Markdown shows it as text, and blocks in it come to life."""
    opened = 0
    for line, inside in _read(path.read_text("utf-8")):
        opened = 0 if inside is None else opened or line.number
    cure = "end it with a line of the same marks, indented as its first"
    return [CourseError(f"{name(path)}:{opened}", "the code is not closed", cure)] if opened else []


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[tuple[TextLine, re.Match[str] | None], ...]:
    """Return each line, and the first line of the code that goes on after it; many checks read each page."""
    return tuple(_reading(text))


def _reading(text: str) -> Iterator[tuple[TextLine, re.Match[str] | None]]:
    inside: re.Match[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        mark = FENCE.fullmatch(line)
        fence = inside or mark
        if inside is None:
            inside = mark
        elif mark and _closes(mark, inside):
            inside = None
        yield TextLine(number, line, fence is not None, fence is not None and ">" in fence["before"]), inside


def _closes(last: re.Match[str], first: re.Match[str]) -> bool:
    """Say whether a fence closes code, as superfences has it: with just the marks that opened it, and as indented."""
    levels = [one["before"].count(">") for one in (last, first)]
    widths = [len(one["before"].expandtabs(4)) for one in (last, first)]
    # In a quotation, the space after > does not count.
    same = levels[0] == levels[1] and (levels[0] > 0 or widths[0] == widths[1])
    return same and last["marks"] == first["marks"] and not last["after"].strip()


def _lines(path: Path) -> tuple[BlockLine, ...]:
    """Return the lines that open or close a block, whatever their indentation."""
    return _lines_of(path, path.read_text("utf-8"))


@lru_cache(maxsize=256)
def _lines_of(path: Path, content: str) -> tuple[BlockLine, ...]:
    found = []
    for number, line, code, _ in with_code(content):
        text = line.strip()
        if code or "///" not in text:
            continue
        if CLOSING.fullmatch(text):
            found.append(BlockLine(path, number, text, "", ""))
        elif block := BLOCK.fullmatch(text):
            found.append(BlockLine(path, number, block["marks"], block["name"], block["argument"] or ""))
    return tuple(found)
