"""Results kept between runs, each under the key of what it depends on."""

import json
import pickle
from pathlib import Path
from typing import Any

from course_build.experiments.figure import FigureData
from course_build.files import write_beside


class Store:
    """The folder of cached results; every entry is written in one step, so a killed run leaves no half one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def unit(self, key: str) -> Any:
        """Return the result of a unit of work, or None."""
        path = self.folder / "units" / f"{key}.pickle"
        return pickle.loads(path.read_bytes()) if path.is_file() else None

    def keep_unit(self, key: str, result: Any) -> None:
        write_beside(self.folder / "units" / f"{key}.pickle", pickle.dumps(result, protocol=5))

    def data(self, key: str) -> FigureData | None:
        path = self.folder / "data" / f"{key}.json"
        return FigureData.from_json(path.read_text("utf-8")) if path.is_file() else None

    def keep_data(self, key: str, data: FigureData) -> None:
        write_beside(self.folder / "data" / f"{key}.json", data.to_json().encode())

    def drawings(self, key: str) -> dict[str, str] | None:
        """Return the drawings of a figure by version, wide and narrow, or None."""
        path = self.folder / "drawings" / f"{key}.json"
        return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else None

    def keep_drawings(self, key: str, drawings: dict[str, str]) -> None:
        write_beside(self.folder / "drawings" / f"{key}.json", json.dumps(drawings).encode())
