"""Scales, as d3-scale has them in the browser (charts/scale.ts): where a value stands, and what numbers an axis shows.

Both draw the same to the byte, so the steps of the arithmetic are those of d3, down to how they round.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

_SPARSE = {(1,), (2,), (3,), (5,)}
"""The digits of numbers that stand far enough apart on a logarithmic axis."""


@dataclass(frozen=True)
class Scale:
    """A linear scale, or a logarithmic one."""

    domain: tuple[float, float]
    """The values at its ends."""
    start: float
    end: float
    """Where they stand."""
    log: bool = False
    clamp: bool = False
    """Whether what is beyond an end stands at that end."""

    def __call__(self, value: float) -> float:
        """Return where a value stands."""
        low, high = self.domain
        if self.clamp:
            value = min(max(value, low), high)
        if self.log:
            low, high, value = math.log(low), math.log(high), math.log(value)
        share = (value - low) / (high - low)
        return self.start * (1 - share) + self.end * share

    def ticks(self, count: float) -> list[float]:
        """Return about so many round numbers; powers of ten on a logarithmic axis that spans several."""
        return _log_ticks(*self.domain, count) if self.log else _ticks(*self.domain, count)


def _ticks(low: float, high: float, count: float) -> list[float]:
    """Return round numbers that are 1, 2 or 5 times a power of ten apart."""
    power = math.floor(math.log10((high - low) / count))
    error = (high - low) / count / 10.0**power
    factor = 10 if error >= math.sqrt(50) else 5 if error >= math.sqrt(10) else 2 if error >= math.sqrt(2) else 1
    # Whole numbers until the end: tenths would not add up.
    each, step = (10.0**-power / factor, 1.0) if power < 0 else (1.0, 10.0**power * factor)
    first, last = (math.floor(value * each / step + 0.5) for value in (low, high))
    first += first * step / each < low
    last -= last * step / each > high
    if last < first and 0.5 <= count < 2:
        return _ticks(low, high, count * 2)
    return [at * step / each for at in range(first, last + 1)]


def _log_ticks(low: float, high: float, count: float) -> list[float]:
    first, last = math.log10(low), math.log10(high)
    if last - first >= count:
        return [_power(round(exponent)) for exponent in _ticks(first, last, count)]
    exponents = range(math.floor(first), math.ceil(last) + 1)
    every = [digit / _power(-at) if at < 0 else digit * _power(at) for at in exponents for digit in range(1, 10)]
    found = [value for value in every if low <= value <= high]
    if 2 * len(found) < count:
        found = _ticks(low, high, count)
    digits = {value: Decimal(repr(value)).normalize().as_tuple().digits for value in found}
    powers = [value for value in found if digits[value] == (1,)]
    sparse = [value for value in found if digits[value] in _SPARSE]
    return next((some for some in (powers, sparse) if len(some) > 1), found)


def _power(exponent: int) -> float:
    return float(f"1e{exponent}")
