"""One state of the playground: activations before and after a technique, and whether batch-mates matter."""

import math
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import StringIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.playground_controls import Controls, refusal
from course_build.experiments.playground_program import IMPORTS, TRAINING_BATCHES, input_expression, program
from course_build.norms.registry import TECHNIQUES, Technique, sharings

type Values = NDArray[np.float64]

BINS = 40

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
    printed: str
    """What it printed."""


def playground(controls: Controls) -> Outcome:
    """Draw, normalize and measure.

    Raises:
        ValueError: The technique cannot normalize such activations; the message says why, in plain words.
    """
    refused = refusal(controls)
    if refused is not None:
        raise ValueError(f"{refused.short} {refused.why}")
    technique = TECHNIQUES[controls.technique]
    shared = sharings(technique, controls.layout, controls.shape, controls.groups)[0]
    code = program(controls)
    drawn = _draw(code.input, input_expression(controls, TRAINING_BATCHES + 1) if controls.batch > 1 else None)
    # What is shown is what runs, each line of it; nothing but the validated controls comes from outside.
    names: dict[str, Any] = {"x": drawn.x}
    exec(f"{code.imports}\n{code.preparation}\n{code.call}", names)  # noqa: S102
    y = names["y"]
    printed = StringIO()
    with redirect_stdout(printed):
        exec(code.ending, names)  # noqa: S102
    mates = None
    if drawn.with_other_mates is not None:
        names["x"] = drawn.with_other_mates
        exec(code.call, names)  # noqa: S102
        change = np.abs(names["y"][0] - y[0])
        mates = Mates(float(change.max()), float(np.sqrt(np.mean(change**2))))
    return Outcome(
        before=Side(**drawn.measured, targets=_targets(drawn.x, controls, technique)),
        after=Side(**_measure(y), targets=_targets(y, controls, technique)),
        set=_SETS.get((controls.technique, controls.layout), "sample"),
        sets=shared.statistics,
        values=shared.values,
        mates=mates,
        code=code.text,
        printed=printed.getvalue(),
    )


def answer(state: dict[str, Any]) -> dict[str, Any]:
    """Return the outcome of a state, or under `refusal` why there is none.

    Parameters:
        state: The values of Controls by name.
    """
    controls = Controls(**state)
    refused = refusal(controls)
    return {"refusal": asdict(refused)} if refused is not None else {"outcome": asdict(playground(controls))}


@dataclass(frozen=True)
class _Drawn:
    """An input, which stays the same while technique, parameters and epsilon change."""

    x: Values
    with_other_mates: Values | None
    """The first sample of `x` with other samples beside it."""
    measured: dict[str, Any]


@lru_cache(maxsize=1)
def _draw(expression: str, others: str | None) -> _Drawn:
    """Return what expressions of the program draw; the last input is kept, since it takes half of the time."""
    names: dict[str, Any] = {}
    exec("\n".join(IMPORTS), names)  # noqa: S102
    x = eval(expression, names)  # noqa: S307 - as above
    x.flags.writeable = False
    mates = None
    if others is not None:
        # In the same order in memory: sums come out the same to the last bit.
        mates = eval(others, names).copy(order="K")  # noqa: S307 - as above
        mates[0] = x[0]
        mates.flags.writeable = False
    return _Drawn(x, mates, _measure(x))


def _measure(values: Values) -> dict[str, Any]:
    """Return what Side says of all values together."""
    counts, edges = np.histogram(values, BINS)
    return {
        "mean": float(values.mean()),
        "std": float(values.std()),
        "min": float(values.min()),
        "max": float(values.max()),
        "median": float(np.median(values)),
        "rms": float(np.sqrt((values**2).mean())),
        "low": float(edges[0]),
        "high": float(edges[-1]),
        "counts": tuple(map(int, counts)),
    }


def _targets(values: Values, controls: Controls, technique: Technique) -> dict[str, Over]:
    """Return what the technique sets, over the sets of entries that share their statistics."""
    sets = _by_set(values, controls, technique)
    if technique.target.mean is None:
        found = {"rms": np.sqrt((sets**2).mean(1))}
    else:
        found = {"mean": sets.mean(1), "std": sets.std(1)}
    return {name: Over(float(one.mean()), float(one.std())) for name, one in found.items()}


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
