"""Internal covariate shift as Santurkar et al. (2018) define it: by what it does to gradients.

A step of gradient descent updates all layers at once, each along a gradient that takes
the layers before it as they were. Definition 2.1 asks how far that gradient is from the
one that the layer would have with the layers before it already updated.
"""

from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.layers import Array, Linear
from course_build.experiments.networks import Network
from course_build.experiments.training import cross_entropy


@dataclass(frozen=True)
class CovariateShift:
    """How the gradient of each layer's weights moves; both arrays have shape (layers, runs).

    The first linear layer is left out: nothing before it learns.
    """

    relative: NDArray[np.float64]
    """Norm of the change, divided by the norm of the gradient before it."""
    cosine: NDArray[np.float64]
    """Cosine of the angle between the gradients; 1 for the same direction."""


def covariate_shift(network: Network, images: Array, labels: NDArray[np.int64], learning_rate: float) -> CovariateShift:
    """Measure what one step on this batch would do; `network` stays as it is."""
    trial = deepcopy(network)
    linear = [layer for layer in trial.layers if isinstance(layer, Linear)]
    _backpropagate(trial, images, labels)
    before = [layer.weight.gradient for layer in linear]
    steps = {id(one): learning_rate * one.gradient for one in trial.parameters}
    relative, cosine = [], []
    places = [trial.layers.index(layer) for layer in linear]
    for (start, stop), layer, old in zip(pairwise(places), linear[1:], before[1:], strict=True):
        for earlier in trial.layers[start:stop]:
            for one in earlier.parameters:
                one.value -= steps[id(one)]
        _backpropagate(trial, images, labels)
        new = layer.weight.gradient
        relative.append(_norm(new - old) / _norm(old))
        cosine.append((new * old).sum((1, 2)) / (_norm(new) * _norm(old)))
    return CovariateShift(np.stack(relative).astype(np.float64), np.stack(cosine).astype(np.float64))


def _backpropagate(network: Network, images: Array, labels: NDArray[np.int64]) -> None:
    logits = network.forward(images, training=True)
    network.backward(cross_entropy(logits, labels)[1])


def _norm(gradient: Array) -> Array:
    squares: Array = np.square(gradient).sum((1, 2))
    return np.sqrt(squares)
