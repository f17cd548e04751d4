"""The errors that people meet: where, what, and what to do. No traceback is shown for these."""

import difflib
from collections.abc import Iterable, Sequence


class CourseError(Exception):
    """Something in the sources or on this machine that a person can mend."""

    def __init__(self, place: str, problem: str, cure: str) -> None:
        super().__init__(f"{place}: {problem}; {cure}")
        self.place = place
        """A file with its line, such as "docs/lessons/02-techniques.md:41", or what was being done."""
        self.problem = problem
        self.cure = cure

    def __reduce__(self) -> tuple[type, tuple[str, str, str]]:
        """Let an error travel from a worker process; by default its one message would be its one argument."""
        return type(self), (self.place, self.problem, self.cure)


class CourseErrors(CourseError):
    """Several errors told at once, one per line."""

    def __init__(self, errors: Sequence[CourseError]) -> None:
        Exception.__init__(self, "\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


def raise_all(errors: Sequence[CourseError]) -> None:
    """Raise the errors that were collected: none, one, or all of them together."""
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise CourseErrors(errors)


def guess(word: str, known: Iterable[str]) -> str:
    """Return the cure for a name that does not exist: the nearest one that does, or all of them."""
    names = list(known)
    near = difflib.get_close_matches(word, names, 1)
    return f"did you mean {near[0]}?" if near else f"use one of {', '.join(names)}"
