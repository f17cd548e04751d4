"""What a copy of the course asks, and what is right: .cache/noted/answers.json.

The certificate takes from it which questions belong to the core path; the check of a certificate judges answers by it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

FILE = "answers.json"


@dataclass(frozen=True)
class KeyQuestion:
    """A question, as far as judging an answer goes."""

    id: str
    type: str
    concept: str
    """In words, as a reader meets it."""
    content: str
    """The hash of what decides whether an answer is right."""
    solution: str
    """Sealed, so that it does not meet the eye."""
    page: str
    """The source of its page, relative to docs."""
    title: str
    """Of its page."""
    core: bool
    """Stands open in a part of the core path."""


@dataclass(frozen=True)
class AnswerKey:
    """All questions of the course, in order, and which version of it asks them."""

    version: str = ""
    questions: tuple[KeyQuestion, ...] = ()

    @classmethod
    def read(cls, folder: Path) -> "AnswerKey":
        """Return the key in a folder, an empty one while there is none."""
        path = folder / FILE
        if not path.is_file():
            return cls()
        content = json.loads(path.read_text("utf-8"))
        return cls(content["version"], tuple(KeyQuestion(**one) for one in content["questions"]))

    def asked(self) -> list[dict[str, str]]:
        """Return what the schedule of the review has to know of each question; see frontend/src/review/schedule.ts."""
        return [{name: getattr(one, name) for name in ("id", "concept", "content", "page")} for one in self.questions]

    def to_json(self) -> str:
        content = {"version": self.version, "questions": [asdict(one) for one in self.questions]}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def course_version(sources: Mapping[str, str]) -> str:
    """Return the version of a course from the texts of its sources by name: the same for every copy made of them."""
    digest = hashlib.sha256(json.dumps(sorted(sources.items())).encode())
    return f"{version('normalization-course')}+{digest.hexdigest()[:10]}"
