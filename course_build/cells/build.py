"""Bring the outputs of cells up to date: pages are run whose code changed, or what it imports, and no others."""

import json
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Any

from course_build.cells.model import Cell
from course_build.cells.run import run
from course_build.errors import CourseError, raise_all
from course_build.figures.key import Keys, imports_of
from course_build.files import write_beside
from course_build.project import Project

log = logging.getLogger("mkdocs.course")

LIBRARIES = ("numpy",)


class Cells:
    """The cells of a checkout."""

    def __init__(self, project: Project, cells: Sequence[Cell]) -> None:
        """Take cells in the order of pages, and of reading in each."""
        self.project = project
        self.folder = project.generated / "cells"
        self.pages = [list(page) for _, page in groupby(cells, lambda one: one.path)]
        self.keys = Keys()

    def update(self) -> None:
        """Run and publish what is not up to date.

        Raises:
            CourseError: Some cells failed; those of other pages are published all the same.
        """
        stale = [page for page in self.pages if not self._publish_ready(page)]
        if stale:
            log.info("cells: running those of %d pages", len(stale))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            failed = [error for error in pool.map(self._make, stale) if error is not None]
        wanted = {f"{one.id}.json" for page in self.pages for one in page}
        for path in self.folder.glob("*.json"):
            if path.name not in wanted:
                path.unlink()
        raise_all(failed)

    def publish_ready(self) -> None:
        """Publish what needs no running."""
        for page in self.pages:
            self._publish_ready(page)

    def _publish_ready(self, page: list[Cell]) -> bool:
        """Publish the outputs of a page if they are at hand; tell whether they are."""
        path = self._path(page)
        if path.is_file():
            self._publish(page, json.loads(path.read_text("utf-8")))
        return path.is_file()

    def _make(self, page: list[Cell]) -> CourseError | None:
        try:
            outputs = run(self.project, page)
        except CourseError as error:
            return error
        write_beside(self._path(page), json.dumps(outputs).encode())
        self._publish(page, outputs)
        return None

    def _publish(self, page: list[Cell], outputs: list[dict[str, Any]]) -> None:
        for cell, output in zip(page, outputs, strict=True):
            content = {"source": cell.source, "output": output}
            write_beside(self.folder / f"{cell.id}.json", json.dumps(content, indent=1).encode())

    def _path(self, page: list[Cell]) -> Path:
        imported = {name for cell in page for name in imports_of(cell.source.encode())}
        parameters = {
            "cells": [[one.source, one.isolated, one.seconds, one.raises] for one in page],
            "imported": {name: self.keys.code(name) for name in sorted(imported)},
            "run": self.keys.code("course_build.cells.run"),
        }
        key = self.keys.key("course_build.cells.host", parameters, LIBRARIES)
        return self.project.cache / "cells" / f"{key}.json"
