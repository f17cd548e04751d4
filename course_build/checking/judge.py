"""Judge what a reader wrote for an exercise, in a namespace of its own.

The build proves with this that the solution passes and each known mistake earns its message; pages judge readers'
code with it.
"""

import ast
import io
import sys
from contextlib import redirect_stdout
from typing import Any

from course_build.checking.checks import NAME, Checks, Failed
from course_build.checking.code import blank_line, same_code
from course_build.session.errors import in_words
from course_build.session.run import explain, mend, new_namespace
from course_build.session.run import run as run_cell

UNCHANGED = "This is the code as you found it: change it first."


def run(exercise: dict[str, Any]) -> dict[str, Any]:
    """Run the reader's code as a cell runs, and return what happened.

    Parameters:
        exercise: `setup`, and the reader's `code`.
    """
    return run_cell(exercise["code"], NAME, _prepared(exercise["setup"]))


def judge(exercise: dict[str, str]) -> dict[str, Any]:
    """Check the reader's code, and return what to tell.

    Parameters:
        exercise: `code`, and the sections `setup`, `starter`, `visible` and `hidden` of the exercise.

    Returns:
        `kind` is "unready" for code that cannot be a try, which `says` why; "error" for code that ends with one; and
        "judged" for all else, with `right`, the names of the checks that `passed`, their `count`, and the `failure`.
    """
    code = exercise["code"]
    try:
        tree = ast.parse(code, NAME)
    except SyntaxError as error:
        return {"kind": "unready", "line": error.lineno, "says": in_words(error, {})}
    except (ValueError, RecursionError, MemoryError):
        return {"kind": "unready", "line": None, "says": "Python cannot read this code."}
    blank = blank_line(code)
    if blank is not None:
        says = f"Line {blank} still has a blank: write code where ___ stands."
        return {"kind": "unready", "line": blank, "says": says}
    if same_code(code, exercise["starter"]):
        return {"kind": "unready", "line": None, "says": UNCHANGED}
    namespace = _prepared(exercise["setup"])
    heard = _Heard()
    with redirect_stdout(heard):
        ended = run_cell(code, NAME, namespace)
    if ended["kind"] == "error":
        return ended | {"printed": heard.text}
    return _check(exercise, Checks(namespace, heard.text, tree)) | {"printed": heard.text}


def _check(exercise: dict[str, str], checks: Checks) -> dict[str, Any]:
    """Make the checks, until one fails."""
    found = _checks(exercise, checks.names())
    passed: list[str] = []
    judged = {"kind": "judged", "right": True, "passed": passed, "count": len(found), "failure": None}
    for name, says, function in found:
        checks.given = ""
        try:
            function()
        except Failed as failed:
            return judged | {"right": False, "failure": {"check": name, "says": says, **vars(failed)}}
        except BaseException as error:
            said = explain(error, NAME, {})
            broken = Failed(given=checks.given, because=said["words"] or f"{said['type']}: {said['message']}")
            return judged | {"right": False, "failure": {"check": name, "says": says, **vars(broken)}}
        finally:
            mend()
        passed.append(name)
    return judged


def _checks(exercise: dict[str, str], names: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Return all checks: name, property, function. Names that the reader gave other values do not reach them."""
    namespace = _prepared(exercise["setup"]) | names
    found = []
    for section in ("visible", "hidden"):
        exec(compile(exercise[section], f"{section}.py", "exec", dont_inherit=True), namespace)  # noqa: S102 - the author's own code
        found += [
            (node.name, property_of(node), namespace[node.name])
            for node in ast.parse(exercise[section]).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
    return found


def property_of(check: ast.FunctionDef) -> str:
    """Return the property that a check stands for, in one line."""
    return " ".join((ast.get_docstring(check) or "").split())


def message(judged: dict[str, Any]) -> str:
    """Return what a reader is told of code that is not right, as plain lines."""
    if judged["kind"] == "unready":
        return str(judged["says"])
    if judged["kind"] == "error":
        where = f"Line {judged['line']}: " if judged["line"] else ""
        return f"{where}{judged['words'] or ': '.join((judged['type'], judged['message']))}"
    failure = judged["failure"] or {}
    lines = [failure.get("says", ""), failure.get("because", "")]
    lines += [f"{word}: {failure[key]}" for word, key in LINES.items() if failure.get(key)]
    return "\n".join(line for line in lines if line)


LINES = {"Input": "given", "Expected": "expected", "Got": "got"}
"""What is told of a failure after its property, by the words before it."""


def _prepared(setup: str) -> dict[str, Any]:
    """Return a namespace in which the setup ran."""
    namespace = new_namespace()
    exec(compile(setup, "setup.py", "exec", dont_inherit=True), namespace)  # noqa: S102 - the author's own code
    return namespace


class _Heard(io.TextIOBase):
    """Passes on what is printed, so that too much of it is noticed, and keeps it."""

    def __init__(self) -> None:
        self.text = ""
        self._on = sys.stdout

    def write(self, text: str) -> int:
        self.text += text
        self._on.write(text)
        return len(text)

    def flush(self) -> None:
        self._on.flush()
