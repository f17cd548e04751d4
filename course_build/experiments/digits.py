"""The data of every training run: 1,797 handwritten digits of 8 x 8 pixels.

Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak, UCI Machine
Learning Repository, 1998 (doi 10.24432/C50P49); licence in `digits.LICENSE.md`.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).with_name("digits.npz")
SHA256 = "af104d81e7cd419be5f343d23c6ca2e4e4ff847b06636260802df8e903c6183f"
"""Named here so that a change of the data is a change of the code, which every cached result depends on."""

CLASSES = 10
PIXELS = 64
TEST_IMAGES = 360


@dataclass(frozen=True)
class Digits:
    """Images as rows of pixels, centered per pixel and divided by one scale, both of the training part."""

    train_images: NDArray[np.float32]
    """Shape (1437, 64)."""
    train_labels: NDArray[np.int64]
    """Shape (1437,), values 0 to 9."""
    test_images: NDArray[np.float32]
    """Shape (360, 64)."""
    test_labels: NDArray[np.int64]
    """Shape (360,)."""


@cache
def digits() -> Digits:
    """Load the digits, in one fixed shuffled order.

    Raises:
        ValueError: The data file is not the one that the results were computed with.
    """
    found = hashlib.sha256(PATH.read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{PATH.name} has sha256 {found}; expected {SHA256}. Restore it with git.")
    with np.load(PATH) as stored:
        images = stored["images"].astype(np.float64) / 16
        labels = stored["labels"].astype(np.int64)
    order = np.random.default_rng(0).permutation(len(images))
    images, labels = images[order], labels[order]
    train, test = images[:-TEST_IMAGES], images[-TEST_IMAGES:]
    mean, scale = train.mean(0), train.std()
    return Digits(
        ((train - mean) / scale).astype(np.float32),
        labels[:-TEST_IMAGES],
        ((test - mean) / scale).astype(np.float32),
        labels[-TEST_IMAGES:],
    )
