"""One state of the playground: activations before and after a technique, and whether batch-mates matter."""

import math
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.distributions import DISTRIBUTIONS
from course_build.norms.registry import TECHNIQUES, Technique, sharings

type Values = NDArray[np.float64]

BINS = 40
POSITIONS = {"N,D": (), "N,T,D": (16,), "N,C,H,W": (4, 4)}
"""The lengths of the axes of each layout that are neither samples nor features."""
TRAINING_BATCHES = 8
"""How many batches BatchNorm saw before it is evaluated."""
TRAINING_BATCH = 32

_SETS = {
    ("batch", "N,C,H,W"): "channel",
    ("batch", "N,T,D"): "feature",
    ("batch", "N,D"): "feature",
    ("layer", "N,T,D"): "token",
    ("rms", "N,C,H,W"): "pixel",
    ("rms", "N,T,D"): "token",
    ("group", "N,C,H,W"): "group of channels in a sample",
    ("group", "N,T,D"): "group of features in a sample",
    ("group", "N,D"): "group of features in a sample",
    ("instance", "N,C,H,W"): "channel of a sample",
    ("instance", "N,T,D"): "feature of a sample",
}


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
class Over:
    """One statistic over all sets of entries that share their statistics."""

    average: float
    spread: float
    """Population standard deviation."""


@dataclass(frozen=True)
class Side:
    """All activations together, before or after."""

    mean: float
    std: float
    min: float
    max: float
    median: float
    rms: float
    low: float
    """Where the histogram starts; min, unless all values are the same."""
    high: float
    counts: tuple[int, ...]
    """How many values each bin holds."""
    targets: dict[str, Over]
    """What the technique sets, taken over the entries that share it: "mean" and "std", or "rms"."""


@dataclass(frozen=True)
class Mates:
    """How far the outputs of the first sample move when all other samples are drawn anew."""

    largest: float
    typical: float
    """Root mean square."""


@dataclass(frozen=True)
class Outcome:
    """What the page shows of a state."""

    before: Side
    after: Side
    set: str
    """What shares its statistics: "channel", "token" …"""
    sets: int
    """How many of them there are."""
    values: int
    """How many values stand behind each statistic."""
    mates: Mates | None
    """None for a batch of one."""
    code: str
    """What ran."""


def playground(controls: Controls) -> Outcome:
    """Draw, normalize and measure.

    Raises:
        ValueError: The technique cannot normalize such activations; the message says why.
    """
    technique = TECHNIQUES[controls.technique]
    shared = sharings(technique, controls.layout, controls.shape, controls.groups)[0]
    preparation, call = program(controls)
    # What is shown is what runs; nothing of it but the validated controls comes from outside.
    names: dict[str, Any] = {}
    exec(f"{preparation}\n{call}", names)  # noqa: S102
    x, y = names["x"], names["y"]
    mates = None
    if controls.batch > 1:
        others = _others(names, controls)
        others[0] = x[0]
        names["x"] = others
        exec(call, names)  # noqa: S102
        change = np.abs(names["y"][0] - y[0])
        mates = Mates(float(change.max()), float(np.sqrt(np.mean(change**2))))
    return Outcome(
        before=_side(x, controls, technique),
        after=_side(y, controls, technique),
        set=_SETS.get((controls.technique, controls.layout), "sample"),
        sets=shared.statistics,
        values=shared.values,
        mates=mates,
        code=f"{preparation}\n{call}",
    )


def answer(state: dict[str, Any]) -> dict[str, Any]:
    """Return the outcome of a state, or under `refusal` why there is none.

    Parameters:
        state: The values of Controls by name.
    """
    try:
        return {"outcome": asdict(playground(Controls(**state)))}
    except ValueError as error:
        return {"refusal": str(error)}


def program(controls: Controls) -> tuple[str, str]:
    """Return the code of a state: what prepares the input and the parameters, and the call that normalizes."""
    function = f"{controls.technique}_norm"
    evaluated = controls.technique == "batch" and not controls.training
    names = f"RunningStatistics, {function}" if evaluated else function
    preparation = [
        "import numpy as np",
        "from course_build.experiments.distributions import draw",
        f"from course_build.norms import {names}",
        "",
        f"x = {_input(controls, 0)}",
        f"gamma = np.full({_parameter_shape(controls)}, {float(controls.gamma)!r})",
    ]
    arguments = ["x"]
    if controls.technique == "group":
        arguments.append(str(controls.groups))
    arguments.append("gamma")
    if "beta" in TECHNIQUES[controls.technique].parameters:
        preparation.append(f"beta = np.full({_parameter_shape(controls)}, {float(controls.beta)!r})")
        arguments.append("beta")
    arguments += [*_axes(controls), f"eps={float(controls.eps)!r}"]
    if evaluated:
        axes = "".join(f", {one}" for one in _axes(controls))
        training = _input(controls, "step", batch=TRAINING_BATCH)
        preparation += [
            f"running = RunningStatistics.start({controls.features})",
            f"for step in range(1, {TRAINING_BATCHES + 1}):",
            f"    seen = {training}",
            f"    batch_norm(seen{axes}, running=running, momentum=1 / step)",
        ]
        arguments += ["running=running", "training=False"]
    return "\n".join(preparation), f"y = {function}({', '.join(arguments)})"


def _input(controls: Controls, seed: int | str, batch: int | None = None) -> str:
    """Return the expression of a batch."""
    length = controls.batch if batch is None else batch
    positions = POSITIONS[controls.layout]
    height, width = (*positions, 1, 1)[:2]
    shape = (length, controls.features, height, width)
    drawn = f'draw("{controls.distribution}", {shape}, seed={seed})'
    if controls.layout == "N,D":
        drawn += "[:, :, 0, 0]"
    elif controls.layout == "N,T,D":
        drawn += "[:, :, :, 0].swapaxes(1, 2)"
    return f"{float(controls.offset)!r} + {float(controls.scale)!r} * {drawn}"


def _others(names: dict[str, Any], controls: Controls) -> Values:
    """Return another batch of the same kind."""
    others: Values = eval(_input(controls, TRAINING_BATCHES + 1), names)  # noqa: S307 - as above
    # In the same order in memory: sums come out the same to the last bit.
    return others.copy(order="K")


def _axes(controls: Controls) -> list[str]:
    """Return the arguments that say which axes share their statistics, where the default does not."""
    if controls.technique in ("layer", "rms"):
        axes = _shared_axes(controls)
        if axes == (len(controls.shape) - 1,):
            return []
        return [f"axis={axes if len(axes) > 1 else axes[0]}"]
    return ["channel_axis=-1"] if controls.layout == "N,T,D" else []


def _parameter_shape(controls: Controls) -> str:
    if controls.technique in ("layer", "rms"):
        shape = tuple(controls.shape[axis] for axis in _shared_axes(controls))
        return str(shape if len(shape) > 1 else shape[0])
    return str(controls.features)


def _shared_axes(controls: Controls) -> tuple[int, ...]:
    names = controls.layout.split(",")
    return tuple(names.index(one) for one in TECHNIQUES[controls.technique].shared[controls.layout][0])


def _side(values: Values, controls: Controls, technique: Technique) -> Side:
    counts, edges = np.histogram(values, BINS)
    sets = _by_set(values, controls, technique)
    found = {"mean": sets.mean(1), "std": sets.std(1), "rms": np.sqrt((sets**2).mean(1))}
    wanted = ("rms",) if technique.target.mean is None else ("mean", "std")
    return Side(
        mean=float(values.mean()),
        std=float(values.std()),
        min=float(values.min()),
        max=float(values.max()),
        median=float(np.median(values)),
        rms=float(np.sqrt((values**2).mean())),
        low=float(edges[0]),
        high=float(edges[-1]),
        counts=tuple(map(int, counts)),
        targets={name: Over(float(found[name].mean()), float(found[name].std())) for name in wanted},
    )


def _by_set(values: Values, controls: Controls, technique: Technique) -> Values:
    """Return the values with a row for each set that shares its statistics."""
    names = controls.layout.split(",")
    shared = technique.shared[controls.layout][0]
    split = next((one for one in shared if one.endswith("/G")), None)
    if split is not None:
        at = names.index(split[0])
        groups = controls.groups
        values = values.reshape(*values.shape[:at], groups, values.shape[at] // groups, *values.shape[at + 1 :])
        names = [*names[:at], "G", split, *names[at + 1 :]]
    axes = [names.index(one) for one in shared]
    moved = np.moveaxis(values, axes, range(len(names) - len(axes), len(names)))
    return moved.reshape(-1, math.prod(values.shape[axis] for axis in axes))
