"""How a signal and its gradient fare on their way through a deep network that has not learned yet."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.digits import digits
from course_build.experiments.layers import Array, Linear, Relu
from course_build.experiments.networks import Mlp, Network
from course_build.experiments.training import batches, cross_entropy


@dataclass(frozen=True)
class Depth:
    """Sizes at each hidden layer, first layer first; every array has shape (seeds, layers)."""

    signal: NDArray[np.float64]
    """Root mean square of what enters the layer's ReLU, over the images and units of a batch."""
    gradient: NDArray[np.float64]
    """Norm of the loss's gradient at that same place."""
    weight_gradient: NDArray[np.float64]
    """Norm of the loss's gradient at the layer's weights."""


def signal_through_depth(technique: str, gain: float, *, depth: int, width: int, batch: int, seeds: int) -> Depth:
    """Send a batch of digits through new ReLU networks, and the gradient of the loss back.

    He's initial weights are multiplied by `gain`. Every seed has its own weights and its
    own batch, the same ones for every technique and gain.
    """
    architecture = Mlp(technique, depth, width, gain=gain, double=True)
    # One network at a time: what 50 layers keep for many would leave the processor's cache.
    sizes = [_sizes(architecture, np.array([seed], np.int64), batch) for seed in range(seeds)]
    return Depth(*(np.concatenate(parts) for parts in zip(*sizes, strict=True)))


def factor_per_layer(sizes: NDArray[np.float64], first: int, last: int) -> float:
    """Return the factor by which sizes change from layer to layer, fitted to layers `first` to `last`.

    The fit is a line through the mean logarithm of the seeds. Layers count from 1.
    """
    layers = np.arange(first, last + 1, dtype=np.float64)
    logarithms = np.log(sizes[:, first - 1 : last]).mean(0)
    slope, _ = np.polyfit(layers, logarithms, 1)
    return float(np.exp(slope))


def _sizes(architecture: Mlp, seeds: NDArray[np.int64], batch: int) -> tuple[Array, Array, Array]:
    """Return signal, gradient and weight gradient, each of shape (runs, layers)."""
    data = digits()
    chosen = next(batches(data, seeds, batch))
    network = architecture.build(seeds)
    logits, signal = _forward(network, data.train_images[chosen].astype(np.float64))
    gradient = _backward(network, cross_entropy(logits, data.train_labels[chosen])[1])
    hidden = [layer for layer in network.layers if isinstance(layer, Linear)][:-1]
    weight_gradient = [_norm(layer.weight.gradient) for layer in hidden]
    return np.stack(signal, 1), np.stack(gradient, 1), np.stack(weight_gradient, 1)


def _forward(network: Network, images: Array) -> tuple[Array, list[Array]]:
    x, signal = images, []
    for layer in network.layers:
        if isinstance(layer, Relu):
            signal.append(np.sqrt(np.square(x).mean((1, 2))))
        x = layer.forward(x, training=True)
    return x, signal


def _backward(network: Network, dlogits: Array) -> list[Array]:
    dy, gradient = dlogits, []
    for layer in reversed(network.layers):
        dy = layer.backward(dy)
        if isinstance(layer, Relu):
            gradient.append(_norm(dy))
    return gradient[::-1]


def _norm(values: Array) -> Array:
    squares: Array = np.square(values).sum((1, 2))
    return np.sqrt(squares)
