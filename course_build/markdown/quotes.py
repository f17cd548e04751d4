"""Quotation marks and apostrophes as text sets them: pages are written with ' and ", and are read with ’ and “ ”.

Code, and what other extensions keep from Markdown, such as formulas, is left alone.
Python-Markdown's own extension, smarty, knows only what Markdown reads: the texts that blocks write stay straight.
"""

import re
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

_AS_TYPED = {"code", "kbd", "pre", "samp", "script", "style", "svg", "textarea"}
_IN_A_SENTENCE = {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "samp", "small", "span", "strong", "sub", "sup"}
"""Elements amid a text; any other begins a new one."""
_QUOTE = re.compile(r"[\"']")
_OPENS = re.compile(r"[\s(\[{–—]?\Z")
"""What a quotation begins behind."""


class _Quotes(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        _set(root, "")


def _set(element: etree.Element, before: str) -> str:
    """Set the quotes of an element that follows a text; return the text that now stands before what comes next."""
    if element.tag in _AS_TYPED:
        return "x"
    element.text, before = _text(element.text, before)
    for child in element:
        inside = child.tag in _IN_A_SENTENCE
        after = _set(child, before if inside else "")
        child.tail, before = _text(child.tail, after if inside else "")
    return before


def _text(text: str | None, before: str) -> tuple[str | None, str]:
    if not text:
        return text, before

    def curved(found: re.Match[str]) -> str:
        opens = _OPENS.match((before + text[: found.start()])[-1:])
        if found[0] == '"':
            return "“" if opens else "”"
        return "‘" if opens and text[found.end() :][:1].isalnum() else "’"

    return _QUOTE.sub(curved, text), text[-1:]


class QuotesExtension(Extension):
    """Registers the treeprocessor: behind Markdown's own inside of paragraphs, and before headings are listed."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        md.treeprocessors.register(_Quotes(md), "course-quotes", 6)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return QuotesExtension(**options)
