"""Find the figures of a checkout: one file each, named fNN_what_it_shows.py."""

import importlib
import re
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError
from course_build.experiments.figure import Figure
from course_build.project import Project

NAME = re.compile(r"(f\d\d)_[a-z0-9_]+\.py")


@dataclass(frozen=True)
class Found:
    """A figure and the module that defines it."""

    figure: Figure
    module: str
    path: Path


def find_figures(project: Project) -> tuple[list[Found], list[CourseError]]:
    """Return the figures in the order of their names, and an error for each file that holds none."""
    if str(project.root) not in sys.path:
        sys.path.insert(0, str(project.root))
    found: list[Found] = []
    errors: list[CourseError] = []
    for path in sorted(project.figure_sources.glob("[!_]*.py")):
        try:
            found.append(_load(project, path))
        except CourseError as error:
            errors.append(error)
    return found, errors


def _load(project: Project, path: Path) -> Found:
    name = project.name(path)
    match = NAME.fullmatch(path.name)
    if match is None:
        raise CourseError(name, "is not named fNN_what_it_shows.py", "rename it, or move it out of figures_src")
    module = f"{project.figure_sources.name}.{path.stem}"
    try:
        figure = getattr(importlib.import_module(module), "FIGURE", None)
    except Exception as error:
        raise failure(project, error, path) from error
    if not isinstance(figure, Figure):
        raise CourseError(name, "defines no FIGURE", "end it with FIGURE = Figure(...)")
    if figure.id != match[1]:
        raise CourseError(name, f"has the id {figure.id!r}", f"give it the id of its file name, {match[1]!r}")
    return Found(figure, module, path)


def failure(project: Project, error: BaseException, path: Path) -> CourseError:
    """Return an error in a figure's code as one line: the last place in the course's own code, and the cause."""
    frames = traceback.extract_tb(error.__traceback__)
    if isinstance(error, SyntaxError) and error.filename:
        place, line = Path(error.filename), error.lineno
    else:
        own = [
            frame
            for frame in frames
            if Path(frame.filename).is_relative_to(project.root) and "/.venv/" not in frame.filename
        ]
        place, line = (Path(own[-1].filename), own[-1].lineno) if own else (path, None)
    where = project.name(place) + (f":{line}" if line else "")
    cause = str(error).strip() or "no message"
    cure = f"mend it, then run: course figures {path.stem[:3]}"
    return CourseError(where, f"{type(error).__name__}: {cause}", cure)
