"""What a question is read from, and what is told when it cannot be read."""

import difflib
from collections.abc import Iterable
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


def guess(word: str, known: Iterable[str]) -> str:
    """Return the cure for a name that does not exist: the nearest one that does, or all of them."""
    names = list(known)
    near = difflib.get_close_matches(word, names, 1)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(names)}"
