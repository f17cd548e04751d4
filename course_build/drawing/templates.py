"""Fill the texts of a figure with the numbers that it found."""

import difflib
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any

_POWER = re.compile(r"(?P<sign>[-−]?)(?P<digits>[0-9.]+)e(?P<power>[+-][0-9]+)")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def fill_template(template: str, scalars: Mapping[str, float], where: str) -> str:
    """Return the template with its fields filled.

    Parameters:
        template: A text such as "{best_ratio:.2f} times".
        scalars: The numbers of the figure, by name.
        where: What is filled, to name it in an error: "figure f01, caption".

    Raises:
        ValueError: A field names no scalar, or its format does not fit a number.
    """
    try:
        fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(template) if name is not None]
    except ValueError as error:
        raise ValueError(f"{where}: {error}, in {template!r}. Write {{{{ or }}}} for a brace in the text.") from None
    for name, spec in fields:
        _check(name, spec, scalars, where)
    return _Typeset().vformat(template, (), scalars)


def format_number(value: float, spec: str) -> str:
    """Return a number as text sets it: a true minus sign, and 3 × 10⁻⁵, in one line, rather than 3e-05."""
    text = format(value, spec)
    power = _POWER.fullmatch(text)
    if power is None:
        negative = text.startswith("-") and any(digit in "123456789" for digit in text)
        return ("−" if negative else "") + text.removeprefix("-")
    sign = "−" if power["sign"] else ""
    mantissa = "" if float(power["digits"]) == 1 else f"{power['digits']}\u00a0×\u00a0"
    return f"{sign}{mantissa}{power_of_ten(int(power['power']))}"


def power_of_ten(power: int) -> str:
    """Return a power of ten as text: 10⁻³."""
    return "10" + str(power).translate(_RAISED)


class _Typeset(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        return format_number(value, format_spec)


def _check(name: str, spec: str, scalars: Mapping[str, float], where: str) -> None:
    field = "{" + name + (f":{spec}" if spec else "") + "}"
    if name not in scalars:
        near = difflib.get_close_matches(name, scalars, 1)
        cure = f"Did you mean {near[0]!r}?" if near else f"It has: {', '.join(sorted(scalars)) or 'none'}."
        raise ValueError(f"{where}: {field} names no scalar of the figure. {cure}")
    try:
        format(scalars[name], spec)
    except ValueError as error:
        raise ValueError(
            f"{where}: {field} does not fit the number {scalars[name]!r} ({error}). "
            "Use a format of numbers, such as .2f, .0f or .3g."
        ) from None
