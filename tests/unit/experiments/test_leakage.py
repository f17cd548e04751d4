"""Which cells move when one is replaced."""

from typing import Any

import numpy as np
import pytest

from course_build.experiments.leakage import TECHNIQUES, image_leak, sequence_leak

IMAGES: dict[str, Any] = {
    "samples": 3,
    "channels": 4,
    "size": 2,
    "groups": 2,
    "sample": 1,
    "channel": 2,
    "seed": 0,
}
SEQUENCES: dict[str, Any] = {
    "samples": 3,
    "tokens": 4,
    "features": 6,
    "groups": 3,
    "sample": 0,
    "padding": 1,
    "seed": 0,
}

NOTHING = np.zeros((3, 4), np.bool_)


def cells(*chosen: Any) -> np.ndarray:
    """Return a grid of 3 samples by 4 cells that is true where it is chosen."""
    grid = NOTHING.copy()
    for one in chosen:
        grid[one] = True
    return grid


@pytest.mark.parametrize(
    ("technique", "moved"),
    [
        ("batch", cells((slice(None), 2))),
        ("batch_evaluation", cells((1, 2))),
        ("layer", cells(1)),
        ("rms", cells(1)),
        ("group", cells((1, 2), (1, 3))),
        ("instance", cells((1, 2))),
    ],
)
def test_a_channel_of_an_image_moves_those_it_shares_statistics_with(technique: str, moved: np.ndarray) -> None:
    leak = image_leak(technique, **IMAGES)
    assert np.array_equal(leak.moved > 0, moved)
    assert np.array_equal(leak.replaced, cells((1, 2)))


@pytest.mark.parametrize(
    ("technique", "moved"),
    [
        ("batch", ~NOTHING),
        ("batch_evaluation", cells((0, 3))),
        ("layer", cells((0, 3))),
        ("rms", cells((0, 3))),
        ("group", cells(0)),
        ("instance", cells(0)),
    ],
)
def test_a_token_moves_those_it_shares_statistics_with(technique: str, moved: np.ndarray) -> None:
    leak = sequence_leak(technique, **SEQUENCES)
    assert np.array_equal(leak.moved > 0, moved)
    assert np.array_equal(leak.replaced, cells((0, 3)))


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_a_seed_repeats_every_difference(technique: str) -> None:
    assert np.array_equal(image_leak(technique, **IMAGES).moved, image_leak(technique, **IMAGES).moved)
