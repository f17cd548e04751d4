"""A question as the rest of the project sees it; each type of question is a class of its own."""

import base64
import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar, Self

from course_build.quizzes.form import Form
from course_build.quizzes.header import Header
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding


@dataclass(frozen=True)
class Option:
    """One text to choose, or one wrong answer by name, and why it is right or wrong."""

    text: str
    right: bool
    explanation: str
    misconception: str = ""
    """What leads to a wrong option, by its name in misconceptions.py; empty when it is none of those."""

    @property
    def id(self) -> str:
        """A hash of the text: answers are kept under it, so that order and explanations may change."""
        return _hash(" ".join(self.text.split()))[:8]


@dataclass(frozen=True)
class Question(ABC):
    """What all types have. A type adds how it is read, its content, its solution, and its inputs on the page."""

    TYPE: ClassVar[str]
    OPTIONS: ClassVar[tuple[str, ...]] = ("id", "type", "concept")
    """The names that its header may have."""
    GRADED: ClassVar[bool] = True
    """Its answers are right or not; the others count for no certificate."""
    QUOTED: ClassVar[bool] = False
    """What is quoted at the margin explains the answer, and is not part of the body."""

    id: str
    concept: str
    line: int
    options: tuple[Option, ...]

    @classmethod
    @abstractmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self | None:
        """Return the question that a source says, and tell what is wrong with it."""

    @property
    @abstractmethod
    def content(self) -> Any:
        """What decides whether an answer is right, as JSON: an answer to other content is asked again."""

    @property
    @abstractmethod
    def solution(self) -> dict[str, Any]:
        """What the page needs to judge an answer, as JSON."""

    @abstractmethod
    def fill(self, form: Form) -> None:
        """Add the inputs, and every explanation, to what the page shows."""

    @property
    def content_hash(self) -> str:
        return content_hash(self.TYPE, self.content)

    @property
    def sealed_solution(self) -> str:
        return sealed(self.solution)


def content_hash(kind: str, content: Any) -> str:
    """Return the hash of what decides whether an answer to a type of question is right."""
    return _hash(json.dumps([kind, content], ensure_ascii=False))[:16]


def sealed(solution: dict[str, Any]) -> str:
    """Return a solution so that it does not meet the eye in the page's source; this hides it from nobody."""
    return base64.b64encode(json.dumps(solution).encode()).decode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
