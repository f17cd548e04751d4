"""Read what a page says about itself: YAML between two lines of dashes, at its very start."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)


@dataclass(frozen=True)
class FrontMatter:
    """What a page says about itself."""

    values: dict[str, Any] = field(default_factory=dict)
    end: int = 0
    """Where the text of the page begins."""
    problem: str = ""
    """Why it cannot be read; MkDocs would print it as text."""

    def line_of(self, name: str, text: str) -> int:
        """Return the line of a value in the text of the page, counted from 1."""
        found = re.search(rf"^{re.escape(name)}\s*:", text[: self.end], re.MULTILINE)
        return text.count("\n", 0, found.start()) + 1 if found else 1


def front_matter(text: str) -> FrontMatter:
    found = MATTER.match(text)
    if found is None:
        return FrontMatter()
    try:
        values = yaml.safe_load(found["yaml"] or "")
    except yaml.YAMLError as error:
        return FrontMatter(end=found.end(), problem=str(getattr(error, "problem", "") or "it is not YAML"))
    if values is None:
        return FrontMatter(end=found.end())
    if not isinstance(values, dict):
        return FrontMatter(end=found.end(), problem="it is not a list of name: value")
    return FrontMatter(values, found.end())


def page_id(source: str) -> str:
    """Return the address of a page without slashes at its ends, from its file in docs: "" is the home page.

    Readers' records are kept under it, so it depends on nothing but the file's name.
    """
    path = Path(source).with_suffix("")
    folder = path.parent if path.name in ("index", "README") else path
    return "" if folder == Path() else folder.as_posix()
