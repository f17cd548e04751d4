"""Numbers as axes show them."""

import math

from course_build.drawing.templates import format_number, power_of_ten

NOTHING = 1e-9
"""What is smaller is a rounding error, and 0."""


def readable(value: float, decimals: int = 2) -> str:
    """Return a number with so many decimals, or with as many more as it takes that it does not read as 0."""
    text = format_number(value, f".{decimals}f")
    if abs(value) < NOTHING or any(one in "123456789" for one in text):
        return text
    return plain(float(f"{value:.1g}"))


def plain(value: float) -> str:
    """Return a number as an axis shows it: 0.001, 2,000, −5, and 10⁻⁹ where zeros would need counting."""
    if value == 0:
        return "0"
    exponent = math.floor(math.log10(abs(value)) + 1e-9)
    if -4 <= exponent < 5:
        return f"{value:,.10f}".rstrip("0").rstrip(".").replace("-", "−")
    mantissa = f"{abs(value) / 10.0**exponent:.3g}"
    sign = "−" if value < 0 else ""
    return sign + ("" if mantissa == "1" else f"{mantissa}·") + power_of_ten(exponent)
