"""Any float goes in, the same float comes out, and nothing is lost on the way."""

import numpy as np
import pytest

from course_build import norms
from course_build.norms import RunningStatistics, fold_batch_norm, standardize

SHAPE = (4, 6, 2, 3)
CASES = {
    "batch": ("batch", {}),
    "batch in evaluation": (
        "batch",
        {"training": False, "running": RunningStatistics(np.full(6, 2.0), np.full(6, 3.0))},
    ),
    "layer": ("layer", {"axis": 1}),
    "rms": ("rms", {"axis": 1}),
    "group": ("group", {"groups": 3}),
    "instance": ("instance", {}),
}


def run(name: str, x: np.ndarray, dtype: type[np.floating]) -> dict[str, np.ndarray]:
    """Return the output and all gradients of a norm whose arrays have `dtype`."""
    technique, options = CASES[name]
    rng = np.random.default_rng(8)
    gamma, beta = (rng.normal(1, 0.25, 6).astype(np.float16).astype(dtype) for _ in range(2))
    dy = rng.normal(size=SHAPE).astype(np.float16).astype(dtype)
    parameters = {"gamma": gamma} if technique == "rms" else {"gamma": gamma, "beta": beta}
    y = getattr(norms, f"{technique}_norm")(x.astype(dtype), **parameters, **options)
    gradients = getattr(norms, f"{technique}_norm_backward")(dy, x.astype(dtype), gamma=gamma, **options)
    return {"y": y} | dict(zip(("dx", "dgamma", "dbeta"), gradients, strict=False))


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("name", CASES)
def test_the_dtype_stays(name: str, dtype: type[np.floating]) -> None:
    found = run(name, np.random.default_rng(9).normal(size=SHAPE), dtype)
    assert len(found) == (3 if name == "rms" else 4)
    for output, array in found.items():
        assert array.dtype == dtype, output


def test_gradients_have_the_dtype_of_what_they_belong_to() -> None:
    x, gamma = np.ones((3, 4), np.float32) * np.arange(4, dtype=np.float32), np.ones(4)
    dx, dgamma, dbeta = norms.layer_norm_backward(x.astype(np.float16), x, gamma)
    assert (dx.dtype, dgamma.dtype, dbeta.dtype) == (np.float32, np.float64, np.float64)


def test_lists_of_floats_are_taken_as_float64() -> None:
    y = norms.layer_norm([[1.0, 2.0], [3.0, 5.0]], gamma=[2.0, 2.0])
    assert y.dtype == np.float64
    np.testing.assert_allclose(y, [[-2, 2], [-2, 2]], rtol=1e-4)


def test_running_statistics_stay_wide() -> None:
    running = RunningStatistics.start(6)
    norms.batch_norm(np.random.default_rng(10).normal(size=SHAPE).astype(np.float16), running=running)
    assert running.mean.dtype == running.var.dtype == np.float64


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_folding_keeps_the_dtype_of_the_weight(dtype: type[np.floating]) -> None:
    weight, bias = fold_batch_norm(np.ones((6, 2), dtype), None, RunningStatistics.start(6), None, None)
    assert weight.dtype == bias.dtype == dtype


@pytest.mark.parametrize("name", CASES)
def test_large_float16_values_do_not_overflow(name: str) -> None:
    """The square of 1000 is beyond float16, whose largest number is 65504."""
    signs = np.random.default_rng(11).choice([-1.0, 1.0], SHAPE)
    x = (signs * np.random.default_rng(12).uniform(900, 1100, SHAPE)).astype(np.float16)
    narrow, wide = run(name, x, np.float16), run(name, x, np.float64)
    for output, array in narrow.items():
        assert np.isfinite(array).all(), output
        np.testing.assert_allclose(array, wide[output], rtol=1e-3, atol=1e-7, err_msg=output)


@pytest.mark.parametrize("name", CASES)
def test_a_large_mean_costs_no_digits_in_float32(name: str) -> None:
    x = (1e4 + np.random.default_rng(13).normal(size=SHAPE)).astype(np.float32)
    narrow, wide = run(name, x, np.float32), run(name, x, np.float64)
    for output, array in narrow.items():
        np.testing.assert_allclose(array, wide[output], rtol=1e-6, atol=1e-10, err_msg=output)


@pytest.mark.parametrize("technique", ["batch", "layer", "instance"])
def test_a_very_large_mean_leaves_float64_enough(technique: str) -> None:
    """mean(x**2) - mean(x)**2 would leave nothing at a mean of 1e8."""
    noise = np.random.default_rng(14).integers(-64, 64, SHAPE) / 16
    each = getattr(norms, f"{technique}_norm")
    np.testing.assert_allclose(each(noise + 1e8), each(noise), atol=1e-6)


def test_standardize_itself_works_in_float32_with_a_large_mean() -> None:
    x = (1e4 + np.random.default_rng(15).normal(size=(4, 512))).astype(np.float32)
    found, exact = standardize(x, (1,), 1e-5), standardize(x.astype(np.float64), (1,), 1e-5)
    assert found.x_hat.dtype == np.float32
    np.testing.assert_allclose(found.x_hat, exact.x_hat, atol=2e-3)
    np.testing.assert_allclose(found.var, exact.var, rtol=1e-3)
