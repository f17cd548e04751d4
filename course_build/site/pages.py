"""Read built pages: scripts, figures, and what they would ask for."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

JAVASCRIPT = (None, "", "module", "text/javascript", "application/javascript")


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
    """How often each block of ours was rendered, by kind and argument: ("figure", "f01"), ("aside", "")."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.page = PageContent()
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "script" and "src" not in attributes and attributes.get("type") in JAVASCRIPT:
            self._script = []
        self.page.handlers += [name for name in attributes if name.startswith("on")]
        if tag == "style":
            self.page.styles.append("<style>")
        if "style" in attributes:
            self.page.styles.append(f'style="{attributes["style"]}"')
        for kind in ("figure", "evidence", "quiz", "lab"):
            if name := attributes.get(f"data-{kind}"):
                self.page.blocks[kind, name] += 1
        if part := attributes.get("data-part"):
            self.page.blocks[part, ""] += 1

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.page.inline_scripts.append("".join(self._script))
            self._script = None


def read_page(path: Path) -> PageContent:
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    reader.close()
    return reader.page
