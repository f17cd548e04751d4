"""Count what a page asks of a reader, from its HTML: words, questions, figures, and parts to operate.

Words are those that a reader meets without opening anything. So these do not count: closed details with their
summaries, drawings, links to data, navigation, buttons, lists to select from, what is hidden or for a screen reader
alone. Nor do the labels, numbers, code and output of what is operated: a reader tries it rather than reads it, and
its time stands for it (core_path.SECONDS). A formula counts as one word. Everything else counts: titles and captions of
figures, questions with their options, all steps of a walkthrough.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

OPERATED = {"axes-picture", "cell", "distributions", "live", "playground"}
"""Parts whose words change with every touch."""
SILENT = {"button", "math", "nav", "script", "select", "style", "svg", "template"}
INLINE = {
    *("a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "label", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "var"),
}
"""Elements that do not end a word; all others do."""
UNREAD = {"course-hidden", "course-figure__data", "headerlink"}
"""Classes of what is for a screen reader alone, and of links to data and to headings."""
VOID = {"br", "hr", "img", "input", "wbr"}
WORD = re.compile(r"\S*\w\S*")
REFUTATION = re.compile(r"You may have read\b")
"""How a paragraph begins that corrects what is often said."""


@dataclass
class PageText:
    """What a reader meets on a page."""

    title: str = ""
    """Of its first heading."""
    words: int = 0
    refutations: int = 0
    operated: Counter[str] = field(default_factory=Counter)
    """How many there are of each kind: "quiz", "figure", and the names of other parts."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.operated: Counter[str] = Counter()
        self.paragraphs: list[str] = []
        self.title: str | None = None
        self._text: list[str] = []
        self._silent = ""
        """The element that does not count, while inside one."""
        self._depth = 0
        """How many elements of its name are open."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._depth += tag == self._silent
            return
        attributes = dict(attrs)
        part = attributes.get("data-part") or ""
        is_silent = self._is_silent(tag, attributes)
        if part and not is_silent:
            self.operated[part] += 1
        if tag not in VOID and (is_silent or part in OPERATED):
            self._silent, self._depth = tag, 1
            self._text.append("x" if tag == "math" else " ")
            return
        self.operated.update(kind for kind in ("quiz", "figure") if f"data-{kind}" in attributes)
        if tag not in INLINE:
            self._end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if not self._depth:
                self._silent = ""
            return
        if tag == "h1" and self.title is None:
            self.title = " ".join("".join(self._text).split())
        if tag not in INLINE:
            self._end_paragraph()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_paragraph()

    @staticmethod
    def _is_silent(tag: str, attributes: dict[str, str | None]) -> bool:
        return (
            tag in SILENT
            or (tag == "details" and "open" not in attributes)
            or "hidden" in attributes
            or bool(UNREAD.intersection((attributes.get("class") or "").split()))
        )

    def _end_paragraph(self) -> None:
        if text := "".join(self._text).strip():
            self.paragraphs.append(text)
        self._text.clear()


def read_text(html: str) -> PageText:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return PageText(
        reader.title or "",
        sum(len(WORD.findall(one)) for one in reader.paragraphs),
        sum(bool(REFUTATION.match(one)) for one in reader.paragraphs),
        reader.operated,
    )
