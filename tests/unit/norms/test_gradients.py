"""Every backward pass against finite differences of its forward pass: no library is trusted here."""

from collections.abc import Callable
from itertools import product

import numpy as np
import pytest

from course_build import norms
from course_build.norms import RunningStatistics

IMAGES, SERIES, TOKENS, ROWS = (3, 4, 2, 3), (3, 4, 5), (2, 3, 6), (5, 4)
EVALUATION = {
    "training": False,
    "running": RunningStatistics(np.array([0.3, -0.2, 1.0, 0.0]), np.array([0.5, 2.0, 1.0, 0.1])),
}

CASES = [
    ("batch", {}, ROWS, (4,)),
    ("batch", {}, SERIES, (4,)),
    ("batch", {}, IMAGES, (4,)),
    ("batch", {"eps": 0.5}, IMAGES, (4,)),
    ("batch", {"channel_axis": -1}, TOKENS, (6,)),
    ("batch", {"channel_axis": 2}, IMAGES, (2,)),
    ("batch", EVALUATION, ROWS, (4,)),
    ("batch", EVALUATION, IMAGES, (4,)),
    ("batch", {**EVALUATION, "channel_axis": -1, "eps": 0.5}, (2, 3, 4), (4,)),
    ("layer", {}, ROWS, (4,)),
    ("layer", {}, TOKENS, (6,)),
    ("layer", {"eps": 0.5}, TOKENS, (6,)),
    ("layer", {"axis": 1}, IMAGES, (4,)),
    ("layer", {"axis": (1, 2, 3)}, IMAGES, (4, 2, 3)),
    ("layer", {"axis": (-1, -3)}, IMAGES, (4, 3)),
    ("layer", {"axis": (0, 1)}, ROWS, ROWS),
    ("layer", {}, (7,), (7,)),
    ("rms", {}, ROWS, (4,)),
    ("rms", {}, TOKENS, (6,)),
    ("rms", {"eps": 0.5}, TOKENS, (6,)),
    ("rms", {"axis": (1, 2, 3)}, IMAGES, (4, 2, 3)),
    ("rms", {"axis": (-1, -3)}, IMAGES, (4, 3)),
    ("group", {"groups": 2}, ROWS, (4,)),
    ("group", {"groups": 2}, SERIES, (4,)),
    ("group", {"groups": 1}, IMAGES, (4,)),
    ("group", {"groups": 2, "eps": 0.5}, IMAGES, (4,)),
    ("group", {"groups": 4}, IMAGES, (4,)),
    ("group", {"groups": 3, "channel_axis": -1}, TOKENS, (6,)),
    ("instance", {}, SERIES, (4,)),
    ("instance", {"eps": 0.5}, IMAGES, (4,)),
    ("instance", {"channel_axis": -1}, TOKENS, (6,)),
]


def slopes(loss: Callable[[], float], values: np.ndarray, step: float = 1e-5) -> np.ndarray:
    """Return d loss / d values by central differences; `loss` reads `values`, which are put back."""
    found = np.empty_like(values)
    for entry in product(*map(range, values.shape)):
        kept = values[entry]
        values[entry] = kept + step
        above = loss()
        values[entry] = kept - step
        found[entry] = (above - loss()) / (2 * step)
        values[entry] = kept
    return found


@pytest.mark.parametrize("affine", [True, False], ids=["affine", "plain"])
@pytest.mark.parametrize(
    ("technique", "options", "shape", "parameters"),
    CASES,
    ids=[" ".join(map(str, (technique, shape, *options))) for technique, options, shape, _ in CASES],
)
def test_backward_is_the_slope_of_forward(
    technique: str, options: dict, shape: tuple[int, ...], parameters: tuple[int, ...], *, affine: bool
) -> None:
    rng = np.random.default_rng(4)
    arrays = {"x": rng.normal(0.5, 1.5, shape)}
    if affine:
        arrays["gamma"] = rng.normal(1, 0.5, parameters)
        if technique != "rms":
            arrays["beta"] = rng.normal(0, 1, parameters)
    dy = rng.normal(0, 1, shape)
    forward = getattr(norms, f"{technique}_norm")
    backward = getattr(norms, f"{technique}_norm_backward")

    def loss() -> float:
        return float((dy * forward(**arrays, **options)).sum())

    gradients = backward(dy, arrays["x"], gamma=arrays.get("gamma"), **options)
    for name, gradient in zip(("x", "gamma", "beta"), gradients, strict=False):
        if name not in arrays:
            assert gradient is None
            continue
        np.testing.assert_allclose(gradient, slopes(loss, arrays[name]), rtol=1e-6, atol=1e-8, err_msg=name)
