"""Pages as plain Markdown, for readers that see no page: numbers filled in, figures in words, no answer given away.

Language models read `llms.txt`, and the text of a page beside it (`index.md`). What is operated is named; what is
asked is asked, and neither options nor explanations say which answer is right.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path

from course_build.about.blocks import SourceBlock, SourceLine, read
from course_build.figures.publish import Sheet
from course_build.markdown.numbers import Published, plain
from course_build.markdown.spans import Span, replaced
from course_build.outline.front_matter import page_id
from course_build.quizzes.parts import OPTION as CHOICE

CLOSED = ("hint", "solution")
"""What a reader opens after having tried."""
ON_THE_PAGE = {
    "axes-picture": "A picture of an activation tensor: choose a technique and an entry, and see which entries share "
    "a mean.",
    "certificate": "The certificate.",
    "course-map": "The map of the course.",
    "device": "What this device keeps for use without a network, and its removal.",
    "distributions": "Histograms before and after each technique, for five distributions.",
    "live": "The figure can be run here, with other settings.",
    "playground": "The playground: every technique, its settings, the statistics before and after, and the code.",
    "provenance": "The versions and the run times behind the figures.",
    "review": "The review.",
    "take-along": "Files to take the course along, where the host publishes some, and the commands that make them.",
    "verify": "The check of a certificate.",
    "your-data": "What this browser keeps, to save, to take in and to erase.",
}
"""What can only be used on the page, in words."""
SHUFFLED = ("match", "order")
WITH_OPTIONS = ("choice", "multiple", *SHUFFLED)
"""Types of questions whose options are there to choose from; those of the others are wrong answers by name."""
_PAIR = " -> "
_BLANK_LINES = re.compile(r"\n{3,}")
_HTML_OUTPUT = re.compile(r'<pre class="course-output"[^>]*>(.*?)</pre>', re.DOTALL)


class Plain:
    """Writes pages of one course as plain Markdown."""

    def __init__(self, docs: Path, generated: Path) -> None:
        self.docs = docs
        self._figures = generated / "figures"
        self._labs = generated / "labs"
        self._published = Published(self._figures)

    def page(self, source: Path) -> str:
        """Return a page; its links lead to pages of the site."""
        return _joined(self._lines(self._read(source.read_text("utf-8"), source), source))

    def prose(self, source: Path) -> str:
        """Return what a page says outside its blocks; a page that is a lab says what the lab does."""
        content = self._read(source.read_text("utf-8"), source)
        labs = [one.argument for one in content if isinstance(one, SourceBlock) and one.name == "lab"]
        content += [line for name in labs for line in self._read(self._lab(name), source)]
        return _joined(one.text for one in content if isinstance(one, SourceLine))

    def figure(self, source: Path) -> str:
        """Return the id of the first figure that a page shows, or nothing."""
        waiting = list[SourceLine | SourceBlock](read(source.read_text("utf-8")))
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, SourceBlock):
                if one.name == "figure":
                    return one.argument
                waiting = [*one.content, *waiting]
        return ""

    def _read(self, text: str, source: Path) -> list[SourceLine | SourceBlock]:
        name = source.relative_to(self.docs).as_posix()

        def changed(span: Span) -> str | None:
            if span.kind in ("attributes", "comment"):
                return ""
            if span.kind == "link" and span.text.startswith("("):
                return _linked(span.text, name)
            return plain(span, self._published)

        return read(replaced(text, changed))

    def _lines(self, content: Iterable[SourceLine | SourceBlock], source: Path) -> Iterator[str]:
        for one in content:
            if isinstance(one, SourceLine):
                yield one.text if one.code else one.text.rstrip()
            elif one.name not in CLOSED:
                yield ""
                yield from self._block(one, source)
                yield ""

    def _block(self, block: SourceBlock, source: Path) -> Iterator[str]:
        draw: dict[str, Callable[[], Iterable[str]]] = {
            "figure": lambda: _figure(Sheet.read(self._figures / f"{block.argument}.sheet.json")),
            "evidence": lambda: _evidence(Sheet.read(self._figures / f"{block.argument}.sheet.json")),
            "lab": lambda: self._lines(self._read(self._lab(block.argument), source), source),
            "quiz": lambda: self._question(block, source),
        }
        if block.name in draw:
            yield from draw[block.name]()
        elif block.name in ON_THE_PAGE:
            yield f"*On the page: {ON_THE_PAGE[block.name]}*"
        else:
            if block.name == "exercise":
                yield "**Exercise.** "
            elif block.argument:
                yield f"### {block.argument}"
                yield ""
            yield from self._lines(block.content, source)

    def _lab(self, name: str) -> str:
        # The page shows what code printed as HTML.
        text = (self._labs / f"{name}.page").read_text("utf-8")
        return _HTML_OUTPUT.sub(lambda one: f"```\n{unescape(one[1])}\n```", text)

    def _question(self, block: SourceBlock, source: Path) -> Iterator[str]:
        lines = list(self._lines(block.content, source))
        body = list(_body(lines))
        while body and not body[0]:
            body.pop(0)
        yield f"**Question.** {body[0] if body else ''}"
        yield from body[1:]
        kind = block.option("type")
        if kind not in WITH_OPTIONS:
            return
        options = [found["text"] for line in lines if (found := CHOICE.fullmatch(line))]
        if kind == "match":
            sides = zip(*(one.split(_PAIR, 1) for one in options if _PAIR in one), strict=True)
            left, right = (sorted(set(side)) for side in sides)
            yield f"To match: {'; '.join(left)}. With: {'; '.join(right)}."
            return
        yield from (f"- {one}" for one in (sorted(options) if kind in SHUFFLED else options))


def _joined(lines: Iterable[str]) -> str:
    return _BLANK_LINES.sub("\n\n", "\n".join(lines).strip()) + "\n"


def _body(lines: Iterable[str]) -> Iterator[str]:
    """Yield what leads to a question and asks it: what stands before its options and explanations."""
    for line in lines:
        if CHOICE.fullmatch(line) or line.startswith(">"):
            return
        yield line


def _figure(sheet: Sheet) -> Iterator[str]:
    yield f"**Figure: {sheet.title or sheet.question}** {sheet.caption}".rstrip()


def _evidence(sheet: Sheet) -> Iterator[str]:
    yield f"Asked: {sheet.question}"
    if sheet.setup:
        yield from ("", f"Run: {sheet.setup}")
    if sheet.verdicts:
        yield ""
    for one in sheet.verdicts:
        yield f"- {one.source}: published: {one.published} Measured here: {one.measured}"


def _linked(link: str, source: str) -> str:
    """Return the address of a link, in its parentheses, so that it leads from its page to other pages."""
    address, rest = re.fullmatch(r"\(([^#\s)]*)(.*)\)", link, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"({_address(address, source)}{rest})"


def _address(address: str, source: str) -> str:
    here = page_id(source) or "."
    if address.startswith("/"):
        return posixpath.relpath(address.lstrip("/"), here)
    if not address.endswith(".md") or ":" in address:
        return address
    target = page_id(posixpath.normpath(posixpath.join(posixpath.dirname(source), address)))
    return f"{posixpath.relpath(target or '.', here)}/"
