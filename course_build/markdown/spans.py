"""Read a Markdown source as spans: code, math, braces, comments, links and tags, and between them prose.

Checks and extensions read pages through this one function, so what was checked is what is rendered, and nothing
inside one kind of span can be taken for another. Where Markdown leaves a choice:

- Code stands in fences or backticks. Indentation alone makes no code.
- `$` opens math when no letter or digit stands before it and no space after it, and closes it when no space stands
  before it and no letter or digit after it (`$n$th` may pass). Neither crosses a blank line. A `$` before a digit
  that opens nothing is a price; any other `$` left over is a span of its own, which the check of math reports.
- What stands in braces, `{{ … }}`, stands on one line.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from course_build.markdown.source import BLOCK, with_code

_SAME_PARAGRAPH = r"(?!\n[ \t>]*(?:\n|\Z))"
_SPAN = re.compile(
    rf"""
    (?P<escape>\\[!-/:-@\[-`{{-~])
    | (?P<code>(?P<ticks>`+)(?:{_SAME_PARAGRAPH}.)+?(?<!`)(?P=ticks)(?!`))
    # A comment that says something to the build goes with the space before it, and so leaves no hole.
    | (?P<mark>(?:\n[ \t>]*|[ \t]+)?<!--\s*(?:claim|setting)s?\b.*?-->)
    | (?P<comment><!--.*?-->)
    | (?P<raw><(?P<element>pre|code|script|style|textarea)\b[^>]*>.*?</(?P=element)>)
    | (?P<tag></?[a-zA-Z][\w-]*(?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*\s*/?>)
    | (?P<url><?https?://[^\s<>)\]]+>?)
    | (?P<link>(?<=\])\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?\)|^[ ]{{0,3}}\[[^\]\n]+\]:[ \t]*\S+)
    | (?P<display>\$\$(?:\\.|{_SAME_PARAGRAPH}[^\\$`])+\$\$)
    | (?P<math>(?<![A-Za-z0-9$])\$(?![\s$])(?:\\.|{_SAME_PARAGRAPH}[^\\$`])+(?<!\s)\$(?=th\b|[^A-Za-z0-9$]|\Z))
    | (?P<dollar>\$\$|\$(?!\d))
    | (?P<braces>\{{\{{[^{{}}\n]*\}}\}})
    | (?P<open_braces>\{{\{{)
    | (?P<attributes>\{{:?[ ]*(?:[.\#]|[\w-]+=)[^{{}}\n]*\}})
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Span:
    """A piece of a source that is not prose."""

    kind: str
    """The name of its group in the pattern: "code", "math", "display", "braces", "mark" and so on."""
    start: int
    end: int
    text: str
    """All of it, with its delimiters; the > of a quotation is blanked in the later lines of a formula."""


@lru_cache(maxsize=256)
def spans(text: str) -> tuple[Span, ...]:
    """Return what is not prose, in order; fenced code, front matter and the options of blocks are passed over.

    Several checks and extensions read each page, one after another.
    """
    return tuple(_spans(text))


def _spans(text: str) -> Iterator[Span]:
    for match in _SPAN.finditer(_without_blocks(text)):
        kind = match.lastgroup or ""
        if kind in {"math", "display"}:
            yield Span(kind, match.start(), match.end(), _unquoted(match))
        elif kind != "escape":
            yield Span(kind, match.start(), match.end(), match[0])


def replaced(text: str, new: Callable[[Span], str | None]) -> str:
    """Return the text with each span replaced by what `new` gives for it, or kept when that is None."""
    pieces, end = [], 0
    for span in spans(text):
        piece = new(span)
        if piece is not None:
            pieces += [text[end : span.start], piece]
            end = span.end
    return "".join([*pieces, text[end:]])


def prose(text: str) -> str:
    """Return the text with all that is not prose blanked; every character keeps its place and its line."""
    blanked = _without_blocks(text)
    for span in spans(text):
        blanked = blanked[: span.start] + _blank(span.text) + blanked[span.end :]
    return blanked


def line_of(text: str, place: int) -> int:
    """Return the line of a place in a text, counted from 1."""
    return text.count("\n", 0, place) + 1


def _unquoted(formula: re.Match[str]) -> str:
    """Blank the > of the quotation around a formula; in a formula outside a quotation, > is a relation."""
    opening = formula.string[formula.string.rfind("\n", 0, formula.start()) + 1 : formula.start()]
    depth = opening[: len(opening) - len(opening.lstrip(" \t>"))].count(">")
    return re.sub(rf"\n(?:[ \t]*>){{0,{depth}}}", lambda line: "\n" + _blank(line[0][1:]), formula[0])


def _without_blocks(text: str) -> str:
    """Blank front matter, fenced code, and the options of blocks: the indented lines below `/// name`."""
    lines = list(with_code(text))
    shown = []
    matter = lines[0].text.rstrip() == "---" and "---" in (line.text.rstrip() for line in lines[1:])
    options = False
    for number, line, code, _ in lines:
        hidden = True
        if matter:
            matter = number == 1 or line.rstrip() != "---"
        elif not code:
            block = BLOCK.fullmatch(line.strip())
            options = bool(block) or (options and line.startswith(("    ", "\t")) and bool(line.strip()))
            hidden = options and not block
        shown.append(_blank(line) if hidden else line)
    return "\n".join(shown)


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
