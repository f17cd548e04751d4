"""Numbers are read as people write them, and compared exactly."""

import contextlib
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_build.quizzes.number import Answer, parse_number, parse_tolerance


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("64", Fraction(64)),
        (" 64 ", Fraction(64)),
        ("+0.5", Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        ("5.", Fraction(5)),
        ("0,5", Fraction(1, 2)),
        ("0,125", Fraction(1, 8)),
        ("12,5", Fraction(25, 2)),
        ("1e-5", Fraction(1, 100_000)),
        ("1E-5", Fraction(1, 100_000)),
        ("2,5e3", Fraction(2500)),
        ("3/4", Fraction(3, 4)),
        ("-3 / 4", Fraction(-3, 4)),
        ("−0.1", Fraction(-1, 10)),
        ("010", Fraction(10)),
    ],
)
def test_a_number_is_read_exactly(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["", "many", "1 000", "1/0", "1/2/3", "0x40", "1.2.3", "1e", "--1", "nan", "inf", "1_000", "1e9999"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match=r"write|divide"):
        parse_number(text)


@pytest.mark.parametrize("text", ["1,000", "12,345,678", "-2,048", "1,234.5"])
def test_a_comma_that_may_stand_for_thousands_is_refused(text):
    with pytest.raises(ValueError, match="leave out the comma"):
        parse_number(text)


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


def test_no_rounding_of_the_computer_decides():
    assert Answer("0.3", parse_number("0.3"), "0.1", parse_number("0.1")).accepts(parse_number("0.4"))
