"""The norms and experiments give the same numbers in the build and in the reader's browser."""

import numpy as np
import pytest

from course_build import norms
from tests.parity import cases

EXACT = ("random numbers", "digits", *(f"{kind} values" for kind in ("shifted", "bimodal", "channel_offsets")))
"""The generator of random numbers is the same, and so is what only adds and multiplies its numbers."""


def tolerance(name: str) -> dict[str, float]:
    """Return how far the numbers of a case may be apart.

    A matrix product in float32 is summed in another order by the build's BLAS, which a few steps of training enlarge.
    """
    return {"rtol": 1e-3, "atol": 1e-5} if name.endswith("float32") and "," in name else {"rtol": 1e-7, "atol": 1e-9}


@pytest.mark.parametrize("name", cases.CASES)
def test_both_give_the_same(in_browser, name):
    here, there = cases.result(name), in_browser(name)
    assert here.keys() == there.keys()
    for place, expected in here.items():
        found = there[place]
        if not isinstance(expected, list) or not expected or not isinstance(expected[0], str) or name in EXACT:
            assert found == expected, place
        else:
            values = [np.array([float(one) for one in side]) for side in (found, expected)]
            np.testing.assert_allclose(*values, **tolerance(name), err_msg=f"{name}{place}")


def test_every_norm_and_experiment_has_a_case():
    assert {f"{one} {dtype}" for one in norms.TECHNIQUES for dtype in cases.DTYPES} <= cases.CASES.keys()
