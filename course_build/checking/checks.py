"""What the checks of an exercise are written with.

A check is a function without arguments in the exercise's file; its docstring is the property that it holds the
reader's code to. It calls what the reader wrote, and compares. What does not hold is told as property, input,
expected, got, and where it is known, the mistake that leads there.
"""

import ast
import inspect
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

import numpy as np

from course_build.checking.code import line_of_use
from course_build.checking.words import difference_in_words, input_in_words, joined, shape_in_words, value_in_words
from course_build.session.run import explain

NAME = "your_code.py"
"""What tracebacks call the reader's code."""


class Failed(Exception):
    """A property that does not hold; every part may be empty."""

    def __init__(self, *, given: str = "", expected: str = "", got: str = "", because: str = "") -> None:
        super().__init__(because or expected)
        self.given = given
        self.expected = expected
        self.got = got
        self.because = because


class Checks:
    """What checks can use: what the reader's code made, printed, and is."""

    def __init__(self, made: Mapping[str, Any], printed: str, tree: ast.AST) -> None:
        self.made = made
        self.printed = printed
        self.tree = tree
        self.given = ""
        """The input of the last call, in words."""

    def names(self) -> dict[str, Any]:
        """Return what a check finds under its names."""
        return {
            "yours": self.yours,
            "call": self.call,
            "same": self.same,
            "require": self.require,
            "forbid": self.forbid,
            "printed": self.printed,
            "tree": self.tree,
        }

    def yours(self, name: str) -> Any:
        """Return what the reader's code gave this name to."""
        if name not in self.made:
            raise Failed(expected=f"the name {name}", got="no such name", because="Keep the names that the code had.")
        value = self.made[name]
        if value is ...:
            because = f"Write the value of {name} where ... stands."
            raise Failed(expected=f"a value for {name}", got="...", because=because)
        return value

    def call(self, name: str, *arguments: Any, **options: Any) -> Any:
        """Return what the reader's function gives, and refuse what gives nothing or changes its input."""
        function = self.yours(name)
        if not callable(function):
            raise Failed(expected=f"a function {name}", got=value_in_words(function))
        self.given = _given(name, function, arguments, options)
        handed, options_handed = deepcopy(arguments), deepcopy(options)
        try:
            with np.errstate(all="ignore"):
                result = function(*handed, **options_handed)
        except BaseException as error:
            said = explain(error, NAME, self.made)  # type: ignore[arg-type]
            where = f" in line {said['line']}" if said["line"] else ""
            message = said["words"] or said["message"]
            raise Failed(given=self.given, expected="a result", got=f"{said['type']}{where}", because=message) from None
        for before, after in zip((*arguments, *options.values()), (*handed, *options_handed.values()), strict=True):
            if isinstance(before, np.ndarray) and not np.array_equal(before, after):
                because = "A function that changes its input in place spoils it for whoever uses it next."
                raise Failed(given=self.given, expected="the input as it was", got="a changed input", because=because)
        if result is None or result is ...:
            because = "Is a return missing?" if result is None else "Write the result where ... stands."
            raise Failed(given=self.given, expected="a result", got=value_in_words(result), because=because)
        return np.asarray(result) if isinstance(result, list) else result

    def same(
        self,
        got: Any,
        expected: Any,
        *,
        what: str = "the result",
        within: float = 1e-6,
        mistakes: Sequence[tuple[Any, str]] = (),
    ) -> None:
        """Hold a value to the expected one.

        Parameters:
            got: What the reader's code gives.
            expected: What it should give.
            what: What the value is, in words.
            within: How far it may be away, absolute and relative to the expected one.
            mistakes: Values that known mistakes give, each with a sentence for who made it.
        """
        array = _numbers(got)
        if array is None:
            raise Failed(given=self.given, expected=f"{what} as an array or a number", got=value_in_words(got))
        if _close(array, expected, within):
            return
        because = next((said for value, said in mistakes if _close(array, value, within, nan=True)), "")
        if array.shape != np.shape(expected):
            wanted = f"{what} of {shape_in_words(expected)}" if np.shape(expected) else f"{what} as a single number"
            raise Failed(given=self.given, expected=wanted, got=shape_in_words(array), because=because)
        if not because and not np.isfinite(array).all():
            because = "A value is nan or inf: look at what is divided by, and at roots."
        wanted, told = difference_in_words(what, expected, array, ~_near(array, np.asarray(expected, float), within))
        raise Failed(given=self.given, expected=wanted, got=told, because=because)

    def require(self, holds: Any, *, expected: str, got: str = "", because: str = "") -> None:
        """Hold the reader's code to a condition."""
        if not holds:
            raise Failed(given=self.given, expected=expected, got=got, because=because)

    def forbid(self, *names: str, because: str = "") -> None:
        """Refuse code that uses one of these functions."""
        for name in names:
            line = line_of_use(self.tree, name)
            if line is not None:
                raise Failed(expected=f"code without {name}", got=f"{name} in line {line}", because=because)


def _given(name: str, function: Callable[..., Any], arguments: Sequence[Any], options: Mapping[str, Any]) -> str:
    """Return a call in words, with the names that the function gives its arguments."""
    try:
        known = list(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        known = []
    known += [f"argument {place + 1}" for place in range(len(known), len(arguments))]
    named = list(zip(known, arguments, strict=False))
    inputs = [input_in_words(key, value) for key, value in (*named, *options.items())]
    shown = ", ".join([key for key, _ in named] + [f"{key}={key}" for key in options])
    return f"{name}({shown}) with {joined(inputs)}" if inputs else f"{name}()"


def _numbers(value: Any) -> np.ndarray | None:
    try:
        array = np.asarray(value)
    except ValueError:
        return None
    return array.astype(float) if array.dtype.kind in "biuf" else None


def _close(array: np.ndarray, value: Any, within: float, *, nan: bool = False) -> bool:
    """Say whether an array is close to a value; `nan` lets what is no number be the same as what is none."""
    other = np.asarray(value, float)
    return array.shape == other.shape and bool(_near(array, other, within, nan=nan).all())


def _near(array: np.ndarray, other: np.ndarray, within: float, *, nan: bool = False) -> np.ndarray:
    return np.asarray(np.isclose(array, other, rtol=within, atol=within, equal_nan=nan))
