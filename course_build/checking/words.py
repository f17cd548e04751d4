"""Values, shapes and inputs in words, the same in every runtime."""

from typing import Any

import numpy as np

FEW = 12
"""Of an array with more values, the first and last ones are told."""
LONGEST = 60
"""Characters of a value that is no number."""
DIGITS = 4
"""Decimals that are told: those beyond them depend on the processor."""


def value_in_words(value: Any, digits: int = DIGITS) -> str:
    """Return a value in one line: an array by its numbers, with so many decimals."""
    if value is None or value is ...:
        return "None" if value is None else "..."
    if isinstance(value, tuple):
        return f"({', '.join(value_in_words(one, digits) for one in value)})"
    array = np.asarray(value)
    if array.dtype.kind not in "biuf":
        text = repr(value)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    # Adding 0 turns -0.0 into 0.
    rounded = np.round(array.astype(float), digits) + 0 if array.dtype.kind == "f" else array
    if not array.ndim:
        return f"{rounded:.{digits + 4}g}" if array.dtype.kind == "f" else str(rounded)
    text = np.array2string(rounded, precision=digits, suppress_small=True, threshold=FEW, edgeitems=2)
    return " ".join(text.split()).replace("[ ", "[").replace(" ]", "]")


def difference_in_words(what: str, expected: Any, got: Any, differs: Any) -> tuple[str, str]:
    """Return what was expected and what was got: of large arrays, the first row that differs.

    Parameters:
        what: What they are, in words.
        expected: An array or a number.
        got: One of the same shape.
        differs: Where they differ.
    """
    expected, got = np.asarray(expected, float), np.asarray(got, float)
    if expected.ndim > 1 and expected.size > FEW:
        row = tuple(int(one) for one in np.argwhere(differs)[0][:-1])
        what = f"{what} at [{', '.join(map(str, row))}]"
        expected, got = expected[row], got[row]
    # Where four decimals are the same, the difference is further back.
    digits = DIGITS if value_in_words(expected) != value_in_words(got) else 2 * DIGITS
    return f"{what} = {value_in_words(expected, digits)}", value_in_words(got, digits)


def shape_in_words(value: Any) -> str:
    shape = np.shape(value)
    return f"the shape {shape}" if shape else "a single number"


def input_in_words(name: str, value: Any) -> str:
    """Return one input of a call: a few numbers as they are, more by their shape."""
    array = np.asarray(value)
    if array.dtype.kind not in "biufc":
        return f"{name} = {value_in_words(value)}"
    if array.ndim <= 1 and array.size <= FEW // 2:
        return f"{name} = {value_in_words(value)}"
    return f"{name} of {shape_in_words(value)}"


def joined(texts: list[str]) -> str:
    """Return texts as a list in a sentence."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
