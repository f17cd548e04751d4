"""The norms and experiments give the same numbers in the build and in the reader's browser."""

from pathlib import Path

import numpy as np
import pytest

from course_build.figures.key import imports_of
from tests import ROOT
from tests.parity import cases

EXPERIMENTS = ROOT / "course_build" / "experiments"
USED_BY_OTHERS = {
    f"course_build.experiments.{one}"
    for one in ("covariate_shift", "figure", "layers", "playground_controls", "playground_program")
}
"""Parts of other experiments, whose cases run them."""
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


def test_every_experiment_is_run_by_a_case():
    """What the cases import, directly or not: an experiment that is new has to be added to them."""
    experiments = {f"course_build.experiments.{one.stem}" for one in EXPERIMENTS.glob("[!_]*.py")}
    named = imports_of(Path(cases.__file__).read_bytes())
    assert experiments - named == USED_BY_OTHERS
