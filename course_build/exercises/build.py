"""Prove of each exercise that its solution passes and each known mistake earns its message, when either changed."""

import logging
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from course_build.checking.judge import message
from course_build.errors import CourseError, raise_all
from course_build.exercises.model import SECONDS, Exercise
from course_build.exercises.source import read
from course_build.figures.key import Keys, imports_of
from course_build.files import write_beside
from course_build.isolated import ask
from course_build.project import Project

log = logging.getLogger("mkdocs.course")

FOLDER = "exercises"
"""The folder of the files in docs, and of the proofs in the cache."""
LIBRARIES = ("numpy",)


def files(project: Project) -> list[Path]:
    """Return the files of all exercises."""
    return sorted((project.docs / FOLDER).glob("*.py"))


class Exercises:
    """The exercises of a checkout."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.keys = Keys()

    def update(self) -> None:
        """Prove what is not proved yet.

        Raises:
            CourseError: Some exercises do not judge as they say, with the line of each.
        """
        # What cannot be read is told by the check of the sources.
        found = [one for path in files(self.project) if (one := read(path)[0])]
        waiting = [one for one in found if not self._proof(one).is_file()]
        if waiting:
            log.info("exercises: proving %d of %d", len(waiting), len(found))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            raise_all([error for errors in pool.map(self._prove, waiting) for error in errors])

    def _prove(self, exercise: Exercise) -> list[CourseError]:
        errors = list(prove(self.project, exercise))
        if not errors:
            write_beside(self._proof(exercise), b"proved\n")
        return errors

    def _proof(self, exercise: Exercise) -> Path:
        """Return the file that is there once an exercise is proved, by all that the proof depends on."""
        texts = [*exercise.judged_by.values(), exercise.solution.text, *(one.code for one in exercise.wrongs)]
        imported = {name for text in texts for name in imports_of(_readable(text).encode())}
        parameters = {
            "texts": texts,
            "earned": [one.earns for one in exercise.wrongs],
            "imported": {name: self.keys.code(name) for name in sorted(imported)},
            "proof": self.keys.code("course_build.exercises.build"),
        }
        key = self.keys.key("course_build.exercises.host", parameters, LIBRARIES)
        return self.project.cache / FOLDER / f"{key}.txt"


def prove(project: Project, exercise: Exercise) -> Iterable[CourseError]:
    """Yield what an exercise judges otherwise than its file says."""
    name = project.name(exercise.path)
    # As if it were another's: the code that readers begin with must not pass by itself.
    unfinished = exercise.judged_by | {"starter": "", "code": exercise.starter.text}
    cases = [
        ("solution", exercise.solution.line, exercise.judged_by | {"code": exercise.solution.text}),
        ("starter", exercise.starter.line, unfinished),
        *((f"mistake {one.name}", one.line, exercise.judged_by | {"code": one.code}) for one in exercise.wrongs),
    ]
    answers = [answer for _, _, answer in cases]
    judged, ended = ask(project.root, "course_build.exercises.host", answers, [SECONDS] * len(answers))
    told = [None if one.get("right") else message(one) for one in judged]
    for (what, line, _), said in zip(cases, told, strict=False):
        if what == "solution" and said is not None:
            yield CourseError(f"{name}:{line}", f"the solution fails: {' / '.join(said.splitlines())}", "mend one")
        if what == "starter" and said is None:
            yield CourseError(f"{name}:{line}", "the starter passes all checks", "leave something to do")
    for wrong, said in zip(exercise.wrongs, told[2:], strict=False):
        if said is None:
            yield CourseError(f"{name}:{wrong.line}", f"the mistake {wrong.name} passes all checks", "add a check")
        elif said != wrong.earns:
            place = f"{name}:{wrong.told_at}"
            cure = "write that as its message, or mend the check:\n" + _as_comment(said)
            yield CourseError(place, f"the mistake {wrong.name} earns another message", cure)
    if ended:
        what, line, _ = cases[len(judged)]
        yield CourseError(f"{name}:{line}", f"the {what} {ended}", "mend it: readers' code is stopped in the same way")


def _as_comment(said: str) -> str:
    first, *others = said.splitlines() or [""]
    return "\n".join([f"# earns: {first}", *(f"# {line}" for line in others)])


def _readable(text: str) -> str:
    """Return code whose imports can be read: a mistake may be one of spelling."""
    try:
        compile(text, "exercise", "exec")
    except SyntaxError:
        return ""
    return text
