"""What the reader can set in the playground, and which of it no technique can do, in plain words."""

import math
from dataclasses import dataclass

from course_build.experiments.distributions import DISTRIBUTIONS
from course_build.norms.registry import TECHNIQUES

POSITIONS = {"N,D": (), "N,T,D": (16,), "N,C,H,W": (4, 4)}
"""The lengths of the axes of each layout that are neither samples nor features."""


@dataclass(frozen=True)
class Controls:
    """What the reader can set. Controls that a technique does not have are ignored."""

    technique: str = "batch"
    distribution: str = "channel_offsets"
    layout: str = "N,C,H,W"
    batch: int = 32
    features: int = 4
    groups: int = 2
    offset: float = 0.0
    """Added to every activation, after `scale`."""
    scale: float = 1.0
    """Multiplies every activation."""
    eps: float = 1e-5
    gamma: float = 1.0
    beta: float = 0.0
    training: bool = True

    def __post_init__(self) -> None:
        for name, known in (("technique", TECHNIQUES), ("distribution", DISTRIBUTIONS), ("layout", POSITIONS)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name} is {getattr(self, name)!r}; expected one of {', '.join(known)}.")
        for name in ("batch", "features", "groups"):
            value = getattr(self, name)
            if type(value) is not int or value < 1:
                raise ValueError(f"{name} is {value!r}; expected a whole number of at least 1.")
        for name in ("offset", "scale", "eps", "gamma", "beta"):
            value = getattr(self, name)
            if type(value) not in (int, float) or not math.isfinite(value):
                raise ValueError(f"{name} is {value!r}; expected a finite number.")

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the activations."""
        positions = POSITIONS[self.layout]
        if self.layout == "N,C,H,W":
            return (self.batch, self.features, *positions)
        return (self.batch, *positions, self.features)


@dataclass(frozen=True)
class Refusal:
    """Why a technique cannot normalize such activations."""

    short: str
    """One sentence that stands alone."""
    why: str
    """The reason, and what to change."""


def refusal(controls: Controls) -> Refusal | None:
    """Return why the technique cannot normalize such activations; None where it can."""
    if POSITIONS[controls.layout]:
        return None
    match controls.technique:
        case "instance":
            return Refusal(
                "InstanceNorm needs positions, and vectors have none.",
                "InstanceNorm takes its statistics over the positions of one channel of one sample. A vector has one "
                "value there, which is its own mean, so nothing of the input would be left. Choose images or "
                "sequences.",
            )
        case "batch" if controls.training and controls.batch == 1:
            return Refusal(
                "BatchNorm cannot train on a single vector.",
                "BatchNorm in training takes the statistics of each feature over the batch. A batch of one vector "
                "has one value there, which is its own mean, so nothing of the input would be left. Choose more "
                "samples, images or sequences, or evaluation.",
            )
        case "group" if controls.groups == controls.features:
            return Refusal(
                "GroupNorm needs more than one feature in a group of a vector.",
                "A group of one feature has a single value in a vector, which is its own mean, so nothing of the "
                "input would be left. Form fewer groups, or choose images or sequences.",
            )
    return None
