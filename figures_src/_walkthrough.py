"""What the six figures of the walkthrough share: one network, one unit, and dots that are values."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.figure import Series, numbers

type Values = NDArray[np.floating]

NETWORK: dict[str, Any] = {"width": 32, "learning_rate": 0.1, "updates": 300, "batch": 64, "seed": 0}
UNIT = 18
"""The unit that the walkthrough follows, counted from 1: its mean and its skewness are far from 0."""
NETWORK_IN_WORDS = (
    "Digits, 2 hidden layers of 32 units, ReLU, He initialization, plain gradient descent at learning rate "
    "0.1, 300 updates, batch 64, one seed."
)
BATCH_NORM_IN_WORDS = f"{NETWORK_IN_WORDS} BatchNorm in the second hidden layer alone."
BIN = 0.25
"""Width of the columns of dots, in standard deviations."""


def network(params: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that every experiment of the walkthrough takes."""
    return {key: params[key] for key in NETWORK}


def values(name: str, y: Values, x_unit: str, unit: str) -> Series:
    """Return one value for each image or unit, counted from 1."""
    return Series(name, tuple(range(1, len(y) + 1)), numbers(y, 5), unit=unit, x_unit=x_unit)


def dots(ax: Any, series: Series, canvas: Any, token: str) -> int:
    """Draw each value as a dot, stacked where values are close, over a band of mean ± standard deviation.

    Returns how many dots the highest stack has.
    """
    y = np.asarray(series.y, np.float64)
    mean, std = y.mean(), y.std()
    # Columns move with the values, so that a shift and a scale leave the picture as it is.
    column = np.floor((y - mean) / (BIN * std) + 1e-9)
    order = np.argsort(column, kind="stable")
    column = column[order]
    height = np.arange(len(y)) - np.searchsorted(column, column)
    style = canvas.style(token) | {"linestyle": "none"}
    ax.axvspan(mean - std, mean + std, color=canvas.color(token), alpha=0.12, linewidth=0)
    ax.axvline(mean, color=canvas.color(token), linewidth=1.5)
    ax.plot(mean + (column + 0.5) * BIN * std, height + 0.5, markersize=5, markeredgewidth=0, **style)
    ax.set_ylim(0, height.max() + 1.5)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    return int(height.max()) + 1


def in_words(series: Series) -> str:
    """Return "mean 1.31, std 0.82" for a panel."""
    y = np.asarray(series.y, np.float64)
    return f"mean {y.mean() + 0.0:.2f}, std {y.std():.2f}".replace("-", "−")


def skewness(y: Values) -> float:
    """Third central moment over std cubed."""
    centered = y - y.mean()
    return float((centered**3).mean() / y.std() ** 3)
