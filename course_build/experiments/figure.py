"""What a figure is: a question, units of work, the data they give, and how to draw it.

This module ships to the browser too, where a live figure runs the same units and the
same `compute`; drawing goes through a canvas that the caller brings.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

import numpy as np

type Number = float | int
type Point = float | int | str


@dataclass(frozen=True)
class Series:
    """One line, set of bars or set of points."""

    name: str
    x: tuple[Point, ...]
    """Positions, or category names."""
    y: tuple[Number | None, ...]
    """Values; None where there is none, such as the steps of a run that never learned."""
    lo: tuple[Number | None, ...] | None = None
    """Lower end of a band around y."""
    hi: tuple[Number | None, ...] | None = None
    """Upper end of a band around y."""
    unit: str = ""
    """What y counts."""
    x_unit: str = ""
    """What x counts: the heading of its column."""

    def __post_init__(self) -> None:
        for name in ("y", "lo", "hi"):
            values = getattr(self, name)
            if values is not None and len(values) != len(self.x):
                raise ValueError(
                    f"series {self.name!r} has {len(self.x)} values in x and {len(values)} in {name}; "
                    "expected equally many. Check how they were computed."
                )

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Self:
        """Return the series that JSON holds, its lists as tuples again."""
        fields: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in stored.items()}
        return cls(**fields)


@dataclass(frozen=True)
class FigureData:
    """The result behind a figure, the same in the build and in the page."""

    id: str
    question: str
    params: dict[str, Any]
    """What was run: numbers, strings and lists of them."""
    series: tuple[Series, ...]
    scalars: dict[str, Number]
    """The numbers that captions and prose quote."""

    def __getitem__(self, name: str) -> Series:
        for one in self.series:
            if one.name == name:
                return one
        raise KeyError(f"figure {self.id} has no series {name!r}; it has {[one.name for one in self.series]}")

    def to_json(self) -> str:
        """Return the data as JSON; a number that is not finite is refused, since JSON has none."""
        return json.dumps(asdict(self), indent=1, allow_nan=False, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return the data that `to_json` wrote."""
        stored = json.loads(text)
        return cls(**stored | {"series": tuple(Series.from_dict(one) for one in stored["series"])})


@dataclass(frozen=True)
class Unit:
    """One piece of work, small enough that the units of all figures fill every core.

    `function` is a module-level function of the experiments; it and its arguments are
    what a cached result depends on.
    """

    function: Callable[..., Any]
    arguments: Mapping[str, Any]
    label: str
    """What a progress bar shows."""

    def run(self) -> Any:
        return self.function(**self.arguments)


@dataclass(frozen=True)
class Comparison:
    """A published result, and the band in which our number reproduces it."""

    source: str
    """Authors, year and, where known, the place in the text."""
    published: str
    """What they found, in one sentence."""
    measured: str
    """What we found: a template filled from the scalars."""
    key: str
    """The scalar that is held against the band."""
    low: float = -math.inf
    high: float = math.inf

    def reproduced(self, data: FigureData) -> bool:
        return self.low <= data.scalars[self.key] <= self.high


@dataclass(frozen=True)
class Control:
    """One thing that a reader may choose before a figure runs in the page."""

    key: str
    label: str
    choices: Mapping[str, str]
    """What can be chosen, and how it is called, in the order in which it is offered."""
    first: str
    """What is chosen at first: the published setting."""
    shows_only: bool = False
    """It decides which of the results are drawn, and nothing is run again for it."""
    published: tuple[str, ...] = ()
    """Choices that were published beside `first`."""


@dataclass(frozen=True)
class Live:
    """How a figure runs in the reader's browser. The page draws it by course_build/frontend/src/live/views."""

    controls: tuple[Control, ...]
    params: Callable[[Mapping[str, str]], Mapping[str, Any]]
    """Maps what was chosen to the parameters of the figure."""
    about: str
    """What runs, and what was reduced so that it takes seconds: a template filled from the scalars."""
    compared: str = ""
    """Only series whose names end so are held against the published ones; empty for all of them, and the scalars."""
    tolerance: float = 1e-6
    """Relative difference up to which a result is the published one."""
    because: str = ""
    """Why a difference of that size is to be expected."""
    seconds: int = 30
    """After which a run is stopped."""
    at_once: bool = True
    """After the first run, every choice runs at once; for what takes a second or two."""


@dataclass(frozen=True)
class Figure:
    """A figure of the course. Texts are templates such as "{best_ratio:.2f} times", filled from the scalars."""

    id: str
    """Short and stable, since prose refers to it: "f01"."""
    question: str
    title: str
    """The point of the figure, in a sentence."""
    caption: str
    """How to read it, and what came out."""
    alt: str
    """What somebody would see, for those who do not."""
    setup: str
    """What was run: data, network, seeds, steps."""
    params: Mapping[str, Any]
    units: Callable[[Mapping[str, Any]], list[Unit]]
    """Maps the parameters to the work to do."""
    compute: Callable[[Mapping[str, Any], Sequence[Any]], tuple[tuple[Series, ...], dict[str, Number]]]
    """Maps the parameters and the results of the units, in their order, to series and scalars."""
    draw: Callable[[FigureData, Any], None]
    """Draws the data on a canvas (course_build.drawing.canvas)."""
    comparisons: tuple[Comparison, ...] = field(default=())
    caution: str = ""
    """What the experiment cannot tell."""
    live: Live | None = None
    """How readers run it themselves; None for a figure that takes too long."""

    def data(self, results: Sequence[Any], params: Mapping[str, Any] | None = None) -> FigureData:
        """Return the figure's data from the results of its units."""
        used = dict(self.params if params is None else params)
        series, scalars = self.compute(used, results)
        return FigureData(self.id, self.question, used, series, scalars)

    def run(self, params: Mapping[str, Any] | None = None) -> FigureData:
        """Run all units one after the other, as the page does, and return the data."""
        used = dict(self.params if params is None else params)
        return self.data([unit.run() for unit in self.units(used)], used)


def numbers(values: Any, digits: int = 6) -> tuple[Number | None, ...]:
    """Return an array as plain numbers of `digits` significant digits; None for one that is not finite."""
    return tuple(
        None if not math.isfinite(value) else float(f"{value:.{digits}g}")
        for value in np.asarray(values, np.float64).ravel()
    )


def scalar(value: Any, digits: int = 6) -> Number:
    """Return one finite number of `digits` significant digits.

    Raises:
        ValueError: The number is not finite, so nothing can be quoted.
    """
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"a scalar is {number}; expected a finite number. Check what the runs gave.")
    return float(f"{number:.{digits}g}")
