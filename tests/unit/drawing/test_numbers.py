"""Numbers as charts say them; src/charts/numbers.test.ts holds the script to the same."""

import pytest

from course_build.drawing.numbers import readable


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3.0049, "3.00"),
        (0.005, "0.01"),
        (0.0049, "0.005"),
        (-0.00031, "−0.0003"),
        (2.96e-7, "3·10⁻⁷"),
        (9e-10, "0.00"),
        (0, "0.00"),
    ],
)
def test_a_number_does_not_read_as_0_unless_it_is_a_rounding_error(value, text):
    assert readable(value) == text


def test_more_decimals_are_kept_where_they_are_asked_for():
    assert readable(0.0049, 3) == "0.005"
