"""What a copy of the course asks, and what is right: docs/generated/answers.json.

The certificate takes from it which questions belong to the core path; the check of a certificate judges answers by it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

FILE = "answers.json"
NAMES = {
    one.lower().replace("norm", " norm"): one
    for one in ("BatchNorm", "LayerNorm", "RMSNorm", "GroupNorm", "InstanceNorm")
}


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

    def to_json(self) -> str:
        content = {"version": self.version, "questions": [asdict(one) for one in self.questions]}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def concept_name(concept: str) -> str:
    """Return a concept in words: layer-norm-axes becomes LayerNorm axes."""
    words = concept.replace("-", " ")
    for plain, name in NAMES.items():
        words = f" {words} ".replace(f" {plain} ", f" {name} ").strip()
    return words[:1].upper() + words[1:]


def course_version(sources: Mapping[str, str]) -> str:
    """Return the version of a course from the texts of its sources by name: the same for every copy made of them."""
    digest = hashlib.sha256(json.dumps(sorted(sources.items())).encode())
    return f"{version('normalization-course')}+{digest.hexdigest()[:10]}"
