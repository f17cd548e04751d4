"""Scales of the build are those of the page's script, which are d3's: both are held to the same cases."""

import numpy as np
import pytest

from course_build.drawing.scale import Scale
from tests.unit.drawing.cases import hold

COUNTS = (4, 5, 8)
LINEAR = ((-4.0, 12.0), (0.001, 0.0045), (-0.3, 11.8), (1e6, 5e6), (0.7, 1.1), (-1e-9, 3e-9), (6.0, 6.04))
LOGARITHMIC = ((0.01, 10.0), (60.0, 1100.0), (150.0, 380.0), (95.0, 180.0), (2.1, 2.9), (4.0, 9.5), (1e-22, 3.0))
INSIDE = (0.0, 1 / 3, 0.5, 0.8, 1.0)


def scale(domain, log):
    return Scale(domain, 52.0, 613.4, log)


def test_places_and_ticks_are_those_that_the_script_is_held_to():
    cases = []
    for log, domains in ((False, LINEAR), (True, LOGARITHMIC)):
        for low, high in domains:
            one = scale((low, high), log)
            values = [low * (high / low) ** at if log else low + at * (high - low) for at in INSIDE]
            ticks = {count: one.ticks(count) for count in COUNTS}
            cases.append({"domain": one.domain, "log": log, "places": [[at, one(at)] for at in values], "ticks": ticks})
    hold("scale", {"range": [52.0, 613.4], "cases": cases})


@pytest.mark.parametrize("domain", LINEAR)
def test_ticks_are_round_and_evenly_spaced(domain):
    low, high = domain
    found = scale(domain, log=False).ticks(6)
    assert 3 <= len(found) <= 13
    assert all(low <= one <= high for one in found)
    steps = np.diff(found)
    assert steps == pytest.approx([steps[0]] * len(steps))
    assert f"{steps[0]:.0e}"[0] in "125"


@pytest.mark.parametrize("domain", LOGARITHMIC)
def test_a_logarithmic_axis_has_several_numbers_and_few(domain):
    for count in COUNTS:
        found = scale(domain, log=True).ticks(count)
        assert 2 <= len(found) <= 2 * count
        assert all(domain[0] <= one <= domain[1] for one in found)


def test_what_is_beyond_an_end_stands_at_that_end_where_that_is_asked_for():
    held = Scale((0.0, 2.0), 246.0, 34.0, clamp=True)
    assert [held(value) for value in (-1.0, 1.0, 5.0)] == [246.0, 140.0, 34.0]
