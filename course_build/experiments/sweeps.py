"""Learning-rate sweeps: cut into units of work, joined again, and asked which rates train and how fast."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.figure import Unit
from course_build.experiments.networks import Mlp, ResidualMlp
from course_build.experiments.training import Training, train

RATES_A_UNIT = 4


def rate_grid(low_exponent: float, high_exponent: float, count: int) -> list[float]:
    """Return learning rates evenly spaced in their logarithm, in three significant digits."""
    return [float(f"{rate:.3g}") for rate in np.logspace(low_exponent, high_exponent, count)]


def sweep_units(
    label: str,
    network: Mlp | ResidualMlp,
    rates: Sequence[float],
    *,
    seeds: int,
    steps: int,
    to_the_end: bool = False,
) -> list[Unit]:
    """Return the units that train every rate with every seed, a few rates each.

    With `to_the_end` runs that have learned go on, for their test error after all steps.
    """
    return [
        Unit(
            train,
            {
                "network": network,
                "learning_rates": list(rates[start : start + RATES_A_UNIT]),
                "seeds": seeds,
                "steps": steps,
                "to_the_end": to_the_end,
            },
            label,
        )
        for start in range(0, len(rates), RATES_A_UNIT)
    ]


def join(parts: Sequence[Training]) -> Training:
    """Return one sweep from the results of its units, in their order."""
    return Training(
        np.concatenate([part.learning_rates for part in parts]),
        np.concatenate([part.hit for part in parts]),
        np.concatenate([part.final_loss for part in parts]),
        np.concatenate([part.test_error for part in parts]),
    )


def reliable_rates(training: Training) -> NDArray[np.float64]:
    """Return the learning rates at which every seed learned."""
    return training.learning_rates[np.isfinite(training.hit).all(1)]


def converging_rates(training: Training) -> NDArray[np.float64]:
    """Return the learning rates at which the median seed learned."""
    return training.learning_rates[np.isfinite(np.median(training.hit, 1))]


def best_hit(training: Training) -> tuple[float, float]:
    """Return the fewest steps to learn, as the median over seeds, and the learning rate that took them."""
    medians = np.median(training.hit, 1)
    best = int(np.argmin(medians))
    return float(medians[best]), float(training.learning_rates[best])


def best_ratios(slower: Training, faster: Training) -> NDArray[np.float64]:
    """Return, for each seed, the steps of one at its own best rate over those of the other at its own."""
    return np.asarray(slower.hit.min(0) / faster.hit.min(0))


def same_rate_ratios(slower: Training, faster: Training) -> NDArray[np.float64]:
    """Return, for each learning rate, the ratio of the median steps; nan where either did not learn."""
    one, other = np.median(slower.hit, 1), np.median(faster.hit, 1)
    both = np.isfinite(one) & np.isfinite(other)
    return np.divide(one, other, out=np.full_like(one, np.nan), where=both)
