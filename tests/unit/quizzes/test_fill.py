"""Words are compared without case and space, here as in the browser."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_build.quizzes.fill import normalized, spellings

TABLE = json.loads((Path(__file__).parent / "texts.json").read_text("utf-8"))
"""Shared with the browser: fill.test.ts reads the same file."""


@pytest.mark.parametrize("case", TABLE["texts"], ids=lambda case: repr(case["text"]))
def test_case_and_space_do_not_count(case):
    assert normalized(case["text"]) == case["counts"]


@given(st.text("ab .βΣẞ", max_size=8))
def test_what_counts_of_a_text_is_found_once_and_for_all(text):
    assert normalized(normalized(text)) == normalized(text)


def test_spellings_stand_between_bars():
    assert spellings("beta | β|shift ") == ("beta", "β", "shift")
    assert spellings(" | ") == ()
