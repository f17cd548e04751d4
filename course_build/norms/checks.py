"""What the norm functions refuse, in words that name what came, what was expected and the cure."""

import math

import numpy as np
from numpy.typing import ArrayLike

from course_build.norms.core import Array, Axes, Wide

FLOATS = (np.float16, np.float32, np.float64)


def floating(name: str, values: ArrayLike) -> Array:
    """Return `values` as an array of float16, float32 or float64, or raise TypeError."""
    array = np.asarray(values)
    if array.dtype not in FLOATS:
        raise TypeError(
            f"{name} has dtype {array.dtype}; expected float16, float32 or float64. "
            f"Convert it, for example with np.asarray({name}, np.float64)."
        )
    return array


def activations(technique: str, x: ArrayLike, *, min_rank: int, layout: str, name: str = "x") -> Array:
    """Return the input of a norm as a floating array with at least `min_rank` axes."""
    array = floating(name, x)
    if array.ndim < min_rank:
        raise ValueError(
            f"{technique} got {name} of shape {array.shape}; expected at least {min_rank} "
            f"{'axis' if min_rank == 1 else 'axes'}, {layout}. "
            f"Add the missing axes, for example with {name}[None]."
        )
    if array.size == 0:
        raise ValueError(
            f"{technique} got {name} of shape {array.shape}, which holds no values; "
            "expected at least one per axis. Check how it was sliced."
        )
    return array


def axis_of(x: Array, axis: int, name: str) -> int:
    """Return `axis` counted from the front, or raise ValueError when `x` does not have it."""
    if not isinstance(axis, (int, np.integer)) or isinstance(axis, bool):
        raise TypeError(f"{name} is {axis!r}; expected a whole number. Pass the position of an axis of x.")
    if not -x.ndim <= axis < x.ndim:
        raise ValueError(
            f"{name} is {axis}, but x has shape {x.shape}; expected {-x.ndim} to {x.ndim - 1}. "
            "Pass the position of an axis that x has."
        )
    return int(axis) % x.ndim


def channel_axis_of(technique: str, x: Array, channel_axis: int) -> int:
    """Return the channel axis counted from the front; axis 0 holds the samples."""
    axis = axis_of(x, channel_axis, "channel_axis")
    if axis == 0:
        raise ValueError(
            f"{technique} got channel_axis={channel_axis} for x of shape {x.shape}, which is the axis of the "
            "samples; expected the axis of the channels. Pass 1 for (N, C, ...) or -1 for (N, ..., C)."
        )
    return axis


def axes_of(x: Array, axis: int | Axes) -> Axes:
    """Return one axis or several, counted from the front, in ascending order."""
    if isinstance(axis, list):
        raise TypeError(f"axis is {axis}; expected a whole number or a tuple of them. Pass a tuple.")
    given = axis if isinstance(axis, tuple) else (axis,)
    axes = tuple(sorted(axis_of(x, one, "axis") for one in given))
    if not axes or len(set(axes)) < len(axes):
        raise ValueError(f"axis is {axis}; expected one or more different axes of x. Name each axis once.")
    return axes


def several_values(technique: str, x: Array, axes: Axes, cure: str) -> None:
    """Raise ValueError when only one value would share a mean: the output could not depend on it."""
    if math.prod(x.shape[axis] for axis in axes) == 1:
        raise ValueError(
            f"{technique} got x of shape {x.shape}, in which every mean would be taken over one value; "
            f"expected two or more. {cure}"
        )


def group_size(x: Array, axis: int, groups: int) -> int:
    """Return the number of channels in each group, or raise when they do not divide evenly."""
    channels: int = x.shape[axis]
    if not isinstance(groups, (int, np.integer)) or isinstance(groups, bool):
        raise TypeError(f"groups is {groups!r}; expected a whole number. Pass how many groups to form.")
    if groups < 1 or channels % groups:
        raise ValueError(
            f"groups is {groups}, but x of shape {x.shape} has {channels} channels on axis {axis}; "
            f"expected a divisor of {channels}. Pass one of {divisors(channels)}."
        )
    return channels // int(groups)


def divisors(number: int) -> list[int]:
    return [candidate for candidate in range(1, number + 1) if number % candidate == 0]


def parameter(name: str, values: ArrayLike | None, x: Array, axes: Axes) -> Wide | None:
    """Return gamma or beta as float64, shaped to multiply `x` along `axes`; None stays None."""
    return None if values is None else along(name, values, x, axes)


def along(name: str, values: ArrayLike, x: Array, axes: Axes, *, of: str = "x") -> Wide:
    """Return values that belong to the entries along `axes` as float64, shaped to multiply `x`."""
    array = floating(name, values)
    expected = tuple(x.shape[axis] for axis in axes)
    if array.shape != expected:
        raise ValueError(
            f"{name} has shape {array.shape}, but {of} has shape {x.shape}; expected {expected}, "
            f"one value for each entry along axis {axes[0] if len(axes) == 1 else axes}. "
            "Reshape it, or check to which axis it belongs."
        )
    shape = [x.shape[axis] if axis in axes else 1 for axis in range(x.ndim)]
    return array.astype(np.float64, copy=False).reshape(shape)


def gradient(dy: ArrayLike, x: Array) -> Array:
    """Return `dy` as a floating array of the shape of `x`."""
    array = floating("dy", dy)
    if array.shape != x.shape:
        raise ValueError(
            f"dy has shape {array.shape}, but x has shape {x.shape}; expected the same shape. "
            "Pass the gradient with respect to the output of this norm."
        )
    return array


def epsilon(eps: float) -> float:
    """Return `eps`, or raise ValueError when it is negative or not finite."""
    if not (math.isfinite(eps) and eps >= 0):
        raise ValueError(f"eps is {eps}; expected a finite number of at least 0. The usual value is 1e-5.")
    return eps
