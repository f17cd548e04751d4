"""Readable ticks: plain numbers, few of them, also on log axes."""

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, Locator, MaxNLocator, NullLocator

from course_build.figures.templates import power_of_ten


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


def set_ticks(ax: Axes, axis: Axis, *, log: bool) -> None:
    """Give one axis of a panel its ticks."""
    axis.set_major_locator(DecadeLocator() if log else RoomyLocator())
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain(_rounded(value))))


def _rounded(value: float) -> float:
    return float(f"{value:.8g}")


def _length(axis: Axis) -> float:
    """Return the length of an axis in px."""
    box = axis.axes.get_window_extent()
    return float(box.width if axis.axis_name == "x" else box.height)  # type: ignore[attr-defined]


def _room(axis: Axis) -> int:
    """Return how many labels fit on an axis."""
    length = _length(axis)
    if axis.axis_name == "x":  # type: ignore[attr-defined]
        return max(2, min(7, int(length // 44)))
    return max(2, min(6, int(length // 38)))


class RoomyLocator(MaxNLocator):
    """Round steps, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__(steps=[1, 2, 2.5, 5, 10])

    def tick_values(self, vmin: float, vmax: float) -> np.ndarray:
        assert self.axis is not None
        self.set_params(nbins=_room(self.axis))  # type: ignore[arg-type]
        return np.asarray(super().tick_values(vmin, vmax))


class DecadeLocator(Locator):
    """Powers of ten, thinned until the labels fit; 1, 2, 5 between them where the axis spans little."""

    def __call__(self) -> np.ndarray:
        assert self.axis is not None
        low, high = sorted(self.axis.get_view_interval())  # type: ignore[attr-defined]
        return self.tick_values(low, high)

    def tick_values(self, vmin: float, vmax: float) -> np.ndarray:
        assert self.axis is not None
        if vmin <= 0 or not math.isfinite(vmax):
            return np.array([])
        low, high = math.log10(vmin), math.log10(vmax)
        room = _room(self.axis)  # type: ignore[arg-type]
        decades = np.arange(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
        if len(decades) > 2 or room < 3 and len(decades) == 2:
            step = math.ceil(len(decades) / room)
            # Keep 1 among the ticks where it is in view: thin from power 0.
            return np.asarray(10.0 ** decades[decades % step == 0])
        for digits in ((1, 2, 5), (1, 3), (1, 5), (1,)):
            powers = np.arange(math.floor(low), math.ceil(high) + 1)
            values = np.array([digit * 10.0**power for power in powers for digit in digits])
            values = values[(values >= vmin * (1 - 1e-9)) & (values <= vmax * (1 + 1e-9))]
            if len(values) <= room + 1:
                break
        return values if len(values) > 1 else np.asarray(MaxNLocator(room).tick_values(vmin, vmax))
