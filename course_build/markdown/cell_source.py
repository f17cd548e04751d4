"""Read cells from the lines of a page: their options, and the fenced Python in them."""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from course_build.cells.model import SECONDS, Cell
from course_build.errors import CourseError
from course_build.markdown.source import BLOCK, CLOSING, FENCE, TextLine, check_balance, with_code
from course_build.quizzes.header import Header, read_header, split_header
from course_build.quizzes.source import Finding, Line

NAME = "cell"
OPTIONS = ("id", "isolated", "seconds", "raises")
YES_OR_NO = {"true": True, "false": False}
SHIPPED = ("numpy", "course_build.norms", "course_build.experiments", "course_build.charts")
"""What a cell can import beside the standard library."""
LONGEST = 120
"""Seconds that a cell may take at most."""


def find(paths: Iterable[Path]) -> list[Cell]:
    """Return the cells of pages that can be run, in reading order."""
    return [cell for path in paths for cell, findings in read(path, path.read_text("utf-8")) if cell and not findings]


def check(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return everything that is wrong with how the cells of a course are written; `name` says a path."""
    errors, places = [], dict[str, str]()
    for path in paths:
        if check_balance(path, name):
            continue
        for cell, findings in read(path, path.read_text("utf-8")):
            errors += [CourseError(f"{name(path)}:{one.line}", one.problem, one.cure) for one in findings]
            if cell is not None:
                place = f"{name(path)}:{cell.line}"
                if cell.id in places:
                    problem = f"the cell id {cell.id!r} stands at {places[cell.id]} too"
                    errors.append(CourseError(place, problem, "change one"))
                places.setdefault(cell.id, place)
    return errors


def read(path: Path, text: str) -> Iterator[tuple[Cell | None, list[Finding]]]:
    """Yield each cell of a page, with what is wrong with it."""
    for block in _blocks(with_code(text)):
        findings = list[Finding]()
        cell = _cell(path, block, findings)
        yield cell, findings


def _blocks(lines: Iterable[TextLine]) -> Iterator[list[TextLine]]:
    """Yield the lines of each cell, without the last."""
    current, marks = list[TextLine](), ""
    for line in lines:
        found = None if line.code else BLOCK.fullmatch(line.text.strip())
        if not current and found and found["name"].lower() == NAME:
            current, marks = [line], found["marks"]
        elif current and not line.code and CLOSING.fullmatch(line.text.strip()) and line.text.strip() == marks:
            yield current
            current = []
        elif current:
            current.append(line)


def _cell(path: Path, block: list[TextLine], findings: list[Finding]) -> Cell | None:
    start = block[0].number
    lines = [Line(one.number, one.text.expandtabs(4), one.code) for one in block[1:]]
    options, _ = split_header(lines)
    header = read_header(start, options, findings)
    body = [one for one in block[1 + len(options) :] if one.text.strip() or one.code]
    code = _code(start, body, findings)
    if header is None:
        return None
    header.check_name("id", findings, "cell")
    header.refuse_others(OPTIONS, findings)
    isolated, seconds = _isolated(header, findings), _seconds(header, findings)
    if code is None or not header.text("id"):
        return None
    line, source = code
    return Cell(header.text("id"), path, line, source, isolated, seconds, header.text("raises"))


def _isolated(header: Header, findings: list[Finding]) -> bool:
    said = header.text("isolated").lower() or "false"
    if said not in YES_OR_NO:
        findings.append(Finding(header.line_of("isolated"), f"isolated is {said!r}", "write true or false"))
    return YES_OR_NO.get(said, False)


def _seconds(header: Header, findings: list[Finding]) -> int:
    said = header.text("seconds") or str(SECONDS)
    if not (said.isdecimal() and 1 <= int(said) <= LONGEST):
        cure = f"write a whole number from 1 to {LONGEST}"
        findings.append(Finding(header.line_of("seconds"), f"seconds is {said!r}", cure))
        return SECONDS
    return int(said)


def _code(start: int, body: list[TextLine], findings: list[Finding]) -> tuple[int, str] | None:
    """Return the line that the code begins at, and the code."""
    cure = "write the code between a line ```python and a line ```"
    for one in body:
        if not one.code:
            findings.append(Finding(one.number, "text stands in a cell", "move it above or below the cell"))
            return None
    if not body:
        findings.append(Finding(start, "the cell has no code", cure))
        return None
    first = FENCE.fullmatch(body[0].text)
    if first is None or first["after"].strip() != "python" or first["before"]:
        findings.append(Finding(body[0].number, "the code of the cell is not marked as Python", cure))
        return None
    ends = [at for at, one in enumerate(body) if at and one.text.rstrip() == first["marks"]]
    if ends != [len(body) - 1]:
        findings.append(Finding(body[0].number, "the cell has several pieces of code", "make a cell of each"))
        return None
    inside = body[1:-1]
    while inside and not inside[0].text.strip():
        inside.pop(0)
    source = "\n".join(one.text.rstrip() for one in inside).rstrip("\n")
    if not source:
        findings.append(Finding(start, "the cell has no code", cure))
        return None
    findings += _unreadable(inside[0].number, source)
    return inside[0].number, source


def _unreadable(start: int, source: str) -> Iterator[Finding]:
    """Yield what Python cannot read, and what a browser cannot import."""
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        yield Finding(start + (error.lineno or 1) - 1, f"{error.msg}, as Python reads it", "correct the code")
        return
    for node in ast.walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        for name in [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]:
            top = name.split(".")[0]
            shipped = any(name == one or name.startswith(f"{one}.") for one in SHIPPED)
            if not shipped and top not in sys.stdlib_module_names:
                cure = f"import the standard library, {', '.join(SHIPPED[:-1])} or {SHIPPED[-1]}"
                yield Finding(start + node.lineno - 1, f"readers' browsers have no module {name!r}", cure)
