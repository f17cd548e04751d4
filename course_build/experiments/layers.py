"""Layers of many networks at once: every array has a leading axis of runs.

A run is one network with its own seed and learning rate. Activations have shape
(runs, batch, units), weights (runs, in, out), so one call trains a whole sweep.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from course_build.norms import RunningStatistics, standardize, standardize_backward

type Array = NDArray[np.floating]


@dataclass
class Parameter:
    """Values that learn; the first axis is the runs."""

    value: Array
    gradient: Array


def parameter(value: Array) -> Parameter:
    return Parameter(value, np.zeros_like(value))


class Layer(ABC):
    """Forward keeps what backward needs; backward sets the gradients of `parameters`.

    An activation overwrites what it is given, forward and backward, since a sweep is
    bound by memory: it may stand neither first nor last in a residual branch.
    """

    parameters: list[Parameter]

    @abstractmethod
    def forward(self, x: Array, *, training: bool) -> Array: ...

    @abstractmethod
    def backward(self, dy: Array) -> Array: ...

    def keep(self, runs: NDArray[np.bool_]) -> None:
        """Go on with these runs alone, between a backward and the next forward."""
        for one in self.parameters:
            one.value, one.gradient = one.value[runs], one.gradient[runs]


class Linear(Layer):
    """y = x @ weight + bias. The first layer of a network has no use for the gradient at its input."""

    def __init__(self, weight: Array, *, bias: bool = True, first: bool = False) -> None:
        runs, _, units = weight.shape
        self.first = first
        self.weight = parameter(weight)
        self.bias = parameter(np.zeros((runs, 1, units), weight.dtype)) if bias else None
        self.parameters = [self.weight] if self.bias is None else [self.weight, self.bias]

    def forward(self, x: Array, *, training: bool) -> Array:
        if training:
            self.x = x
        y = x @ self.weight.value
        if self.bias is not None:
            y += self.bias.value
        return y

    def backward(self, dy: Array) -> Array:
        self.weight.gradient = self.x.swapaxes(1, 2) @ dy
        if self.bias is not None:
            self.bias.gradient = dy.sum(1, keepdims=True)
        return dy if self.first else dy @ self.weight.value.swapaxes(1, 2)


class Relu(Layer):
    """y = max(x, 0)."""

    def __init__(self) -> None:
        self.parameters: list[Parameter] = []

    def forward(self, x: Array, *, training: bool) -> Array:
        self.y = np.maximum(x, 0, out=x)
        return self.y

    def backward(self, dy: Array) -> Array:
        dy *= self.y > 0
        return dy


class Tanh(Layer):
    """y = tanh(x)."""

    def __init__(self) -> None:
        self.parameters: list[Parameter] = []

    def forward(self, x: Array, *, training: bool) -> Array:
        self.y = np.tanh(x, out=x)
        return self.y

    def backward(self, dy: Array) -> Array:
        dy *= 1 - self.y * self.y
        return dy


class Sigmoid(Layer):
    """y = 1 / (1 + exp(-x))."""

    def __init__(self) -> None:
        self.parameters: list[Parameter] = []

    def forward(self, x: Array, *, training: bool) -> Array:
        # The same function as 1 / (1 + exp(-x)), without the overflow.
        x *= 0.5
        np.tanh(x, out=x)
        x *= 0.5
        x += 0.5
        self.y = x
        return x

    def backward(self, dy: Array) -> Array:
        dy *= self.y
        dy *= 1 - self.y
        return dy


class Norm(Layer):
    """Standardize as `technique` does, then scale and shift each unit; RMSNorm has no shift.

    The activations are viewed as four axes, of which one shares its statistics:
    (runs, batches, norm batch, units) for BatchNorm, whose statistics may come from
    parts of the batch as on several workers ("ghost batches", Hoffer et al. 2017), and
    (runs, batch, groups, units per group) for the others.
    """

    def __init__(
        self,
        technique: str,
        runs: int,
        units: int,
        *,
        dtype: type[np.floating] = np.float32,
        norm_batch: int | None = None,
        groups: int = 8,
        momentum: float = 0.1,
        eps: float = 1e-5,
    ) -> None:
        if technique not in ("batch", "layer", "rms", "group"):
            raise ValueError(f"technique is {technique!r}; expected batch, layer, rms or group.")
        self.technique, self.norm_batch, self.momentum, self.eps = technique, norm_batch, momentum, eps
        self.groups = groups if technique == "group" else 1
        self.axes = (2,) if technique == "batch" else (3,)
        self.center = technique != "rms"
        self.gamma = parameter(np.ones((runs, 1, units), dtype))
        self.beta = None if technique == "rms" else parameter(np.zeros((runs, 1, units), dtype))
        self.parameters = [self.gamma] if self.beta is None else [self.gamma, self.beta]
        self.running = RunningStatistics(np.zeros((runs, 1, units)), np.ones((runs, 1, units)))

    def forward(self, x: Array, *, training: bool) -> Array:
        if self.technique == "batch" and not training:
            scale = 1 / np.sqrt(self.running.var + self.eps)
            x_hat = ((x - self.running.mean) * scale).astype(x.dtype)
        else:
            x_hat = self._standardize(x, training=training)
        y = x_hat * self.gamma.value
        if self.beta is not None:
            y += self.beta.value
        return y

    def backward(self, dy: Array) -> Array:
        self.gamma.gradient = np.einsum("rbu,rbu->ru", dy, self.x_hat.reshape(dy.shape))[:, None]
        if self.beta is not None:
            self.beta.gradient = dy.sum(1, keepdims=True)
        dx_hat = (dy * self.gamma.value).reshape(self.x_hat.shape)
        dx = standardize_backward(dx_hat, self.x_hat, self.inverse_std, self.axes, center=self.center)
        return dx.reshape(dy.shape)

    def keep(self, runs: NDArray[np.bool_]) -> None:
        super().keep(runs)
        self.running.mean, self.running.var = self.running.mean[runs], self.running.var[runs]

    def _standardize(self, x: Array, *, training: bool) -> Array:
        runs, batch, units = x.shape
        if self.technique == "batch":
            count = self.norm_batch or batch
            shape = (runs, batch // count, count, units)
        else:
            shape = (runs, batch, self.groups, units // self.groups)
        x_hat, mean, var, inverse_std = standardize(x.reshape(shape), self.axes, self.eps, center=self.center)
        if training:
            self.x_hat, self.inverse_std = x_hat, inverse_std
            if self.technique == "batch":
                self.running.update(mean.mean(1), var.mean(1) * count / (count - 1), self.momentum)
        return x_hat.reshape(x.shape)


class DynamicTanh(Layer):
    """y = gamma * tanh(alpha * x) + beta: a replacement for a norm, without statistics (Zhu et al. 2025)."""

    def __init__(self, runs: int, units: int, *, alpha: float = 0.5) -> None:
        self.alpha = parameter(np.full((runs, 1, 1), alpha, np.float32))
        self.gamma = parameter(np.ones((runs, 1, units), np.float32))
        self.beta = parameter(np.zeros((runs, 1, units), np.float32))
        self.parameters = [self.alpha, self.gamma, self.beta]

    def forward(self, x: Array, *, training: bool) -> Array:
        squashed = np.tanh(self.alpha.value * x)
        if training:
            self.x, self.squashed = x, squashed
        return squashed * self.gamma.value + self.beta.value

    def backward(self, dy: Array) -> Array:
        self.gamma.gradient = (dy * self.squashed).sum(1, keepdims=True)
        self.beta.gradient = dy.sum(1, keepdims=True)
        before_tanh = dy * self.gamma.value * (1 - self.squashed * self.squashed)
        self.alpha.gradient = (before_tanh * self.x).sum((1, 2), keepdims=True)
        dx: Array = before_tanh * self.alpha.value
        return dx


class Residual(Layer):
    """y = x + branch(x), the branch optionally scaled by a learned number that starts at 0.

    The scaled form is SkipInit (De & Smith 2020): what a norm does to a residual branch
    at initialization, without the norm.
    """

    def __init__(self, branch: list[Layer], runs: int, *, skip_init: bool = False) -> None:
        self.branch = branch
        self.parameters = [one for layer in branch for one in layer.parameters]
        self.scale = parameter(np.zeros((runs, 1, 1), np.float32)) if skip_init else None
        if self.scale is not None:
            self.parameters.append(self.scale)

    def forward(self, x: Array, *, training: bool) -> Array:
        y = x
        for layer in self.branch:
            y = layer.forward(y, training=training)
        if self.scale is None:
            return x + y
        if training:
            self.y = y
        return x + y * self.scale.value

    def backward(self, dy: Array) -> Array:
        dx = dy
        if self.scale is not None:
            self.scale.gradient = (dy * self.y).sum((1, 2), keepdims=True)
            dx = dy * self.scale.value
        for layer in reversed(self.branch):
            dx = layer.backward(dx)
        return dy + dx

    def keep(self, runs: NDArray[np.bool_]) -> None:
        for layer in self.branch:
            layer.keep(runs)
        if self.scale is not None:
            self.scale.value, self.scale.gradient = self.scale.value[runs], self.scale.gradient[runs]
