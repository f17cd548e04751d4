"""The norms against the ONNX standard's own examples, one operator each."""

from collections import Counter
from importlib import import_module

import numpy as np
import pytest
from onnx import helper
from onnx.backend.test.case import node as onnx_cases
from onnx.backend.test.case.test_case import TestCase

from course_build.norms import (
    RunningStatistics,
    batch_norm,
    group_norm,
    instance_norm,
    layer_norm,
    rms_norm,
    standardize,
)

COUNTS = {
    "BatchNormalization": 4,
    "GroupNormalization": 2,
    "InstanceNormalization": 2,
    "LayerNormalization": 19,
    "MeanVarianceNormalization": 1,
    "RMSNormalization": 19,
}
# ONNX's expected values are computed in float32.
FLOAT32 = {"rtol": 1e-5, "atol": 1e-6}


def collect() -> list[TestCase]:
    """Return the cases of our operators that are a single node.

    collect_testcases() would first build the cases of every operator, which takes ten
    seconds; importing a module registers the cases of that operator alone.
    """
    for module in (
        "batch_normalization",
        "groupnormalization",
        "instance_normalization",
        "layernormalization",
        "meanvariancenormalization",
        "rmsnormalization",
    ):
        import_module(f"{onnx_cases.__name__}.{module}")
    return [
        case
        for case in onnx_cases._NodeTestCases
        if len(case.model.graph.node) == 1 and case.model.graph.node[0].op_type in COUNTS
    ]


CASES = collect()


def run(case: TestCase, inputs: list[np.ndarray]) -> list[np.ndarray]:
    """Compute with our norms what the node of `case` stands for."""
    node = case.model.graph.node[0]
    attributes = {each.name: helper.get_attribute_value(each) for each in node.attribute}
    eps = attributes.get("epsilon", 1e-5)
    x, *parameters = inputs
    # An axis names the first of all the axes that share: those after it share as well.
    axes = tuple(range(attributes.get("axis", -1) % x.ndim, x.ndim))
    match node.op_type:
        case "BatchNormalization":
            return run_batch_norm(inputs, eps, attributes)
        case "GroupNormalization":
            return [group_norm(x, attributes["num_groups"], *parameters, eps=eps)]
        case "InstanceNormalization":
            return [instance_norm(x, *parameters, eps=eps)]
        case "LayerNormalization":
            found = standardize(x, axes, eps)
            return [layer_norm(x, *parameters, axis=axes, eps=eps), found.mean, found.inverse_std]
        case "RMSNormalization":
            return [rms_norm(x, *parameters, axis=axes, eps=eps)]
        case "MeanVarianceNormalization":
            # Per channel over N, H and W, with 1e-9 beside the standard deviation: too small to see.
            return [batch_norm(x, eps=0)]
    raise AssertionError(node.op_type)


def run_batch_norm(inputs: list[np.ndarray], eps: float, attributes: dict) -> list[np.ndarray]:
    x, gamma, beta, mean, var = inputs
    running = RunningStatistics(mean, var)
    if not attributes.get("training_mode", 0):
        return [batch_norm(x, gamma, beta, eps=eps, running=running, training=False)]
    # ONNX's momentum weighs the old average, ours (as PyTorch's) the new batch.
    old_weight = attributes.get("momentum", 0.9)
    y = batch_norm(x, gamma, beta, eps=eps, running=running, momentum=1 - old_weight)
    # ONNX averages the population variance, ours (as PyTorch's) the unbiased one, which is
    # larger by count / (count - 1). So what the batch added to the average shrinks by that.
    count = x.size // x.shape[1]
    added = running.var - old_weight * var
    return [y, running.mean, old_weight * var + added * (count - 1) / count]


def test_every_case_was_collected() -> None:
    assert Counter(case.model.graph.node[0].op_type for case in CASES) == COUNTS
    assert sum(len(case.model.graph.node[0].output) == 3 for case in CASES) == 2 + 19


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.removeprefix("test_"))
def test_case(case: TestCase) -> None:
    assert len(case.data_sets) == 1
    inputs, outputs = case.data_sets[0]
    for ours, theirs in zip(run(case, inputs), outputs, strict=True):
        assert ours.shape == theirs.shape
        np.testing.assert_allclose(ours, theirs, **FLOAT32)
