r"""Formulas, as MathML made at build: `$x_i$` in a sentence, `$$ … $$` in a paragraph of its own.

What is math and what is a price stands in course_build.markdown.spans; `\$` is always a dollar sign. Captions of
figures may hold formulas too. Code is left alone.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER
from math_core import LatexError, LatexToMathML

from course_build.errors import CourseError
from course_build.figures.publish import Sheet
from course_build.markdown.spans import Span, line_of, replaced, spans

# Browsers set the MathML without a script. A wide formula scrolls by itself, so the keyboard has to reach it.
SHOWN = {
    "math": '<span class="course-math">{}</span>',
    "display": (
        '<div class="course-math course-math--display" tabindex="0" role="group" aria-label="Formula"'
        ' data-search-exclude="">{}</div>'
    ),
}
STYLES = {
    "text-align: left": "left",
    "text-align: right": "right",
    "justify-items: start": "",
    "justify-items: end": "",
    "padding-left: 0": "flush-left",
    "padding-right: 0": "flush-right",
    "padding-left:0": "flush-left",
    "padding-right:0": "flush-right",
    "padding-left:1em": "apart",
    "margin-left:-0.16666667em": "closer",
    "border-right: 0.05em solid currentcolor": "rule-right",
    "border-top: 0.05em solid currentcolor": "rule-top",
}
"""What math-core says in style attributes, which the security policy forbids, and the class in math.css for it."""
_STYLE = re.compile(r' style="([^"]*)"')
_FOLLOWED = re.compile(HTML_PLACEHOLDER % r"\d+" + r"[,.;:?!)]+")
"""A formula, or a number put away earlier, and the punctuation behind it: a browser would break the line between."""
_TEX = LatexToMathML(fancy_error=False)


def check(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each formula of the pages that cannot be shown; `name` says a path."""
    texts = [(name(path), path.read_text("utf-8")) for path in paths]
    return [error for page, text in texts for error in _errors(text, partial(_place, page, text))]


def check_captions(sheets: Iterable[Sheet]) -> list[CourseError]:
    """Return an error for each formula in a caption that cannot be shown."""
    return [error for sheet in sheets for error in _errors(sheet.caption, partial(_caption, sheet.id))]


def _errors(text: str, place: Callable[[int], str]) -> list[CourseError]:
    errors = []
    for span in spans(text):
        if span.kind == "dollar":
            cure = "close the formula in its paragraph, or write \\$ for a dollar sign"
            errors.append(CourseError(place(span.start), f"{span.text} has no partner", cure))
        elif span.kind == "display" and not _stands_alone(text, span):
            cure = "give it a paragraph of its own, with a blank line before and after"
            errors.append(CourseError(place(span.start), "a formula in $$ stands amid other text", cure))
        elif span.kind in SHOWN:
            try:
                _formula(span, place)
            except CourseError as error:
                errors.append(error)
    return errors


def _stands_alone(text: str, span: Span) -> bool:
    """Say whether the lines of a formula hold nothing else, and blank lines surround them."""
    around = text[: span.start].split("\n")[-2:] + text[span.end :].split("\n")[:2]
    return not any(line.strip(" \t>") for line in around)


def _formula(span: Span, place: Callable[[int], str]) -> str:
    """Return a formula as HTML; `place` names a place in the text that holds it."""
    marks = 2 if span.kind == "display" else 1
    tex = span.text[marks:-marks]
    if not tex.strip():
        raise CourseError(place(span.start), "a formula is empty", "write its TeX between the dollar signs")
    try:
        mathml = _TEX.convert_with_local_state(tex, displaystyle=span.kind == "display")
    except LatexError as error:
        at, _, problem = str(error).partition(": ")
        cure = "correct the TeX, or say it with other commands"
        raise CourseError(
            place(span.start + marks + int(at)), f"{problem.rstrip('.')}, in {_one_line(tex)}", cure
        ) from None
    if "<menclose" in mathml:
        problem = f"Chromium draws no \\boxed and no \\cancel, in {_one_line(tex)}"
        raise CourseError(place(span.start), problem, "emphasize it in another way")
    try:
        mathml = _STYLE.sub(_class, mathml)
    except KeyError as error:
        problem = f"the security policy forbids the style {error}, in {_one_line(tex)}"
        raise CourseError(place(span.start), problem, "say it with other commands") from None
    return SHOWN[span.kind].format(mathml)


def _class(style: re.Match[str]) -> str:
    names = [STYLES[one.strip()] for one in style[1].split(";") if one.strip()]
    return f' class="{" ".join(filter(None, names))}"'


def _one_line(tex: str) -> str:
    return textwrap.shorten(tex, 60, placeholder=" …")


def _place(page: str, text: str, at: int) -> str:
    return f"{page}:{line_of(text, at)}:{at - text.rfind('\n', 0, at)}"


def _caption(figure: str, _at: int) -> str:
    return f"figure {figure}, caption"


def _stored(md: Markdown, text: str) -> str:
    """Return the text with its formulas kept from Markdown, to which `_` is emphasis and `|` the end of a cell."""

    def keep(span: Span) -> str | None:
        return md.htmlStash.store(_formula(span, lambda _: span.text)) if span.kind in SHOWN else None

    def tied(found: re.Match[str]) -> str:
        return md.htmlStash.store('<span class="course-tied">') + found[0] + md.htmlStash.store("</span>")

    return _FOLLOWED.sub(tied, replaced(text, keep))


def store_formula(md: Markdown, tex: str) -> str:
    """Return what stands for a display formula, kept from Markdown, for blocks that make elements of their own."""
    return _stored(md, f"$${tex}$$")


class _OnPages(Preprocessor):
    def run(self, lines: Sequence[str]) -> list[str]:
        return _stored(self.md, "\n".join(lines)).split("\n")


class _InCaptions(Treeprocessor):
    """Captions come from a figure's sheet, not from the page that shows it."""

    def run(self, root: etree.Element) -> None:
        for caption in root.iter("figcaption"):
            caption.text = _stored(self.md, caption.text or "")


class MathExtension(Extension):
    """Turns TeX into MathML."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        md.ESCAPED_CHARS.append("$")
        # After fenced code is put away (25), before raw HTML is (20).
        md.preprocessors.register(_OnPages(md), "course-math", 23)
        # Before what is inline becomes elements (20).
        md.treeprocessors.register(_InCaptions(md), "course-math-captions", 21)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return MathExtension(**options)
