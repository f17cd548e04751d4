"""Readable ticks: plain numbers, few of them, also on log axes."""

import math

import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import FuncFormatter, Locator, MaxNLocator, NullLocator

from course_build.drawing.numbers import plain
from course_build.drawing.text import width


def set_ticks(axis: Axis, *, log: bool) -> None:
    """Give one axis of a panel its ticks."""
    axis.set_major_locator(DecadeLocator(axis) if log else RoomyLocator(axis))
    axis.set_minor_locator(NullLocator())
    axis.set_major_formatter(FuncFormatter(lambda value, _: plain(_rounded(value))))


class RoomyLocator(MaxNLocator):
    """Round steps, as many as there is room for."""

    def __init__(self, on: Axis) -> None:
        super().__init__(steps=[1, 2, 2.5, 5, 10])
        self.on = on

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        self.set_params(nbins=_room(self.on))
        return list(super().tick_values(vmin, vmax))


class DecadeLocator(Locator):
    """Powers of ten, thinned until the labels fit; 1, 2, 5 between them where the axis spans little."""

    def __init__(self, on: Axis) -> None:
        self.on = on

    def __call__(self) -> list[float]:
        low, high = sorted(self.on.get_view_interval())
        return self.tick_values(low, high)

    def tick_values(self, vmin: float, vmax: float) -> list[float]:
        if vmin <= 0 or not math.isfinite(vmax):
            return []
        low, high = math.log10(vmin), math.log10(vmax)
        decades = np.arange(math.ceil(low - 1e-9), math.floor(high + 1e-9) + 1)
        step = math.ceil(_least_distance(self.on, 10.0**decades) * (high - low) / _length(self.on))
        if len(decades) > 2 or (step > 1 and len(decades) > 1):
            # Keep 1 among the ticks where that leaves two.
            kept = decades[decades % step == 0]
            return list(10.0 ** (kept if len(kept) > 1 else decades[[0, -1]]))
        room = _room(self.on)
        for digits in ((1, 2, 5), (1, 3), (1,)):
            powers = np.arange(math.floor(low), math.ceil(high) + 1)
            values = np.array([digit * 10.0**power for power in powers for digit in digits])
            values = values[(values >= vmin * (1 - 1e-9)) & (values <= vmax * (1 + 1e-9))]
            if len(values) <= room + 1:
                break
        return list(values if len(values) > 1 else MaxNLocator(room).tick_values(vmin, vmax))


def _rounded(value: float) -> float:
    return float(f"{value:.8g}")


def _length(axis: Axis) -> float:
    """Return the length of an axis, in px."""
    box = axis.axes.get_window_extent()
    return float(box.width if axis.axis_name == "x" else box.height)  # type: ignore[attr-defined]


def _room(axis: Axis) -> int:
    """Return how many numbers fit on an axis."""
    each = 44 if axis.axis_name == "x" else 38  # type: ignore[attr-defined]
    return max(2, min(7, int(_length(axis) // each)))


def _least_distance(axis: Axis, values: np.ndarray) -> float:
    """Return how far apart the numbers of an axis must stand, in px."""
    if axis.axis_name == "y":  # type: ignore[attr-defined]
        return 26.0
    return 10.0 + max((width(plain(_rounded(value))) for value in values), default=0.0)
