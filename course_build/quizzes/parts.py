"""The parts of a question's source: body, quote, options with their explanations, hints.

Stricter than Markdown: what Markdown would show otherwise than the author meant, such
as a list without an empty line above it, is refused with its line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from course_build.quizzes.source import Finding, Line

OPTION = re.compile(r"[-*+] \[(?P<mark>[ xX])\] +(?P<text>\S.*)")
LIKE_OPTION = re.compile(r"^[\s>]*(?:[-*+]|[0-9]+[.)])\s*\[.?\](?![(\[:])|(?<![^\s>])\[[ xX]\](?!\S)")
"""A list with a mark that is almost one, or a mark that stands alone anywhere; not the [x] of E[x]."""
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
LIST = re.compile(r"\s*(?:[-*+]|[0-9]+\.) ")
FENCE = re.compile(r"(?:`{3,}|~{3,})[ \t]*[\w#.+-]*[ \t]*")
EXPLANATION = re.compile(r" {4,7}>(?P<text>.*)")
HTML = re.compile(r"<(?!https?:|!--.*-->$)[a-zA-Z/!?]")
"""Not an address, and not a comment that ends on its line, such as a claim."""

Chunk = Sequence[Line]
"""Lines without an empty one between them, but in code; a line of slashes stands alone."""


@dataclass
class Option:
    """One entry of the task list."""

    line: int
    right: bool
    text: str
    explanation: list[str] = field(default_factory=list)
    """Lines of Markdown, without the marks of the quote."""


@dataclass
class Parts:
    """A question's source, taken apart."""

    body: list[str] = field(default_factory=list)
    quotes: list[str] = field(default_factory=list)
    """What is quoted at the margin: in a numeric question, the explanation of the answer."""
    options: list[Option] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    complete: bool = True
    """No line looked like an option without being one."""
    above: str = ""
    """The first line of what stands right above the options."""


def read_parts(start: int, lines: Sequence[Line], findings: list[Finding]) -> Parts:
    """Take the lines under a question's options apart; what cannot be used is told and left out."""
    _check_marks(lines, findings)
    chunks = [part for chunk in _chunks(lines) for part in _checked(chunk, findings)]
    parts = Parts()
    while chunks:
        if chunks[0][0].block is not None:
            count = _block_length(chunks)
            _read_block(chunks[:count], parts, findings)
            chunks = chunks[count:]
        else:
            _read_chunk(chunks.pop(0), parts, findings)
    if not parts.body:
        findings.append(Finding(start, "the question asks nothing", "write its text above the options"))
    for option in parts.options:
        if not "".join(option.explanation).strip():
            cure = "quote one under it, indented by four spaces"
            findings.append(Finding(option.line, "the option has no explanation", cure))
    return parts


def _chunks(lines: Sequence[Line]) -> list[Chunk]:
    chunks: list[list[Line]] = [[]]
    for line in lines:
        if line.block is not None:
            chunks += [[line], []]
        elif line.code or line.text.strip():
            chunks[-1].append(line)
        else:
            chunks.append([])
    return [chunk for chunk in chunks if chunk]


def like_option(text: str) -> bool:
    """Say whether a line has a mark such as [x] that is not code."""
    return LIKE_OPTION.search(INLINE_CODE.sub("", text)) is not None


def _check_marks(lines: Sequence[Line], findings: list[Finding]) -> None:
    """Tell lines of slashes and fences of code that Markdown would take for text."""
    for one, other in pairwise([Line(0, ""), *lines, Line(0, "")]):
        fence = one if one.code else other
        if one.code != other.code and not FENCE.fullmatch(fence.text):
            _tell(findings, fence, "the fence is not ``` and perhaps a language", "write it so, at the margin")
    above = ""
    for line in lines:
        if line.block is not None and line.text.startswith(" "):
            _tell(findings, line, "the line of slashes is indented", "move it to the margin")
        elif line.block and above and not above.startswith("///"):
            _tell(findings, line, f"the {line.block} has no empty line above it", "insert one")
        above = line.text.strip()


def _checked(chunk: Chunk, findings: list[Finding]) -> list[Chunk]:
    """Tell lines that Markdown would take for something else; split where an empty line is missing."""
    chunks, above = [list[Line]()], ""
    for line in chunk:
        text = line.text.lstrip()
        if line.code or line.block is not None:
            pass
        elif HTML.match(text.lstrip("> ")):
            _tell(findings, line, "the line begins with an HTML tag", "write it as Markdown")
        elif like_option(_without_mark(line)):
            cure = "write - [ ] or - [x] at the margin, a space, and its text"
            _tell(findings, line, "this is not an option", cure)
        elif above and (OPTION.fullmatch(line.text) or (text.startswith(">") and not above.startswith(">"))):
            what = "quote" if text.startswith(">") else "option"
            _tell(findings, line, f"the {what} has no empty line above it", "insert one")
            chunks.append([])
        chunks[-1].append(line)
        above = text
    return list(chunks)


def _block_length(chunks: list[Chunk]) -> int:
    """Return how many chunks the block has that the first one opens; the blocks of a source are balanced."""
    depth = 0
    for count, chunk in enumerate(chunks, 1):
        if chunk[0].block is not None:
            depth += 1 if chunk[0].block else -1
        if depth <= 0:
            return count
    return len(chunks)


def _read_block(chunks: list[Chunk], parts: Parts, findings: list[Finding]) -> None:
    """Read a block within the question: a hint, or what belongs to its body."""
    first, text = chunks[0][0], "\n\n".join(_text(chunk) for chunk in chunks[1:-1])
    for line in (line for chunk in chunks for line in chunk if not line.code and line is not first):
        if line.block in ("quiz", "hint"):
            _tell(findings, line, f"the {line.block} stands inside the block {first.block}", "close that one first")
        elif OPTION.fullmatch(line.text):
            _tell(findings, line, f"the option stands inside the block {first.block}", "close that one first")
    if first.block == "quiz":
        _tell(findings, first, "the question stands inside another one", "close that one first")
    if first.block != "hint":
        if parts.options:
            _tell(findings, first, f"the block {first.block} stands after the options", "move it above them")
        parts.body.append("\n\n".join(_text(chunk) for chunk in chunks))
        parts.above = first.text
        return
    parts.hints.append(text)
    if "|" in first.text:
        _tell(findings, first, "a hint takes no argument", "write /// hint alone")
    if not text.strip():
        _tell(findings, first, "the hint is empty", "write its text, or remove it")
    elif text.startswith("    "):
        _tell(findings, chunks[1][0], "a hint takes no options", "write its text at the margin")


def _read_chunk(chunk: Chunk, parts: Parts, findings: list[Finding]) -> None:
    first = chunk[0]
    if not first.code and (option := OPTION.fullmatch(first.text)):
        if parts.hints:
            _tell(findings, first, "the option stands after a hint", "move the hints to the end")
        if not parts.options and LIST.match(parts.above):
            _tell(findings, first, "the options go on with the list above them", "put a sentence between the two")
        parts.options.append(Option(first.number, option["mark"] != " ", option["text"].strip()))
        if len(chunk) > 1:
            _tell(findings, chunk[1], "the option goes on here", "write it on one line, and an empty one under it")
    elif not first.code and like_option(first.text):
        parts.complete = False
    elif parts.options and first.text.startswith((" ", ">")):
        for line in chunk:
            quoted = EXPLANATION.fullmatch(line.text)
            parts.options[-1].explanation.append(quoted["text"].removeprefix(" ") if quoted else line.text)
            if not quoted:
                cure = "begin the line with four spaces and >"
                _tell(findings, line, "under an option stands what is not its explanation", cure)
        parts.options[-1].explanation.append("")
    elif parts.options:
        cure = "move it above them, or indent and quote it under one"
        _tell(findings, first, "text stands after the options", cure)
    elif not first.code and first.text.startswith(">"):
        parts.quotes.append(_text(chunk))
        parts.above = first.text
    else:
        if first.text.startswith("    ") and not LIST.match(parts.above):
            cure = "put options under //// quiz, text at the margin"
            _tell(findings, first, "the line is indented, but goes on with no list", cure)
        parts.body.append(_text(chunk))
        # What is indented goes on with what stands above it.
        parts.above = parts.above if first.text.startswith(" ") else first.text


def _without_mark(line: Line) -> str:
    """Return the text of an option, or all of another line."""
    option = OPTION.fullmatch(line.text)
    return option["text"] if option else line.text


def _text(chunk: Chunk) -> str:
    return "\n".join(line.text for line in chunk)


def _tell(findings: list[Finding], line: Line, problem: str, cure: str) -> None:
    findings.append(Finding(line.number, problem, cure))
