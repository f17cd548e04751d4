"""What questions take from the data of published figures."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from course_build.errors import guess
from course_build.experiments.figure import FigureData

FOLDER = Path(__file__).parents[2] / "docs" / "generated" / "figures"


@dataclass(frozen=True)
class Figures:
    """The published figures; `folder` is where they are."""

    folder: Path = FOLDER

    def data(self, name: str) -> FigureData | None:
        """Return a figure's data, None while it is being computed.

        Raises:
            LookupError: There is no such figure; the message is the cure.
        """
        path = self.folder / f"{name}.json"
        if path.is_file():
            return _read(path, path.stat().st_mtime_ns)
        known = sorted(one.name.split(".")[0] for one in self.folder.glob("*.sheet.json"))
        if name in known:
            return None
        raise LookupError(guess(name, known))

    def state(self) -> int:
        """Return the time of the last change of the folder, which is another one after a figure is published."""
        return self.folder.stat().st_mtime_ns if self.folder.is_dir() else 0


PUBLISHED = Figures()
"""Those of this checkout."""


@lru_cache(maxsize=64)
def _read(path: Path, _changed: int) -> FigureData:
    return FigureData.from_json(path.read_text("utf-8"))
