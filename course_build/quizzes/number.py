"""Numbers as readers and authors write them, compared exactly: 1e-5, 3/4, 0.5 or 0,5."""

import re
from dataclasses import dataclass
from fractions import Fraction

SIGN = r"(?P<sign>[+-]?)"
DECIMAL = re.compile(SIGN + r"(?P<digits>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?P<exponent>e[+-]?[0-9]{1,3})?")
RATIO = re.compile(SIGN + r"(?P<above>[0-9]+) ?/ ?(?P<below>[0-9]+)")
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")


def parse_number(text: str) -> Fraction:
    """Return exactly the number that a text says.

    Raises:
        ValueError: It says none, or could mean two; the message is the cure.
    """
    text = text.strip().lower().replace("−", "-")
    if THOUSANDS.fullmatch(text):
        raise ValueError("leave out the comma, which may stand for thousands or for decimals")
    if ratio := RATIO.fullmatch(text):
        if not int(ratio["below"]):
            raise ValueError("do not divide by zero")
        return Fraction(int(ratio["sign"] + ratio["above"]), int(ratio["below"]))
    if DECIMAL.fullmatch(text.replace(",", ".", 1)):
        return Fraction(text.replace(",", ".", 1))
    raise ValueError("write a number such as 64, 0.5, 1e-5 or 3/4")


@dataclass(frozen=True)
class Answer:
    """A number, and how far from it still counts."""

    text: str
    """As the author wrote it, to be shown."""
    value: Fraction
    tolerance: str = ""
    within: Fraction = Fraction(0)

    def accepts(self, number: Fraction) -> bool:
        return abs(number - self.value) <= self.within


def parse_tolerance(text: str, answer: Fraction) -> Fraction:
    """Return how far from the answer counts: `0.01` is a distance, `1%` a share of the answer.

    Raises:
        ValueError: It is no distance; the message is the cure.
    """
    share = text.strip().endswith("%")
    within = parse_number(text.strip().removesuffix("%"))
    if within < 0:
        raise ValueError("leave out its minus sign")
    if share and not answer:
        raise ValueError("write a distance such as 0.01, since any share of 0 is 0")
    return within / 100 * abs(answer) if share else within
