"""The playground as the build makes it, and the cases to which the page's script is held."""

import json
import math
from dataclasses import asdict, replace
from typing import Any

import pytest

from course_build.experiments.playground import playground
from course_build.experiments.playground_controls import Controls
from course_build.markdown.playground import ANSWERED, FIRST, embedded, key
from course_build.markdown.playground_controls import CONTROLS, Choice
from course_build.markdown.playground_view import distance, view
from course_build.norms.registry import TECHNIQUES
from tests.unit.drawing.cases import hold

ANSWERED_STATES = (
    FIRST,
    Controls(technique="layer", distribution="skewed", gamma=1.5, beta=-0.7),
    Controls(technique="batch", distribution="heavy_tailed", training=False, gamma=-2.0, beta=0.5),
    Controls(technique="rms", distribution="shifted", gamma=-0.5, beta=1.0),
    Controls(technique="group", distribution="bimodal", gamma=0.0, beta=0.3),
    Controls(technique="instance", gamma=0.1, beta=-3.0),
)
"""The script maps gamma and beta by itself, and must come to what Python computes."""
OTHER_STATES = (
    Controls(layout="N,D", batch=2, features=8),
    Controls(technique="layer", layout="N,T,D", batch=1),
    Controls(technique="group", layout="N,D", batch=16, features=8, groups=4, offset=-3.0),
    Controls(technique="layer", batch=1, scale=0.003),
)
"""What live Python answers: the script says the same words of it."""


def as_state(controls: Controls) -> dict[str, Any]:
    """Return the values of the controls as the script has them."""
    values = asdict(controls)
    values["mode"] = "train" if values.pop("training") else "eval"
    return {one.name: values[one.name] for one in CONTROLS}


def case(controls: Controls) -> dict[str, Any]:
    outcome = playground(controls)
    return {
        "state": as_state(controls),
        "technique": {"name": TECHNIQUES[controls.technique].name},
        "outcome": rounded(asdict(outcome)),
        "view": rounded(asdict(view(controls, outcome))),
    }


def rounded(value: Any) -> Any:
    """Return the same without the digits that differ between machines."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [rounded(one) for one in value]
    return round(value, 8) + 0.0 if isinstance(value, float) else value


def test_the_script_is_held_to_what_python_computes_and_says():
    data = embedded()
    wanted = [key(one) for one in ANSWERED_STATES]
    data["outcomes"] = {name: rounded(one) for name, one in data["outcomes"].items() if name in wanted}
    data["before"] = rounded(data["before"])
    cases = {
        "data": data,
        "answered": [case(one) for one in ANSWERED_STATES],
        "others": [case(one) for one in OTHER_STATES],
    }
    hold("playground", cases, "playground")


def test_the_build_answers_every_technique_on_every_input_and_batch_norm_in_evaluation():
    data = embedded()
    assert len(data["outcomes"]) == 30
    assert [name for name in data["outcomes"] if name.endswith("/eval")] == [
        f"batch/{one}/eval" for one in data["before"]
    ]
    assert len(json.dumps(data, separators=(",", ":"))) < 40_000


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_the_embedded_numbers_are_those_of_the_experiment(technique):
    data = embedded()
    state = replace(FIRST, technique=technique, distribution="skewed")
    outcome = playground(state)
    stored = data["outcomes"][key(state)]
    for name in ("mean", "std", "min", "max", "median", "rms"):
        assert stored["after"][name] == pytest.approx(getattr(outcome.after, name), abs=1e-9)
        assert data["before"]["skewed"][name] == pytest.approx(getattr(outcome.before, name), abs=1e-9)
    assert stored["after"]["counts"] == outcome.after.counts
    assert stored["code"] == outcome.code


def test_the_defaults_are_those_of_the_experiment_and_values_of_their_controls():
    state = as_state(FIRST)
    for one in CONTROLS:
        assert one.default == state[one.name]
        assert one.default in (one.options if isinstance(one, Choice) else one.values)
    assert len({one.key for one in CONTROLS} | {"p"}) == len(CONTROLS) + 1
    assert set(ANSWERED) < {one.name for one in CONTROLS}


def test_the_distance_is_the_root_mean_square_over_the_sets():
    side = playground(Controls(technique="batch", distribution="channel_offsets")).before
    # Four channels around -1, 1, 3 and 5, each with a standard deviation of 0.3.
    assert distance(side, "mean") == pytest.approx(math.sqrt((1 + 1 + 9 + 25) / 4), rel=0.02)
    assert distance(side, "std") == pytest.approx(0.7, rel=0.03)
