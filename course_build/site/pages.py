"""Read built pages: scripts, figures, and what they would ask for."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

JAVASCRIPT = ("", "module", "text/javascript", "application/javascript")
_ATTRIBUTES = r"""(?:"[^"]*"|'[^']*'|[^'">]++)*+"""
_PIECE = re.compile(
    rf"""
    <!--.*?-->
    | <script\b(?P<script_attributes>{_ATTRIBUTES})>(?P<script>.*?)</script>
    | <(?P<tag>[a-z][a-z0-9-]*)(?P<attributes>{_ATTRIBUTES})>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL | re.IGNORECASE)
"""What waits there is a copy: the questions of the review."""
_TELLING = re.compile(r"\s(?:on|data-|style)", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[^\s=>"'/]+)(?:\s*=\s*(?:"(?P<quoted>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s>"']+)))?"""
)


@dataclass
class PageContent:
    """What finish() has to know about one page."""

    inline_scripts: list[str] = field(default_factory=list)
    """Source of each script that the browser would run from the page itself."""
    handlers: list[str] = field(default_factory=list)
    """Attributes such as onclick, which the policy forbids."""
    styles: list[str] = field(default_factory=list)
    """Styles in the page itself, which the policy forbids: what a style attribute says, or the element's name."""
    blocks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often each block of ours was rendered, by kind and argument: ("figure", "f01"), ("aside", ""); a question
    that waits to be asked in a review is ("review", "its-id")."""


def read_page(path: Path) -> PageContent:
    page = PageContent()
    html = path.read_text("utf-8")
    waiting = [range(*one.span()) for one in _TEMPLATE.finditer(html)]
    for found in _PIECE.finditer(html):
        text = found["attributes"] or found["script_attributes"] or ""
        if found["tag"] and found["tag"].lower() == "style":
            page.styles.append("<style>")
        # A page holds many thousands of tags, mostly in drawings: few of them tell anything.
        if found["script"] is None and not _TELLING.search(text):
            continue
        attributes = {
            one["name"].lower(): unescape(one["quoted"] or one["single"] or one["bare"] or "")
            for one in _ATTRIBUTE.finditer(text)
        }
        if found["script"] is not None and "src" not in attributes and attributes.get("type", "") in JAVASCRIPT:
            page.inline_scripts.append(found["script"])
        page.handlers += [name for name in attributes if name.startswith("on")]
        if "style" in attributes:
            page.styles.append(f'style="{attributes["style"]}"')
        if any(found.start() in span for span in waiting):
            if name := attributes.get("data-quiz"):
                page.blocks["review", name] += 1
            continue
        for kind in ("figure", "evidence", "quiz", "lab"):
            if name := attributes.get(f"data-{kind}"):
                page.blocks[kind, name] += 1
        if part := attributes.get("data-part"):
            page.blocks[part, ""] += 1
    return page
