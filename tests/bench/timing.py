"""How two ways of doing the same are timed."""

import time

import numpy as np

ROUNDS = 7


def ratio(one, other, rounds=ROUNDS) -> float:
    """Return the median of time(one) / time(other), taken in turns so that drift of the machine cancels."""
    ratios = []
    for _ in range(rounds):
        start = time.perf_counter()
        one()
        middle = time.perf_counter()
        other()
        ratios.append((middle - start) / (time.perf_counter() - middle))
    return float(np.median(ratios))
