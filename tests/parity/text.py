"""Output of two runtimes, compared as text: the same words and spaces, and numbers that agree."""

import re

import pytest

NUMBER = re.compile(r"-?\d+\.?\d*(?:e[+-]?\d+)?")
CLOSE = {"rel": 1e-7, "abs": 1e-9}


def assert_same(found: str, expected: str) -> None:
    """Expect the same text, in which numbers may differ by rounding."""
    assert NUMBER.sub("#", found) == NUMBER.sub("#", expected)
    numbers = [[float(one) for one in NUMBER.findall(text)] for text in (found, expected)]
    assert numbers[0] == pytest.approx(numbers[1], **CLOSE)
