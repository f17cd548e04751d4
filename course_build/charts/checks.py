"""What all charts check: names that there is room for, numbers that can be drawn."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from course_build.norms.registry import TECHNIQUES

LONGEST = {"title": 160, "name": 24}
"""Characters that there is room for."""
LONGEST_AXIS = 40
OTHERS = ("ink", "none", "dynamic_tanh", "skip_init")
"""Colors of what is no technique, in this order."""


def numbers(values: Any, name: str) -> np.ndarray:
    """Return an array of numbers as float64.

    Raises:
        ValueError: There are none, or they are not real.
    """
    array = np.asarray(values)
    if array.dtype.kind not in "biuf":
        raise ValueError(f"{name} holds no real numbers, but {array.dtype}")
    if array.size == 0:
        raise ValueError(f"{name} is empty")
    return array.astype(np.float64)


def finite(values: Any, name: str) -> np.ndarray:
    """Return an array of finite numbers.

    Raises:
        ValueError: It holds something else.
    """
    array = numbers(values, name)
    if not np.isfinite(array).all():
        raise ValueError(f"{name} holds NaN or infinity")
    return array


def words(**texts: str) -> None:
    """Refuse texts that there is no room for.

    Raises:
        ValueError: One is no text, or too long.
    """
    for name, text in texts.items():
        if not isinstance(text, str):
            raise ValueError(f"{name} is not a text, but {text!r}")
        longest = LONGEST.get(name, LONGEST_AXIS)
        if len(text) > longest:
            raise ValueError(f"{name} has {len(text)} characters, and there is room for {longest}: {text!r}")


def colors(names: Iterable[str], most: int) -> list[str]:
    """Return the color of each name.

    Raises:
        ValueError: There is none, a name is too long, or there are more than `most`.
    """
    names = list(names)
    if not 1 <= len(names) <= most:
        raise ValueError(f"a chart like this shows 1 to {most} of them, and got {len(names)}")
    found: list[str] = []
    for name in names:
        words(name=name)
        left = [one for one in OTHERS if one not in found] or OTHERS
        found.append(_technique(name) or left[0])
    return found


def _technique(name: str) -> str:
    """Return the token of the technique that a name holds, or of none, or nothing."""
    said = name.lower()
    if any(one in said for one in ("no norm", "without", "before")):
        return "none"
    return next((one.key for one in TECHNIQUES.values() if one.name.lower() in said), "")
