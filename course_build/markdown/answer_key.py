"""Collect the questions of all pages, and which of them a reader of the core path meets."""

import re
from collections.abc import Sequence
from pathlib import Path

from course_build.markdown.quiz import questions
from course_build.markdown.source import block_spans
from course_build.outline.core_path import Source
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.figures import Figures
from course_build.quizzes.key import AnswerKey, KeyQuestion, course_version

_HEADING = re.compile(r"^# +(?P<text>.+?)(?: *\{[^}]*\})? *$", re.MULTILINE)


def answer_key(pages: Sequence[Path], core: Sequence[Source], docs: Path, figures: Figures) -> AnswerKey:
    """Return the key of a course whose sources were checked."""
    parts = [one.path for one in core if one.part]
    found = []
    for path in (*parts, *(one for one in pages if one not in parts)):
        closed = [span for name, span in block_spans(path) if name == "deep-dive"]
        title = page_title(path)
        for one in (question for question in questions(path, figures) if question.GRADED):
            is_core = path in parts and not any(one.line in span for span in closed)
            content = (one.content_hash, one.sealed_solution)
            place = (path.relative_to(docs).as_posix(), title)
            found.append(KeyQuestion(one.id, one.TYPE, CONCEPTS[one.concept], *content, *place, is_core))
    texts = {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in _sources(docs)}
    return AnswerKey(course_version(texts), tuple(found))


def page_title(path: Path) -> str:
    """Return the first heading of a page, as text."""
    found = _HEADING.search(path.read_text("utf-8"))
    return found["text"].replace("`", "") if found else path.stem


def _sources(docs: Path) -> list[Path]:
    """Return what the course is written in: its pages, labs and exercises."""
    return [
        path
        for suffix in ("md", "py")
        for path in docs.rglob(f"*.{suffix}")
        if path.relative_to(docs).parts[0] != "generated"
    ]
