"""The norms against what PyTorch computed, frozen by make_pytorch_fixture.py."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from course_build import norms
from course_build.norms import RunningStatistics, fold_batch_norm

FIXTURE = json.loads(Path(__file__).with_name("pytorch.json").read_text(encoding="utf-8"))
# PyTorch computes float16 in float32 and rounds once; sums of gradients round in either place.
TOLERANCE = {
    "float64": {"rtol": 1e-10, "atol": 1e-12},
    "float32": {"rtol": 2e-5, "atol": 2e-6},
    "float16": {"rtol": 2e-3, "atol": 2e-3},
}


def name_of(case: dict) -> str:
    parts = [case["technique"], case["dtype"], np.shape(case["x"]), *case["options"].items()]
    return "-".join(str(part).replace(" ", "") for part in parts)


def options_of(case: dict) -> dict:
    options = dict(case["options"])
    if isinstance(options.get("axis"), list):
        options["axis"] = tuple(options["axis"])
    if case["running"] is not None:
        options["running"] = RunningStatistics(*(np.array(case["running"][name]) for name in ("mean", "var")))
    return options


def arrays_of(case: dict, *names: str) -> list[np.ndarray]:
    return [np.array(case[name], case["dtype"]) for name in names if name in case]


def test_the_fixture_is_whole() -> None:
    assert FIXTURE["torch"] == "2.13.0"
    counts = Counter(case["technique"] for case in FIXTURE["norms"])
    assert counts == {"batch": 13, "layer": 8, "rms": 6, "group": 9, "instance": 6}
    assert {case["dtype"] for case in FIXTURE["norms"]} == set(TOLERANCE)
    assert len(FIXTURE["running"]) == 3
    assert len(FIXTURE["folds"]) == 4


@pytest.mark.parametrize("case", FIXTURE["norms"], ids=name_of)
def test_forward(case: dict) -> None:
    x, *parameters = arrays_of(case, "x", "gamma", "beta")
    y = getattr(norms, f"{case['technique']}_norm")
    actual = y(x, **options_of(case), **dict(zip(("gamma", "beta"), parameters, strict=False)))
    assert actual.dtype == x.dtype
    np.testing.assert_allclose(actual, case["y"], **TOLERANCE[case["dtype"]])


@pytest.mark.parametrize("case", FIXTURE["norms"], ids=name_of)
def test_backward(case: dict) -> None:
    dy, x = arrays_of(case, "dy", "x")
    gamma = np.array(case["gamma"], case["dtype"]) if "gamma" in case else None
    backward = getattr(norms, f"{case['technique']}_norm_backward")
    gradients = backward(dy, x, gamma=gamma, **options_of(case))
    for name, gradient in zip(("dx", "dgamma", "dbeta"), gradients, strict=False):
        if name in case:
            assert gradient.dtype == x.dtype
            np.testing.assert_allclose(gradient, case[name], **TOLERANCE[case["dtype"]], err_msg=name)
        else:
            assert gradient is None or name == "dbeta", "PyTorch ran this case without a beta"


@pytest.mark.parametrize("case", FIXTURE["running"], ids=lambda case: f"momentum-{case['momentum']}")
def test_running_statistics_step_by_step(case: dict) -> None:
    running = RunningStatistics.start(4)
    for x, mean, var in zip(case["batches"], case["means"], case["vars"], strict=True):
        norms.batch_norm(x, running=running, momentum=case["momentum"])
        np.testing.assert_allclose(running.mean, mean, **TOLERANCE["float64"])
        np.testing.assert_allclose(running.var, var, **TOLERANCE["float64"])


@pytest.mark.parametrize("case", FIXTURE["folds"], ids=lambda case: f"weight{np.shape(case['weight'])}")
def test_fold(case: dict) -> None:
    given = {name: None if case[name] is None else np.array(case[name]) for name in ("weight", "bias", "gamma", "beta")}
    running = RunningStatistics(np.array(case["mean"]), np.array(case["var"]))
    weight, bias = fold_batch_norm(**given, running=running, eps=case["eps"])
    np.testing.assert_allclose(weight, case["folded_weight"], **TOLERANCE["float64"])
    np.testing.assert_allclose(bias, case["folded_bias"], **TOLERANCE["float64"])
