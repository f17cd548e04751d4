"""What a question is read from, and what is told when it cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A line of a Markdown source."""

    number: int
    """Counted from 1."""
    text: str
    code: bool = False
    """Belongs to fenced code, so that nothing in it means anything."""
    block: str | None = None
    """The name of the block that it opens; empty when it closes one."""


@dataclass(frozen=True)
class Finding:
    """A mistake of the author, with the line it stands on."""

    line: int
    problem: str
    cure: str
