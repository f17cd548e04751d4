"""Collect the questions and exercises of all pages, and which of them a reader of the core path meets."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from course_build.exercises.build import FOLDER
from course_build.exercises.model import TYPE as EXERCISE
from course_build.exercises.source import read
from course_build.labs.source import markdown_of
from course_build.markdown.exercise_source import shown_on
from course_build.markdown.quiz import questions
from course_build.markdown.source import block_spans
from course_build.outline.core_path import Source
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.figures import Figures
from course_build.quizzes.key import AnswerKey, KeyQuestion, course_version
from course_build.quizzes.model import sealed

_HEADING = re.compile(r"^ {0,3}# +(?P<text>.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)


def answer_key(pages: Sequence[Path], core: Sequence[Source], docs: Path, figures: Figures) -> AnswerKey:
    """Return the key of a course whose sources were checked."""
    parts = [one.path for one in core if one.part]
    found = []
    for path in (*parts, *(one for one in pages if one not in parts)):
        closed = [span for name, span in block_spans(path) if name == "deep-dive"]
        place = (path.relative_to(docs).as_posix(), page_title(path))
        for line, asked in sorted([*_questions(path, figures), *_exercises(path, docs)]):
            # What a certificate asks for can be judged again wherever it is checked, without running code.
            is_core = path in parts and asked[1] != EXERCISE and not any(line in span for span in closed)
            found.append(KeyQuestion(*asked, *place, is_core))
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in _sources(docs)}
    return AnswerKey(course_version(texts), tuple(found))


_Asked = tuple[str, str, str, str, str]
"""The id, type, concept, content and solution of a question."""


def _questions(path: Path, figures: Figures) -> Iterator[tuple[int, _Asked]]:
    for one in questions(path, figures):
        if one.GRADED:
            yield one.line, (one.id, one.TYPE, CONCEPTS[one.concept], one.content_hash, one.sealed_solution)


def _exercises(path: Path, docs: Path) -> Iterator[tuple[int, _Asked]]:
    for shown, _ in shown_on(path.read_text("utf-8")):
        exercise, _ = read(docs / FOLDER / f"{shown.id}.py")
        if exercise is not None:
            # What judges it is code, which its own page alone runs.
            yield shown.line, (exercise.id, EXERCISE, CONCEPTS[shown.concept], exercise.content_hash, sealed({}))


def page_title(path: Path) -> str:
    """Return the first heading of a page, as text; that of a lab's page stands in the lab."""
    found = _HEADING.search(path.read_text("utf-8"))
    lab = path.with_suffix(".py")
    if found is None and lab.is_file():
        found = _HEADING.search(markdown_of(lab.read_text("utf-8")))
    return found["text"].replace("`", "") if found else path.stem


def _sources(docs: Path) -> list[Path]:
    """Return what the course is written in: its pages, labs and exercises."""
    return [
        path
        for suffix in ("md", "py")
        for path in docs.rglob(f"*.{suffix}")
        if path.relative_to(docs).parts[0] != "generated"
    ]
