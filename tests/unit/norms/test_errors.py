"""Every refusal says what came, what was expected and the cure."""

from collections.abc import Callable

import numpy as np
import pytest

from course_build.norms import (
    RunningStatistics,
    batch_norm,
    batch_norm_backward,
    fold_batch_norm,
    group_norm,
    group_norm_backward,
    instance_norm,
    instance_norm_backward,
    layer_norm,
    layer_norm_backward,
    rms_norm,
    rms_norm_backward,
)

ROWS, TOKENS, IMAGES = np.ones((5, 4)), np.ones((2, 3, 6)), np.ones((3, 4, 2, 3))
FOUR, SIX = RunningStatistics.start(4), RunningStatistics.start(6)
NORMS = {
    "batch_norm": (batch_norm, batch_norm_backward),
    "layer_norm": (layer_norm, layer_norm_backward),
    "rms_norm": (rms_norm, rms_norm_backward),
    "group_norm": (
        lambda x, *parameters, **options: group_norm(x, 2, *parameters, **options),
        lambda dy, x, *parameters, **options: group_norm_backward(dy, x, 2, *parameters, **options),
    ),
    "instance_norm": (instance_norm, instance_norm_backward),
}

type Refusal = tuple[Callable[[], object], type[Exception], list[str]]

SPECIFIC: dict[str, Refusal] = {
    "one value per channel": (
        lambda: batch_norm(np.ones((1, 4))),
        ValueError,
        ["batch_norm in training", "(1, 4)", "one value", "two or more", "larger batch", "group_norm"],
    ),
    "one value per channel, backward": (
        lambda: batch_norm_backward(np.ones((1, 4, 1)), np.ones((1, 4, 1))),
        ValueError,
        ["batch_norm in training", "(1, 4, 1)", "two or more"],
    ),
    "one feature": (
        lambda: layer_norm(np.ones((5, 1))),
        ValueError,
        ["layer_norm", "(5, 1)", "two or more", "longer than 1"],
    ),
    "one value per group": (
        lambda: group_norm(ROWS, 4),
        ValueError,
        ["group_norm", "two or more", "fewer groups"],
    ),
    "one position": (
        lambda: instance_norm(np.ones((3, 4, 1))),
        ValueError,
        ["instance_norm", "(3, 4, 1)", "two or more", "several positions"],
    ),
    "batch_norm of one axis": (
        lambda: batch_norm(np.ones(4)),
        ValueError,
        ["batch_norm", "(4,)", "at least 2 axes", "x[None]"],
    ),
    "group_norm of one axis": (
        lambda: group_norm(np.ones(4), 2),
        ValueError,
        ["group_norm", "(4,)", "at least 2 axes"],
    ),
    "instance_norm of two axes": (
        lambda: instance_norm(ROWS),
        ValueError,
        ["instance_norm", "(5, 4)", "at least 3 axes", "(N, C, L)"],
    ),
    "layer_norm of a number": (
        lambda: layer_norm(1.0),
        ValueError,
        ["layer_norm", "()", "at least 1 axis", "x[None]"],
    ),
    "rms_norm of a number": (
        lambda: rms_norm(np.float32(1)),
        ValueError,
        ["rms_norm", "()", "at least 1 axis"],
    ),
    "axis beyond the last": (
        lambda: layer_norm(TOKENS, axis=3),
        ValueError,
        ["axis is 3", "(2, 3, 6)", "-3 to 2"],
    ),
    "axis before the first": (lambda: rms_norm(TOKENS, axis=-4), ValueError, ["axis is -4", "-3 to 2"]),
    "one of several axes out of range": (lambda: layer_norm(TOKENS, axis=(1, 5)), ValueError, ["axis is 5"]),
    "channel axis out of range": (
        lambda: batch_norm(ROWS, channel_axis=2),
        ValueError,
        ["channel_axis is 2", "(5, 4)", "-2 to 1"],
    ),
    "axis twice": (
        lambda: layer_norm(TOKENS, axis=(1, -2)),
        ValueError,
        ["(1, -2)", "different axes", "once"],
    ),
    "no axis": (lambda: layer_norm(TOKENS, axis=()), ValueError, ["axis is ()", "one or more"]),
    "fractional axis": (lambda: layer_norm(TOKENS, axis=1.0), TypeError, ["axis is 1.0", "whole number"]),
    "boolean axis": (lambda: rms_norm(TOKENS, axis=True), TypeError, ["axis is True", "whole number"]),
    "list of axes": (lambda: layer_norm(TOKENS, axis=[1, 2]), TypeError, ["axis is [1, 2]", "tuple"]),
    "fractional channel axis": (
        lambda: batch_norm(ROWS, channel_axis=1.0),
        TypeError,
        ["channel_axis is 1.0", "whole number"],
    ),
    "channel axis 0": (
        lambda: batch_norm(ROWS, channel_axis=0),
        ValueError,
        ["batch_norm", "channel_axis=0", "samples", "Pass 1"],
    ),
    "channel axis 0, counted from the end": (
        lambda: instance_norm(TOKENS, channel_axis=-3),
        ValueError,
        ["instance_norm", "channel_axis=-3", "samples"],
    ),
    "group_norm with channel axis 0": (
        lambda: group_norm(ROWS, 1, channel_axis=0),
        ValueError,
        ["group_norm", "channel_axis=0", "samples"],
    ),
    "groups that leave a rest": (
        lambda: group_norm(IMAGES, 3),
        ValueError,
        ["groups is 3", "4 channels on axis 1", "divisor of 4", "[1, 2, 4]"],
    ),
    "no groups": (lambda: group_norm(IMAGES, 0), ValueError, ["groups is 0", "[1, 2, 4]"]),
    "fewer than no groups": (lambda: group_norm(IMAGES, -2), ValueError, ["groups is -2", "[1, 2, 4]"]),
    "more groups than channels": (lambda: group_norm(IMAGES, 8), ValueError, ["groups is 8", "[1, 2, 4]"]),
    "half groups": (lambda: group_norm(IMAGES, 2.0), TypeError, ["groups is 2.0", "whole number"]),
    "boolean groups": (lambda: group_norm(IMAGES, True), TypeError, ["groups is True", "whole number"]),
    "groups as text": (
        lambda: group_norm_backward(IMAGES, IMAGES, "2"),
        TypeError,
        ["groups is '2'", "whole number"],
    ),
    "gamma for other features": (
        lambda: layer_norm(TOKENS, np.ones(3)),
        ValueError,
        ["gamma has shape (3,)", "(2, 3, 6)", "expected (6,)", "axis 2", "Reshape"],
    ),
    "gamma for one of several axes": (
        lambda: rms_norm(TOKENS, np.ones(6), axis=(1, 2)),
        ValueError,
        ["gamma has shape (6,)", "expected (3, 6)", "axis (1, 2)"],
    ),
    "gamma shaped to broadcast": (
        lambda: batch_norm(IMAGES, np.ones((4, 1, 1))),
        ValueError,
        ["gamma has shape (4, 1, 1)", "expected (4,)", "axis 1"],
    ),
    "gamma as one number": (
        lambda: batch_norm(IMAGES, 2.0),
        ValueError,
        ["gamma has shape ()", "expected (4,)"],
    ),
    "beta for other channels": (
        lambda: group_norm(IMAGES, 2, np.ones(4), np.ones(2)),
        ValueError,
        ["beta has shape (2,)", "expected (4,)"],
    ),
    "whole-number gamma": (lambda: batch_norm(ROWS, np.ones(4, int)), TypeError, ["gamma has dtype int"]),
    "whole-number beta": (lambda: layer_norm(ROWS, beta=[0, 0, 0, 0]), TypeError, ["beta has dtype int"]),
    "whole-number gamma, backward": (
        lambda: instance_norm_backward(IMAGES, IMAGES, [1, 1, 1, 1]),
        TypeError,
        ["gamma has dtype int", "float16, float32 or float64", "np.asarray(gamma, np.float64)"],
    ),
    "evaluation without running statistics": (
        lambda: batch_norm(ROWS, training=False),
        ValueError,
        ["training=False", "running=None", "Pass the RunningStatistics"],
    ),
    "evaluation without running statistics, backward": (
        lambda: batch_norm_backward(ROWS, ROWS, training=False),
        ValueError,
        ["training=False", "running=None"],
    ),
    "running statistics of other channels, training": (
        lambda: batch_norm(ROWS, running=SIX),
        ValueError,
        ["running.mean has shape (6,)", "expected (4,)"],
    ),
    "running statistics of other channels, evaluation": (
        lambda: batch_norm(ROWS, running=SIX, training=False),
        ValueError,
        ["running.mean has shape (6,)", "expected (4,)"],
    ),
    "running variance of other channels": (
        lambda: batch_norm(ROWS, running=RunningStatistics(np.zeros(4), np.ones(6))),
        ValueError,
        ["running.var has shape (6,)", "expected (4,)"],
    ),
    "whole-number running statistics": (
        lambda: batch_norm(ROWS, running=RunningStatistics(np.zeros(4, int), np.ones(4)), training=False),
        TypeError,
        ["running.mean has dtype int"],
    ),
    "momentum above 1": (lambda: batch_norm(ROWS, momentum=1.1), ValueError, ["momentum is 1.1", "0 to 1"]),
    "momentum below 0": (lambda: batch_norm(ROWS, momentum=-0.1), ValueError, ["momentum is -0.1", "0 to 1"]),
    "momentum not a number": (
        lambda: batch_norm(ROWS, momentum=float("nan")),
        ValueError,
        ["momentum is nan", "new batch", "PyTorch uses 0.1"],
    ),
    "folding into a weight of one axis": (
        lambda: fold_batch_norm(np.ones(4), None, FOUR, None, None),
        ValueError,
        ["fold_batch_norm got weight of shape (4,)", "at least 2 axes", "(out, in)", "weight[None]"],
    ),
    "folding into a whole-number weight": (
        lambda: fold_batch_norm(np.ones((4, 3), int), None, FOUR, None, None),
        TypeError,
        ["weight has dtype int", "np.asarray(weight, np.float64)"],
    ),
    "folding into an empty weight": (
        lambda: fold_batch_norm(np.ones((4, 0)), None, FOUR, None, None),
        ValueError,
        ["fold_batch_norm got weight of shape (4, 0)", "no values"],
    ),
    "folding statistics of other channels": (
        lambda: fold_batch_norm(np.ones((4, 3)), None, SIX, None, None),
        ValueError,
        ["running.mean has shape (6,)", "weight has shape (4, 3)", "expected (4,)"],
    ),
    "folding a bias of the inputs": (
        lambda: fold_batch_norm(np.ones((4, 3)), np.ones(3), FOUR, None, None),
        ValueError,
        ["bias has shape (3,)", "weight has shape (4, 3)", "expected (4,)"],
    ),
    "folding a gamma of the inputs": (
        lambda: fold_batch_norm(np.ones((4, 3)), None, FOUR, np.ones(3), None),
        ValueError,
        ["gamma has shape (3,)", "weight has shape (4, 3)"],
    ),
    "folding a beta of the inputs": (
        lambda: fold_batch_norm(np.ones((4, 3)), None, FOUR, None, np.ones(3)),
        ValueError,
        ["beta has shape (3,)", "weight has shape (4, 3)"],
    ),
    "folding with a negative eps": (
        lambda: fold_batch_norm(np.ones((4, 3)), None, FOUR, None, None, eps=-1e-5),
        ValueError,
        ["eps is -1e-05", "at least 0"],
    ),
}


def of_every_norm() -> dict[str, Refusal]:
    """Return the refusals that all norms have in common, forward and backward."""

    def both(
        name: str, x: object, error: type[Exception], fragments: list[str], **options: object
    ) -> dict[str, Refusal]:
        forward, backward = NORMS[name]
        return {
            "forward": (lambda: forward(x, **options), error, fragments),
            "backward": (lambda: backward(x, x, **options), error, fragments),
        }

    refusals: dict[str, Refusal] = {}
    floats = ["float16, float32 or float64", "np.asarray(x, np.float64)"]
    for name in NORMS:
        kinds = {
            "whole numbers": both(name, IMAGES.astype(np.int32), TypeError, ["x has dtype int32", *floats]),
            "a list of whole numbers": both(name, IMAGES.astype(int).tolist(), TypeError, ["x has dtype int"]),
            "booleans": both(name, IMAGES > 0, TypeError, ["x has dtype bool", *floats]),
            "complex numbers": both(name, IMAGES + 0j, TypeError, ["x has dtype complex128", *floats]),
            "text": both(name, [["a", "b"]], TypeError, ["x has dtype <U1"]),
            "nothing": both(name, np.ones((0, 4, 2, 2)), ValueError, [f"{name} got x", "(0, 4, 2, 2)", "sliced"]),
            "a negative eps": both(name, IMAGES, ValueError, ["eps is -1e-05", "at least 0", "1e-5"], eps=-1e-5),
            "eps not a number": both(name, IMAGES, ValueError, ["eps is nan", "finite"], eps=float("nan")),
            "an infinite eps": both(name, IMAGES, ValueError, ["eps is inf", "finite"], eps=float("inf")),
        }
        refusals |= {
            f"{name} of {kind}, {way}": refusal for kind, ways in kinds.items() for way, refusal in ways.items()
        }
        backward = NORMS[name][1]
        refusals[f"{name} with dy of another shape"] = (
            lambda backward=backward: backward(IMAGES[:1], IMAGES),
            ValueError,
            ["dy has shape (1, 4, 2, 3)", "(3, 4, 2, 3)", "the same shape", "output of this norm"],
        )
        refusals[f"{name} with whole-number dy"] = (
            lambda backward=backward: backward(IMAGES.astype(int), IMAGES),
            TypeError,
            ["dy has dtype int"],
        )
    evaluation = {"running": FOUR, "training": False, "eps": -1.0}
    refusals |= {
        f"batch_norm in evaluation with a negative eps, {way}": refusal
        for way, refusal in both("batch_norm", IMAGES, ValueError, ["eps is -1.0"], **evaluation).items()
    }
    return refusals


REFUSALS = SPECIFIC | of_every_norm()


def test_the_table_is_whole() -> None:
    assert len(REFUSALS) == len(SPECIFIC) + 5 * (9 * 2 + 2) + 2


@pytest.mark.parametrize("case", REFUSALS)
def test_refusal(case: str) -> None:
    call, error, fragments = REFUSALS[case]
    with pytest.raises(error) as caught:
        call()
    assert caught.type is error
    for fragment in fragments:
        assert fragment in str(caught.value)
    assert str(caught.value).endswith("."), "the cure is a sentence"


def test_a_refused_batch_leaves_the_running_statistics_alone() -> None:
    running = RunningStatistics(np.zeros(4), np.ones(6))
    with pytest.raises(ValueError, match=r"running\.var"):
        batch_norm(np.arange(20.0).reshape(5, 4), running=running)
    np.testing.assert_array_equal(running.mean, np.zeros(4))
