"""Answers that the build computes: right to six digits, or refused in words."""

from fractions import Fraction

import pytest

from course_build.quizzes.computed import compute


@pytest.mark.parametrize(
    ("expression", "text", "value"),
    [
        ("64", "64", 64),
        (" 8 * 8", "64", 64),
        ("1 / 8", "0.125", Fraction(1, 8)),
        ("np.sqrt(2)", "1.41421", Fraction(141421, 100000)),
        ("np.ones((1, 1))", "1", 1),
        ("True", "1", 1),
        ("batch_norm(np.array([[1.0], [3.0]]), training=True, eps=1e-12)[0, 0].round(6)", "-1", -1),
        ('sharings(TECHNIQUES["batch"], "N,C,H,W", (32, 64, 7, 7))[0].statistics', "64", 64),
    ],
)
def test_an_expression_gives_a_number(expression, text, value):
    assert compute(expression) == (text, value)


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("", "SyntaxError: "),
        ("1 +", "SyntaxError: "),
        ("x = 1", "SyntaxError: "),
        ("unknown", "NameError: name 'unknown' is not defined"),
        ("1 / 0", "ZeroDivisionError: division by zero"),
        ("np.float64(1) / 0", "FloatingPointError: "),
        ("float('inf')", "it gives inf, which is not finite"),
        ("np.ones(3)", "it gives an array of the shape (3,), which is not one number"),
        ("'64'", "it gives '64', which is not one number"),
        ("1j", "it gives 1j, which is not one number"),
        ("None", "it gives None, which is not one number"),
        ("layer_norm(np.ones((2, 3), dtype=int))", "TypeError: "),
    ],
)
def test_what_gives_none_is_refused_in_one_line(expression, told):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the message is what is compared
        compute(expression)
    assert str(caught.value).startswith(told)
    assert "\n" not in str(caught.value)
