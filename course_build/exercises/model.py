"""An exercise as its file says it."""

import ast
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from course_build.quizzes.model import content_hash, sealed

TYPE = "exercise"
"""What the page's script calls this type of question."""

SECONDS = 10
"""For how long code may run, here and in the browser."""


@dataclass(frozen=True)
class Section:
    """A part of the file."""

    line: int
    """The line of the file that its text begins at."""
    text: str


@dataclass(frozen=True)
class Check:
    """One check of a section."""

    name: str
    says: str
    """The property that it holds the reader's code to."""


@dataclass(frozen=True)
class Wrong:
    """A known mistake."""

    name: str
    line: int
    """The line that its code begins at."""
    code: str
    earns: str
    """What who makes it is told, as plain lines."""
    told_at: int
    """The line of that message."""


@dataclass(frozen=True)
class Exercise:
    """The file of one exercise."""

    id: str
    path: Path
    setup: Section
    """Runs before the reader's code, and before the checks."""
    starter: Section
    solution: Section
    visible: Section
    hidden: Section
    """Checks whose code is not shown; a text without any."""
    wrongs: tuple[Wrong, ...]
    shown: tuple[Check, ...]
    """The checks of the visible section."""
    unshown: int
    """How many checks the hidden section has."""

    @property
    def judged_by(self) -> dict[str, str]:
        """What the reader's code is judged by."""
        return {
            "setup": self.setup.text,
            "starter": self.starter.text,
            "visible": self.visible.text,
            "hidden": self.hidden.text,
        }

    @cached_property
    def content_hash(self) -> str:
        """The hash of what decides whether code is right: its checks, without what they say."""
        return content_hash(TYPE, [_deciding(one.text) for one in (self.setup, self.visible, self.hidden)])

    @property
    def sealed_solution(self) -> str:
        """What the page judges by, so that it does not meet the eye."""
        return sealed({**self.judged_by, "seconds": SECONDS})


TOLD = {"because", "expected", "got", "mistakes", "what"}
"""The arguments of checks that say something, and decide nothing."""


class _Deciding(ast.NodeTransformer):
    """Takes away what checks say."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        node.keywords = [one for one in node.keywords if one.arg not in TOLD]
        return self.generic_visit(node)


def _deciding(code: str) -> str:
    return ast.unparse(_Deciding().visit(ast.parse(code)))
