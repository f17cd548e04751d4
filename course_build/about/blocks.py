"""A Markdown source as lines and blocks in each other; it was checked before."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from course_build.markdown.source import BLOCK, CLOSING, with_code
from course_build.quizzes.header import OPTION


@dataclass(frozen=True)
class SourceLine:
    """A line outside the marks of blocks."""

    text: str
    code: bool = False
    """Belongs to fenced code."""


@dataclass
class SourceBlock:
    """What stands between `/// name | argument` and `///`."""

    name: str
    argument: str
    options: list[str] = field(default_factory=list)
    """The indented lines below its first."""
    content: "list[SourceLine | SourceBlock]" = field(default_factory=list)

    def option(self, name: str) -> str:
        """Return the value of a plain option; empty when there is none."""
        values = (line.partition(":") for line in self.options)
        return next((value.strip().strip("'\"") for key, _, value in values if key.strip() == name), "")


def read(text: str) -> list[SourceLine | SourceBlock]:
    """Return what a page consists of, without its front matter."""
    page = SourceBlock("", "")
    opened, heading = [page], False
    for line, code in _lines(text):
        block = None if code else BLOCK.fullmatch(line.strip())
        if block:
            inner = SourceBlock(block["name"].lower(), block["argument"] or "")
            opened[-1].content.append(inner)
            opened.append(inner)
        elif not code and CLOSING.fullmatch(line.strip()) and len(opened) > 1:
            opened.pop()
        elif heading and OPTION.match(line) and not code:
            opened[-1].options.append(line.strip())
            continue
        else:
            opened[-1].content.append(SourceLine(line, code))
        heading = block is not None
    return page.content


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    matter = text.startswith("---\n")
    for number, line, code, _ in with_code(text):
        if not matter:
            yield line, code
        elif number > 1 and line.rstrip() in ("---", "..."):
            matter = False
