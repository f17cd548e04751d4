"""The playground's outcomes are those of the norms, and its code is what ran."""

import json
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from itertools import product

import numpy as np
import pytest

from course_build.experiments.distributions import DISTRIBUTIONS, draw
from course_build.experiments.playground import BINS, answer, playground
from course_build.experiments.playground_controls import POSITIONS, Controls, refusal
from course_build.norms import batch_norm, layer_norm, rms_norm
from course_build.norms.registry import TECHNIQUES

STATES = [
    Controls(technique=technique, layout=layout, training=training)
    for technique, layout, training in product(TECHNIQUES, POSITIONS, (True, False))
    if layout in TECHNIQUES[technique].shared and (training or technique == "batch")
]


def ran(controls: Controls) -> tuple[np.ndarray, np.ndarray, str]:
    """Return input and output of the code that the playground shows, and what it prints."""
    names: dict = {}
    printed = StringIO()
    with redirect_stdout(printed):
        exec(playground(controls).code, names)
    return names["x"], names["y"], printed.getvalue()


def name(controls: Controls) -> str:
    return f"{controls.technique}, {controls.layout}, {'training' if controls.training else 'evaluation'}"


@pytest.mark.parametrize("controls", STATES, ids=name)
def test_the_code_that_is_shown_gives_what_is_shown(controls):
    controls = replace(controls, offset=2.5, scale=3.0, gamma=-0.7, beta=0.4, eps=0.01)
    outcome = playground(controls)
    x, y, printed = ran(controls)
    assert outcome.printed == printed
    assert printed == f"y has mean {y.mean():.3f} and standard deviation {y.std():.3f}\n"
    for side, values in ((outcome.before, x), (outcome.after, y)):
        assert values.shape == controls.shape
        assert side.mean == pytest.approx(values.mean())
        assert side.std == pytest.approx(values.std())
        assert side.median == pytest.approx(np.median(values))
        assert (side.min, side.max) == (values.min(), values.max())
        assert side.rms == pytest.approx(np.hypot(side.mean, side.std))
        assert len(side.counts) == BINS
        assert sum(side.counts) == values.size
        assert (side.low, side.high) == (side.min, side.max)


def test_the_norms_are_those_of_the_course():
    state = Controls(technique="layer", distribution="skewed", batch=8, gamma=2.0, beta=-1.0)
    x = draw("skewed", (8, 4, 4, 4), seed=0)
    expected = layer_norm(x, np.full((4, 4, 4), 2.0), np.full((4, 4, 4), -1.0), axis=(1, 2, 3))
    assert np.array_equal(ran(state)[1], expected)
    state = Controls(technique="rms", layout="N,T,D", features=8, eps=0.1)
    x = draw("channel_offsets", (32, 8, 16, 1), seed=0)[..., 0].swapaxes(1, 2)
    assert np.array_equal(ran(state)[1], rms_norm(x, eps=0.1))


@pytest.mark.parametrize("controls", STATES, ids=name)
@pytest.mark.parametrize("distribution", DISTRIBUTIONS)
def test_each_technique_reaches_its_target_in_every_set(controls, distribution):
    outcome = playground(replace(controls, distribution=distribution))
    for statistic, goal in {"mean": 0, "std": 1, "rms": 1}.items():
        if statistic in outcome.after.targets:
            over = outcome.after.targets[statistic]
            # Of few values some are close together, where epsilon matters.
            tolerance = 0.3 if not controls.training else 0.1 if controls.layout == "N,D" else 1e-3
            assert over.average == pytest.approx(goal, abs=tolerance)
            assert over.spread < tolerance
    assert outcome.sets * outcome.values == np.prod(controls.shape)
    assert set(outcome.before.targets) == set(outcome.after.targets)


@pytest.mark.parametrize("controls", STATES, ids=name)
def test_batch_mates_matter_to_batch_norm_in_training_alone(controls):
    mates = playground(controls).mates
    assert mates is not None
    if controls.technique == "batch" and controls.training:
        assert mates.largest > mates.typical > 0.01
    else:
        # Exactly: not a bit of the first sample changes.
        assert (mates.largest, mates.typical) == (0.0, 0.0)
    assert playground(replace(controls, batch=1, layout="N,T,D")).mates is None


def test_of_a_batch_of_two_batch_norm_leaves_only_the_order():
    outcome = playground(Controls(layout="N,D", batch=2, features=64))
    assert outcome.after.min == pytest.approx(-1, abs=1e-2)
    assert outcome.after.max == pytest.approx(1, abs=1e-2)
    assert abs(outcome.after.median) < 1
    assert outcome.after.rms == pytest.approx(1, abs=1e-2)


def test_evaluation_uses_what_training_saw():
    state = Controls(training=False, batch=1, distribution="shifted")
    code = playground(state).code
    assert "running = RunningStatistics.start(4)" in code
    assert "running=running, training=False)\nprint(" in code
    # One sample of 16 positions has a mean of its own, which evaluation leaves.
    assert playground(state).after.targets["mean"].spread > 0.05
    assert batch_norm(np.ones((2, 1)) * [[1.0], [3.0]])[0, 0] == pytest.approx(-1, abs=1e-4)


def test_gamma_zero_leaves_beta_alone():
    after = playground(Controls(gamma=0.0, beta=0.5)).after
    assert (after.min, after.max, after.std) == (0.5, 0.5, 0.0)
    assert (after.low, after.high) == (0.0, 1.0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"technique": "batch_norm(x); import os"},
        {"distribution": '"), __import__("os'},
        {"layout": "N"},
        {"batch": 0},
        {"batch": 2.5},
        {"features": "4"},
        {"groups": True},
        {"gamma": float("nan")},
        {"offset": float("inf")},
        {"eps": "1"},
    ],
    ids=str,
)
def test_nothing_but_values_of_the_controls_gets_into_the_code(wrong):
    with pytest.raises(ValueError, match=r"expected"):
        Controls(**wrong)


@pytest.mark.parametrize(
    ("state", "says"),
    [
        (Controls(technique="instance", layout="N,D"), "needs positions, and vectors have none"),
        (Controls(technique="group", layout="N,D", features=4, groups=4), "needs more than one feature in a group"),
        (Controls(technique="batch", layout="N,D", batch=1), "cannot train on a single vector"),
        (Controls(technique="group", features=4, groups=3), "groups is 3"),
        (Controls(eps=-1.0), "eps is -1.0"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_a_technique_cannot_do_is_said_in_words(state, says):
    with pytest.raises(ValueError, match=says):
        playground(state)


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_whatever_the_page_can_set_has_an_outcome_or_is_refused_in_plain_words(technique):
    for layout, batch, features, training in product(POSITIONS, (1, 2, 4), (2, 4), (True, False)):
        for groups in (one for one in (1, 2, 4) if one <= features):
            state = Controls(technique, "shifted", layout, batch, features, groups, training=training)
            why = refusal(state)
            if why is None:
                assert np.isfinite(playground(state).after.std)
            else:
                assert len(why.short) < 70
                assert why.short.endswith(".")
                assert not {"_", "=", "[", "("} & set(why.short + why.why)


def test_an_answer_is_what_json_can_say():
    state = {"technique": "group", "layout": "N,T,D", "batch": 2, "gamma": 2, "training": False}
    found = json.loads(json.dumps(answer(state), allow_nan=False))
    outcome = playground(Controls(**state))
    assert found["outcome"]["after"]["targets"]["std"]["average"] == outcome.after.targets["std"].average
    assert found["outcome"]["code"] == outcome.code
    refused = answer({"technique": "instance", "layout": "N,D"})
    assert list(refused) == ["refusal"]
    with pytest.raises(TypeError, match="nothing"):
        answer({"nothing": 1})


def test_an_input_that_is_kept_gives_what_a_new_one_gives():
    states = [
        Controls(technique="batch", scale=2.0),
        Controls(technique="batch", scale=2.0, batch=1),
        Controls(technique="layer", scale=2.0, gamma=0.5),
        Controls(technique="layer", scale=1.0, gamma=0.5),
    ]
    first = [playground(one) for one in states]
    assert [playground(one) for one in reversed(states)] == first[::-1]
