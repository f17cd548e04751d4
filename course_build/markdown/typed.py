"""Find numbers that were typed where a result has to come from data or from a source.

In prose (headings, lists, tables and quotations are prose too) these are findings: decimals, percentages, powers of
ten, and factors: 2×, ×2, 2x, 2-fold, 2 times, a factor of 2. Whole numbers that only count are none, nor are sizes
(32×32) and versions with two dots.

A number may be typed

- in code, in math, in a link's address, in an HTML tag, and among the options of a block,
- in a sentence that cites a source, by a link to sources.md#key; a row of a table and an item of a list end a sentence,
- with the mark `{{ 0.1 | setting }}`,
- in the paragraph, list or table below a line `<!-- settings -->`, up to the next blank line.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from course_build.errors import CourseError
from course_build.markdown.spans import line_of, prose, spans

_TYPED = re.compile(
    r"""
    factor\ of\ \d++(?:\.\d+)?
    | (?<![\w.,§×])(?:\d++(?:[.,]\d++)*)(?:\s?×(?!\s?\d)|x\b|-fold\b|\s?%|[ ](?:times|percent|per[ ]cent)\b)
    | (?<![\d×])(?<!\d[ ])×\s?\d++(?:\.\d+)?
    | (?<![\w.])\d++(?:\.\d++)?e[-+−]?\d+
    | (?<!\w)10[⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+
    | (?<![\w.§])(?<!§[ ])\d*+\.\d++(?!\.\d)
    """,
    re.VERBOSE,
)
_BLANK_LINE = re.compile(r"\n[ \t>]*\n")
_SENTENCE_END = re.compile(
    r"""
    \n[ \t>]*(?=\n)                                                       # a paragraph
    | \n(?=[ \t>]*(?:[-*+]|\d+[.)])[ \t])                                 # an item of a list
    | \n(?=[ \t>]*\|)                                                     # a row of a table
    | (?<!\bal)(?<!\bvs)(?<!\be\.g)(?<!\bi\.e)(?<!\bcf)[.!?][)"'”’*_]*\s   # a sentence, but not "et al. 2020"
    """,
    re.VERBOSE,
)


def check(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each number that should not be typed; `name` says a path."""
    errors = []
    for path in paths:
        text = path.read_text("utf-8")
        for found in typed_numbers(text):
            cure = (
                "take it from a figure as in {{ f01.key | .2f }}, cite its source in the same sentence, "
                "or mark what was chosen as in {{ 0.1 | setting }}"
            )
            place = f"{name(path)}:{line_of(text, found.start())}"
            errors.append(CourseError(place, f"the number {found[0]!r} is typed", cure))
    return errors


def typed_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers of a Markdown text that have neither data, nor a source, nor a mark."""
    plain = _without_settings(text)
    citations = [span.start for span in spans(text) if span.kind == "link" and "sources.md#" in span.text]
    ends = [0, *(end.end() for end in _SENTENCE_END.finditer(plain)), len(text)]
    for found in _TYPED.finditer(plain):
        after = bisect_right(ends, found.start(), hi=len(ends) - 1)
        start, end = ends[after - 1], ends[after]
        if not any(start <= citation < end for citation in citations):
            yield found


def _without_settings(text: str) -> str:
    """Return the prose of a text, blanked below each `<!-- settings -->` up to the next blank line."""
    plain = prose(text)
    for span in spans(text):
        if span.kind == "mark" and "settings" in span.text:
            end = _BLANK_LINE.search(plain, span.end + 1)
            stop = end.start() if end else len(plain)
            plain = plain[: span.end] + re.sub(r"[^\n]", " ", plain[span.end : stop]) + plain[stop:]
    return plain
