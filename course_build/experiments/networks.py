"""Two architectures, each built for many runs at once: a plain stack and a residual stack."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.digits import CLASSES, PIXELS
from course_build.experiments.layers import (
    Array,
    DynamicTanh,
    Layer,
    Linear,
    Norm,
    Parameter,
    Relu,
    Residual,
    Sigmoid,
    Tanh,
)

ACTIVATIONS: dict[str, type[Relu | Tanh | Sigmoid]] = {"relu": Relu, "tanh": Tanh, "sigmoid": Sigmoid}


@dataclass
class Network:
    """Layers from pixels to logits of the classes."""

    layers: list[Layer]

    @property
    def parameters(self) -> list[Parameter]:
        return [one for layer in self.layers for one in layer.parameters]

    def forward(self, images: Array, *, training: bool) -> Array:
        """Return logits of shape (runs, batch, classes)."""
        x = images
        for layer in self.layers:
            x = layer.forward(x, training=training)
        return x

    def backward(self, dlogits: Array) -> None:
        """Set the gradient of every parameter."""
        dy = dlogits
        for layer in reversed(self.layers):
            dy = layer.backward(dy)

    def descend(self, learning_rates: Array) -> None:
        """One step of plain gradient descent; `learning_rates` has shape (runs, 1, 1)."""
        for one in self.parameters:
            one.value -= learning_rates * one.gradient

    def keep(self, runs: NDArray[np.bool_]) -> None:
        """Go on with these runs alone."""
        for layer in self.layers:
            layer.keep(runs)


@dataclass(frozen=True)
class Mlp:
    """A plain stack: `depth` times linear, norm, activation; then a linear layer to the classes.

    `init` is "he" (std sqrt(2/in), He et al. 2015), "xavier" (std sqrt(2/(in+out)), Glorot &
    Bengio 2010) or a number, the standard deviation of every weight. `technique` is "none",
    "batch", "layer", "rms" or "group".
    """

    technique: str
    depth: int
    width: int
    activation: str = "relu"
    init: str | float = "he"
    gain: float = 1.0
    """Multiplies the initial weights of the hidden layers."""
    norm_batch: int | None = None
    groups: int = 8
    momentum: float = 0.1
    double: bool = False
    """Compute in float64 instead of float32."""

    def build(self, seeds: NDArray[np.int64]) -> Network:
        """Return one network for each seed."""
        dtype = np.float64 if self.double else np.float32
        draw = _Weights(seeds, dtype)
        widths = [PIXELS] + [self.width] * self.depth + [CLASSES]
        layers: list[Layer] = []
        for inputs, units in pairwise(widths[:-1]):
            weight = draw(inputs, units, self._std(inputs, units) * self.gain)
            # BatchNorm subtracts any bias before it, whose gradient is therefore zero.
            layers.append(Linear(weight, bias=self.technique != "batch", first=not layers))
            if self.technique != "none":
                layers.append(self._norm(len(seeds), units, dtype))
            layers.append(ACTIVATIONS[self.activation]())
        # No activation follows the last layer, so He's factor 2 for the halved ReLU does not apply.
        last = np.sqrt(1 / self.width) if self.init == "he" else self._std(self.width, CLASSES)
        layers.append(Linear(draw(self.width, CLASSES, last)))
        return Network(layers)

    def _std(self, inputs: int, units: int) -> float:
        if isinstance(self.init, str):
            return float({"he": np.sqrt(2 / inputs), "xavier": np.sqrt(2 / (inputs + units))}[self.init])
        return self.init

    def _norm(self, runs: int, units: int, dtype: type[np.floating]) -> Norm:
        return Norm(
            self.technique,
            runs,
            units,
            dtype=dtype,
            norm_batch=self.norm_batch,
            groups=self.groups,
            momentum=self.momentum,
        )


@dataclass(frozen=True)
class ResidualMlp:
    """A residual stack: x + W2 relu(W1 norm(x)), `depth` times, then norm and a linear layer.

    The norm comes before the block, as in pre-LN Transformers. `technique` may also be
    "skip_init" or "dynamic_tanh", which replace the norm.
    """

    technique: str
    depth: int
    width: int

    def build(self, seeds: NDArray[np.int64]) -> Network:
        """Return one network for each seed."""
        draw = _Weights(seeds, np.float32)
        runs, width = len(seeds), self.width
        layers: list[Layer] = [Linear(draw(PIXELS, width, np.sqrt(1 / PIXELS)), bias=False, first=True)]
        last = Linear(draw(width, CLASSES, np.sqrt(1 / width)))
        for _ in range(self.depth):
            branch: list[Layer] = [
                *self._norm(runs),
                Linear(draw(width, width, np.sqrt(2 / width))),
                Relu(),
                Linear(draw(width, width, np.sqrt(1 / width)), bias=False),
            ]
            layers.append(Residual(branch, runs, skip_init=self.technique == "skip_init"))
        return Network([*layers, *self._norm(runs), last])

    def _norm(self, runs: int) -> list[Layer]:
        if self.technique in ("none", "skip_init"):
            return []
        if self.technique == "dynamic_tanh":
            return [DynamicTanh(runs, self.width)]
        return [Norm(self.technique, runs, self.width)]


class _Weights:
    """Normal initial weights; runs of one seed get the same ones, whatever else differs."""

    def __init__(self, seeds: NDArray[np.int64], dtype: type[np.floating]) -> None:
        self.seeds, self.dtype = seeds, dtype
        self.generators = {int(seed): np.random.default_rng(1000 + int(seed)) for seed in np.unique(seeds)}

    def __call__(self, inputs: int, units: int, std: float) -> Array:
        drawn = {seed: rng.standard_normal((inputs, units)) * std for seed, rng in self.generators.items()}
        return np.stack([drawn[int(seed)] for seed in self.seeds]).astype(self.dtype)


def run_grid(learning_rates: Sequence[float], seeds: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return the learning rate and the seed of every run of a grid, learning rates outermost."""
    rates = np.repeat(np.asarray(learning_rates, np.float32), seeds)
    return rates, np.tile(np.arange(seeds, dtype=np.int64), len(learning_rates))
