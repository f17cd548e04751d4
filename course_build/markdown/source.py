"""Read blocks in Markdown sources: lines such as `/// figure | f01`, outside fenced code."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FENCE = re.compile(r"\s*(`{3,}|~{3,})")
BLOCK = re.compile(r"(?P<marks>/{3,})[ \t]*(?P<name>[\w-]+)[ \t]*(?:\|[ \t]*(?P<argument>.*?))?[ \t]*")


@dataclass(frozen=True)
class BlockLine:
    """The first line of a block."""

    path: Path
    line: int
    """Counted from 1."""
    name: str
    argument: str


def block_lines(path: Path) -> Iterator[BlockLine]:
    """Yield the blocks that a Markdown file opens, in order, whatever their indentation."""
    fence = ""
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        mark = FENCE.match(text)
        if fence:
            # A fence is closed by at least as many of the same marks and nothing else.
            if mark and mark[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
        elif block := BLOCK.fullmatch(text.strip()):
            yield BlockLine(path, number, block["name"], block["argument"] or "")
