"""The core path as pages read it: .cache/noted/outline.json."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "outline.json"


def in_minutes(count: int) -> str:
    return f"{count} minute{'' if count == 1 else 's'}"


@dataclass(frozen=True)
class CorePage:
    """A page of the core path."""

    part: int
    """Its place, counted from 1; the home page opens the course and is 0."""
    id: str
    """Its address without slashes at the ends; a reader's records are kept under it."""
    source: str
    """Its file, relative to docs."""
    title: str
    words: int
    """Open by default."""
    minutes: int

    @property
    def duration(self) -> str:
        return in_minutes(self.minutes)


@dataclass(frozen=True)
class Outline:
    """The pages of the core path, in order."""

    pages: tuple[CorePage, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> "Outline":
        """Return the outline in a folder, an empty one while there is none."""
        path = folder / FILE
        if not path.is_file():
            return cls()
        return cls(tuple(CorePage(**one) for one in json.loads(path.read_text("utf-8"))["pages"]))

    @property
    def parts(self) -> tuple[CorePage, ...]:
        """The pages that a reader can complete: all but the home page."""
        return tuple(one for one in self.pages if one.part)

    @property
    def words(self) -> int:
        return sum(one.words for one in self.pages)

    @property
    def minutes(self) -> int:
        """What the parts take, as their own minutes say."""
        return sum(one.minutes for one in self.parts)

    @property
    def duration(self) -> str:
        return in_minutes(self.minutes)

    def page(self, source: str) -> CorePage | None:
        return next((one for one in self.pages if one.source == source), None)

    def beside(self, page: CorePage, step: int) -> CorePage | None:
        """Return the part before (-1) or after (1) a page."""
        return next((one for one in self.parts if one.part == page.part + step), None)

    def to_json(self) -> str:
        content = {"words": self.words, "minutes": self.minutes, "pages": [asdict(one) for one in self.pages]}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def whole_minutes(seconds: Sequence[float]) -> list[int]:
    """Return minutes of at least 1 whose sum is the rounded sum of the seconds, as far as that 1 allows."""
    exact = [one / 60 for one in seconds]
    minutes = [max(1, int(one)) for one in exact]
    by_rest = sorted(range(len(exact)), key=lambda index: minutes[index] - exact[index])
    for index in by_rest[: max(0, round(sum(exact)) - sum(minutes))]:
        minutes[index] += 1
    return minutes
