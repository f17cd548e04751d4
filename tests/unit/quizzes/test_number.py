"""Numbers are read as people write them, and compared exactly."""

import contextlib
import json
import re
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_build.quizzes.number import Answer, parse_number, parse_tolerance

TABLE = json.loads((Path(__file__).parent / "numbers.json").read_text("utf-8"))
"""Shared with the browser's parser: number.test.ts reads the same file."""


@pytest.mark.parametrize("case", TABLE["numbers"], ids=lambda case: repr(case["text"]))
def test_a_number_is_read_exactly_or_refused_with_its_cure(case):
    if "value" in case:
        assert parse_number(case["text"]) == Fraction(case["value"])
    else:
        with pytest.raises(ValueError, match=f"^{re.escape(case['cure'])}$"):
            parse_number(case["text"])


@pytest.mark.parametrize("case", TABLE["tolerances"], ids=str)
def test_a_number_within_the_tolerance_is_accepted(case):
    answer = Answer("", Fraction(case["answer"]), "", Fraction(case["within"]))
    assert answer.accepts(parse_number(case["number"])) is case["accepted"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_is_read_as_it_is_printed(value):
    assert float(parse_number(repr(value))) == value


@given(st.decimals(-1000, 1000, places=2))
def test_a_decimal_comma_is_a_decimal_point(value):
    assert parse_number(str(value).replace(".", ",")) == parse_number(str(value))


@given(st.integers(), st.integers(1))
def test_a_ratio_is_read_exactly(above, below):
    assert parse_number(f"{above}/{below}") == Fraction(above, below)


@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(text):
    with contextlib.suppress(ValueError):
        assert isinstance(parse_number(text), Fraction)


@pytest.mark.parametrize(
    ("text", "answer", "within"),
    [("0.5", 64, Fraction(1, 2)), ("1%", 64, Fraction(64, 100)), ("1 %", -50, Fraction(1, 2)), ("0", 3, Fraction(0))],
)
def test_a_tolerance_is_a_distance_or_a_share(text, answer, within):
    assert parse_tolerance(text, Fraction(answer)) == within


@pytest.mark.parametrize(("text", "cure"), [("-1", "minus"), ("1%", "distance"), ("%", "write"), ("some", "write")])
def test_what_is_no_tolerance_is_refused(text, cure):
    with pytest.raises(ValueError, match=cure):
        parse_tolerance(text, Fraction(0))


@given(st.fractions(), st.fractions(min_value=0), st.fractions(min_value=Fraction(1, 10**9)))
def test_both_ends_of_the_tolerance_count_and_nothing_beyond(value, within, more):
    answer = Answer("", value, "", within)
    assert answer.accepts(value)
    assert answer.accepts(value + within)
    assert answer.accepts(value - within)
    assert not answer.accepts(value + within + more)
    assert not answer.accepts(value - within - more)
