"""What holds for every input: invariances, independence of batch-mates, and the geometry of gradients."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from course_build import norms
from course_build.norms import RunningStatistics

# The mutation check runs this file once per mutation, and asks for fewer examples.
repeatable = settings(
    max_examples=int(os.environ.get("NORMS_EXAMPLES", "60")), deadline=None, derandomize=True, database=None
)
GROUPS = 2


@dataclass(frozen=True)
class Norm:
    """A norm of (N, C, H, W), and how its statistics are shared."""

    forward: Callable[..., np.ndarray]
    backward: Callable[..., tuple]
    shared: tuple[int, ...]
    """Axes of the array, after `cut`."""
    parameters: Callable[[np.ndarray], np.ndarray] = lambda x: np.linspace(0.5, 2, x.shape[1])
    cut: Callable[[np.ndarray], np.ndarray] = lambda x: x
    """Give each set of entries that share statistics axes of its own."""


def norm(technique: str, shared: tuple[int, ...], *, options: dict | None = None, **views: Callable) -> Norm:
    options = options or {}
    forward, backward = getattr(norms, f"{technique}_norm"), getattr(norms, f"{technique}_norm_backward")
    return Norm(partial(forward, **options), partial(backward, **options), shared, **views)


def of_image(x: np.ndarray) -> np.ndarray:
    return np.linspace(0.5, 2, x[0].size).reshape(x.shape[1:])


def in_groups(x: np.ndarray) -> np.ndarray:
    return x.reshape(x.shape[0], GROUPS, -1, *x.shape[2:])


NORMS = {
    "batch": norm("batch", (0, 2, 3)),
    "layer": norm("layer", (1, 2, 3), options={"axis": (1, 2, 3)}, parameters=of_image),
    "layer at each pixel": norm("layer", (1,), options={"axis": 1}),
    "rms": norm("rms", (1, 2, 3), options={"axis": (1, 2, 3)}, parameters=of_image),
    "group": norm("group", (2, 3, 4), options={"groups": GROUPS}, cut=in_groups),
    "instance": norm("instance", (2, 3)),
}
CENTERING = [name for name in NORMS if name != "rms"]
PER_SAMPLE = [name for name in NORMS if name != "batch"]

SHAPES = st.tuples(st.integers(2, 4), st.sampled_from([2, 4, 6]), st.integers(1, 3), st.integers(2, 3))
# Multiples of 1/16 from -8 to 8: equal values and constants occur, and sums are exact.
IMAGES = hnp.arrays(np.int64, SHAPES, elements=st.integers(-128, 128)).map(lambda whole: whole / 16)


def uneven(x: np.ndarray) -> np.ndarray:
    """Make all entries of `x` differ, so that no variance is zero."""
    return x + 32 * np.random.default_rng(0).permutation(x.size).reshape(x.shape)


def pair(x: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.normal(size=x.shape), rng.normal(size=x.shape)


@pytest.mark.parametrize("name", CENTERING)
@given(x=IMAGES, shift=st.integers(-64, 64))
@repeatable
def test_a_shift_of_all_that_share_a_mean_is_removed(name: str, x: np.ndarray, shift: int) -> None:
    each = NORMS[name]
    cut = each.cut(x)
    along = [1 if axis in each.shared else length for axis, length in enumerate(cut.shape)]
    shifts = shift * np.arange(1, 1 + np.prod(along)).reshape(along)
    shifted = (cut + shifts).reshape(x.shape)
    np.testing.assert_allclose(each.forward(shifted), each.forward(x), rtol=1e-8, atol=1e-8)


def test_rms_norm_does_not_remove_a_shift() -> None:
    x = np.array([[1.0, -1, 2, -2]])
    assert np.abs(norms.rms_norm(x + 3) - norms.rms_norm(x)).max() > 1


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES, power=st.integers(-8, 8))
@repeatable
def test_a_common_scale_is_removed(name: str, x: np.ndarray, power: int) -> None:
    """Exactly, for powers of two, when epsilon is scaled along; so up to epsilon otherwise."""
    each, scale = NORMS[name], 2.0**power
    np.testing.assert_array_equal(each.forward(scale * x, eps=scale**2 * 1e-5), each.forward(x, eps=1e-5))


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES)
@repeatable
def test_a_change_of_sign_goes_through(name: str, x: np.ndarray) -> None:
    np.testing.assert_array_equal(NORMS[name].forward(-x), -NORMS[name].forward(x))


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_samples_in_another_order_give_outputs_in_that_order(name: str, x: np.ndarray, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(x))
    each = NORMS[name]
    actual, expected = each.forward(x[order]), each.forward(x)[order]
    if name in PER_SAMPLE:
        np.testing.assert_array_equal(actual, expected)
    else:
        np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", PER_SAMPLE)
@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_batch_mates_do_not_matter_at_all(name: str, x: np.ndarray, seed: int) -> None:
    each = NORMS[name]
    gamma = each.parameters(x)
    dy, mates = pair(x, seed)
    other, other_dy = mates.copy(), mates.copy()
    other[0], other_dy[0] = x[0], dy[0]
    np.testing.assert_array_equal(each.forward(other)[0], each.forward(x)[0])
    dx, other_dx = each.backward(dy, x, gamma=gamma)[0], each.backward(other_dy, other, gamma=gamma)[0]
    np.testing.assert_array_equal(other_dx[0], dx[0])


def test_batch_mates_matter_to_batch_norm() -> None:
    x = np.array([[1.0, 2], [3, 4], [5, 7]])
    other = np.concatenate([x[:1], 9 * x[1:]])
    assert (norms.batch_norm(other)[0] != norms.batch_norm(x)[0]).all()
    evaluation = {"running": RunningStatistics.start(2), "training": False}
    np.testing.assert_array_equal(norms.batch_norm(other, **evaluation)[0], norms.batch_norm(x, **evaluation)[0])


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_backward_is_linear_in_dy(name: str, x: np.ndarray, seed: int) -> None:
    each = NORMS[name]
    gamma = each.parameters(x)
    one, two = pair(x, seed)
    parts = zip(each.backward(one, x, gamma=gamma), each.backward(two, x, gamma=gamma), strict=True)
    whole = each.backward(3 * one - 2 * two, x, gamma=gamma)
    for combined, (first, second) in zip(whole, parts, strict=True):
        # Flat inputs have gradients up to 1 / sqrt(eps), and so rounding errors as large.
        np.testing.assert_allclose(combined, 3 * first - 2 * second, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("name", CENTERING)
@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_dx_is_orthogonal_to_a_shift(name: str, x: np.ndarray, seed: int) -> None:
    each = NORMS[name]
    dx = each.backward(pair(x, seed)[0], x, gamma=each.parameters(x))[0]
    np.testing.assert_allclose(each.cut(dx).sum(each.shared), 0, atol=1e-9)


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES.map(uneven), seed=st.integers(0, 99))
@repeatable
def test_dx_is_orthogonal_to_a_scale_as_epsilon_vanishes(name: str, x: np.ndarray, seed: int) -> None:
    each = NORMS[name]
    dx = each.backward(pair(x, seed)[0], x, gamma=each.parameters(x), eps=0)[0]
    x_hat = each.forward(x, eps=0)
    np.testing.assert_allclose(each.cut(dx * x_hat).sum(each.shared), 0, atol=1e-12)


@pytest.mark.parametrize("name", NORMS)
@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_nothing_given_is_written_to(name: str, x: np.ndarray, seed: int) -> None:
    each = NORMS[name]
    given_gamma, dy = each.parameters(x), pair(x, seed)[0]
    for array in (x, given_gamma, dy):
        array.setflags(write=False)
    for gamma in (given_gamma, None):
        outputs = [each.forward(x, gamma=gamma), *each.backward(dy, x, gamma=gamma)]
        for output in outputs:
            if output is not None:
                assert not np.shares_memory(output, x)
                assert not np.shares_memory(output, dy)


@given(x=IMAGES, seed=st.integers(0, 99))
@repeatable
def test_only_training_moves_the_running_statistics(x: np.ndarray, seed: int) -> None:
    channels = x.shape[1]
    running = RunningStatistics(np.linspace(-1, 1, channels), np.linspace(0.5, 2, channels))
    mean, var = running.mean.copy(), running.var.copy()
    for training in (True, False):
        norms.batch_norm_backward(pair(x, seed)[0], x, running=running, training=training)
    norms.batch_norm(x, running=running, training=False)
    np.testing.assert_array_equal(running.mean, mean)
    np.testing.assert_array_equal(running.var, var)
    y = norms.batch_norm(x, running=running, momentum=0.5)
    np.testing.assert_array_equal(y, norms.batch_norm(x), err_msg="training reads no running statistics")
    np.testing.assert_allclose(running.mean, (mean + x.mean((0, 2, 3))) / 2, rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(running.var, (var + x.var((0, 2, 3), ddof=1)) / 2, rtol=1e-12)
