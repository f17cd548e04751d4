"""Bring figures up to date: compute what changed, draw it, publish it, and tell what was skipped."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course_build.errors import CourseError, raise_all
from course_build.experiments.figure import FigureData, Unit
from course_build.figures import publish
from course_build.figures.find import Found, failure, find_figures
from course_build.figures.key import Keys
from course_build.figures.store import Store
from course_build.project import Project

if TYPE_CHECKING:
    from course_build.figures.run import Done

# Below MkDocs's own logger, so that its builds show what we say.
log = logging.getLogger("mkdocs.course")

COMPUTE_LIBRARIES = ("numpy",)
DRAW_LIBRARIES = ("numpy", "matplotlib")
DRAWING_MODULE = "course_build.drawing.svg"


@dataclass
class _Job:
    """A figure whose data have to be computed, and the results of its units so far."""

    found: Found
    key: str
    units: list[Unit]
    results: dict[int, Any] = field(default_factory=dict)
    failed: bool = False

    @property
    def complete(self) -> bool:
        return len(self.results) == len(self.units)


class Figures:
    """The figures of a checkout, as its files stand now."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.generated / "figures"
        self.store = Store(project.cache / "figures")
        self.found, self.errors = find_figures(project)
        self.keys = Keys()

    def select(self, names: Sequence[str]) -> list[Found]:
        """Return the figures with these ids, or all.

        Raises:
            CourseError: A name is no figure.
        """
        known = [one.figure.id for one in self.found]
        raise_all(
            [
                CourseError(f"figure {name}", "does not exist", f"name one of {', '.join(known)}")
                for name in names
                if name not in known
            ]
        )
        return [one for one in self.found if not names or one.figure.id in names]

    def update(self, names: Sequence[str] = (), *, force: bool = False, dask: str | None = None) -> None:
        """Compute and publish the figures that are not up to date.

        Raises:
            CourseError: Some failed; the others are published all the same.
        """
        errors = list(self.errors)
        jobs: list[_Job] = []
        skipped = 0
        for one in self.select(names):
            try:
                key = self._data_key(one)
                data = None if force else self.store.data(key)
                if data is None:
                    jobs.append(_Job(one, key, one.figure.units(one.figure.params)))
                else:
                    self._show(one, key, data)
                    skipped += 1
            except Exception as error:
                errors.append(failure(self.project, error, one.path))
        log.info("figures: %d up to date, skipped; %d to compute", skipped, len(jobs))
        errors += self._compute(jobs, force=force, dask=dask)
        if not names:
            publish.remove_others(self.folder, {one.figure.id for one in self.found})
        raise_all(errors)

    def publish_ready(self) -> None:
        """Publish what needs no computing, and a placeholder or the last picture for the rest.

        Raises:
            CourseError: Some files hold no figure; the others are published all the same.
        """
        errors = list(self.errors)
        for one in self.found:
            try:
                key = self._data_key(one)
                data = self.store.data(key)
                if data is None:
                    publish.publish_pending(self.folder, one.figure, "This figure is being computed.")
                else:
                    self._show(one, key, data)
            except Exception as error:
                errors.append(failure(self.project, error, one.path))
        raise_all(errors)

    def data(self, name: str) -> FigureData:
        """Return the data of one figure, computing it when needed."""
        self.update([name])
        return FigureData.from_json((self.folder / f"{name}.json").read_text("utf-8"))

    def _compute(self, jobs: list[_Job], *, force: bool, dask: str | None) -> list[CourseError]:
        errors: list[CourseError] = []
        work: dict[str, tuple[Unit, list[tuple[_Job, int]]]] = {}
        for job in jobs:
            for index, unit in enumerate(job.units):
                key = self.unit_key(unit)
                known = None if force else self.store.unit(key)
                if known is None:
                    work.setdefault(key, (unit, []))[1].append((job, index))
                else:
                    job.results[index] = known
            errors += self._finish(job)
        todo = list(work.items())
        paths = [wanted[0][0].found.path for _, (_, wanted) in todo]
        for done in self._run([unit for _, (unit, _) in todo], paths, dask):
            key, (_, wanted) = todo[done.index]
            if done.error is not None:
                errors.append(done.error)
                for job, _ in wanted:
                    job.failed = True
                continue
            self.store.keep_unit(key, done.result)
            for job, index in wanted:
                job.results[index] = done.result
                errors += self._finish(job)
        for job in jobs:
            if job.failed:
                publish.publish_pending(self.folder, job.found.figure, "This figure could not be computed.")
        return errors

    def _run(self, units: Sequence[Unit], paths: Sequence[Path], dask: str | None) -> "Iterator[Done]":
        if units:
            # joblib takes a while to load, which a build without changes does not pay.
            from course_build.figures.run import run_units

            yield from run_units(self.project, units, paths, dask)

    def _finish(self, job: _Job) -> list[CourseError]:
        """Assemble, draw and publish a figure once all its units are there."""
        if not job.complete:
            return []
        try:
            data = job.found.figure.data([job.results[index] for index in range(len(job.units))])
            self.store.keep_data(job.key, data)
            self._show(job.found, job.key, data)
        except Exception as error:
            job.failed = True
            return [failure(self.project, error, job.found.path)]
        return []

    def _show(self, one: Found, data_key: str, data: FigureData) -> None:
        key = self.keys.key(DRAWING_MODULE, data_key, DRAW_LIBRARIES)
        drawings = self.store.drawings(key)
        if drawings is None:
            # matplotlib takes a while to load, which a build without changes does not pay.
            from course_build.drawing.svg import render

            drawings = render(one.figure, data)
            self.store.keep_drawings(key, drawings)
        publish.publish(self.folder, one.figure, data, drawings)

    def _data_key(self, one: Found) -> str:
        return self.keys.key(one.module, dict(one.figure.params), COMPUTE_LIBRARIES)

    def unit_key(self, unit: Unit) -> str:
        """Return the key under which the result of a unit of work is kept."""
        parameters = {"function": unit.function.__qualname__, **unit.arguments}
        return self.keys.key(unit.function.__module__, parameters, COMPUTE_LIBRARIES)
