"""Predictions: the reader sets a curve, bars or a value, and then sees what the run of a figure gave.

    figure: f03
    series: BatchNorm
    low: 0
    high: 40
    given: 1

`series` names a series of the figure: points at numbers are a curve, others are bars. `scalar: KEY` with a `unit` asks
for one number instead. `low` and `high` are the ends of what can be set, and `given` says how many points at the
beginning are shown beforehand. Nothing is right or wrong: the reader is told the gap.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from xml.etree import ElementTree as etree

from markdown.util import AtomicString

from course_build.drawing import bar_chart, line_chart
from course_build.drawing.templates import format_number
from course_build.errors import guess
from course_build.experiments.figure import FigureData, Series
from course_build.norms import TECHNIQUES
from course_build.quizzes.form import Form, add
from course_build.quizzes.header import Header
from course_build.quizzes.model import Question
from course_build.quizzes.number import parse_number
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding

MOST = 12
"""Points that a reader may be asked to set."""
STEPS = 80
"""About as many as a slider has."""


@dataclass(frozen=True)
class Target:
    """What is predicted."""

    kind: str
    """"curve", "bars" or "value"."""
    name: str
    """Of the series, or of the number."""
    unit: str
    x_unit: str
    x: tuple[float | int | str, ...]
    y: tuple[float, ...]

    @property
    def labels(self) -> list[str]:
        return [one if isinstance(one, str) else format_number(one, ",.6g") for one in self.x]

    @property
    def log(self) -> bool:
        """Whether the points are spread over orders of magnitude."""
        numbers = [one for one in self.x if not isinstance(one, str)]
        return self.kind == "curve" and min(numbers) > 0 and max(numbers) / min(numbers) >= 20


@dataclass(frozen=True)
class Predict(Question):
    """Any prediction counts; what the reader is told is how far it is from the run."""

    TYPE = "predict"
    GRADED = False
    OPTIONS = (*Question.OPTIONS, "figure", "series", "scalar", "unit", "low", "high", "given")
    QUOTED = True

    figure: str
    asked: str
    """The name of the series or of the scalar."""
    low: float
    high: float
    given: int
    target: Target | None
    """None while the figure is being computed."""

    @classmethod
    def read(cls, header: Header, parts: Parts, findings: list[Finding]) -> Self | None:
        if not parts.quotes:
            cure = "quote one at the margin: what the run shows, and why"
            findings.append(Finding(header.line, "the prediction has no explanation", cure))
        for one in parts.options:
            cure = "leave out - [ ]: a prediction is not graded"
            findings.append(Finding(one.line, "a prediction has no options", cure))
        low, high = (_number(header, name, findings) for name in ("low", "high"))
        given = _count(header, findings)
        asked = header.text("series") or header.text("scalar")
        if bool(header.text("series")) == bool(header.text("scalar")):
            cure = "add series: or scalar:, one of them"
            findings.append(Finding(header.line, "what is predicted is not one thing", cure))
            return None
        data, found = _data(header, findings)
        target = _target(header, data, findings) if data else None
        if low is None or high is None or not found or (data and target is None):
            return None
        if low >= high:
            findings.append(Finding(header.line_of("high"), "high is not above low", "make it larger"))
            return None
        if target is not None:
            _check(target, header, (low, high, given), findings)
        ids = header.text("id"), header.text("concept"), header.line, ()
        return cls(*ids, header.text("figure"), asked, low, high, given, target)

    @property
    def content(self) -> Any:
        # Not what the run gave: a prediction answers the question, and is compared with the run of today.
        x = list(self.target.x[self.given :]) if self.target else []
        return [self.figure, self.asked, self.low, self.high, x]

    @property
    def step(self) -> float:
        """A round number, of which the range has about as many as a slider has steps."""
        rough = (self.high - self.low) / STEPS
        power = 10.0 ** math.floor(math.log10(rough))
        return min((one * power for one in (1, 2, 5, 10)), key=lambda one: abs(one - rough))

    @property
    def decimals(self) -> int:
        return max(0, -math.floor(math.log10(self.step) + 1e-9))

    @property
    def solution(self) -> dict[str, Any]:
        one = self.target
        if one is None:
            return {}
        return {
            "kind": one.kind,
            "figure": self.figure,
            "name": one.name,
            "colors": [_color(one.name if one.kind == "curve" else label) for label in one.labels],
            "unit": one.unit,
            "xUnit": one.x_unit,
            "labels": one.labels,
            "x": list(one.x) if one.kind == "curve" else [],
            "y": list(one.y),
            "given": self.given,
            "low": self.low,
            "high": self.high,
            "log": one.log,
            "decimals": self.decimals,
        }

    def fill(self, form: Form) -> None:
        row = etree.SubElement(form.answer, "div", {"data-explains": "answer"})
        add(etree.SubElement(row, "dt"), "span", text="What the run shows")
        told = etree.SubElement(row, "dd")
        told.extend(child for quote in form.quotes for child in quote)
        if self.target is None:
            add(form.fieldset, "p", "note", "The figure behind this question is being computed.")
            return
        add(told, "p", "note", self._shown(self.target))
        self._picture(form, self.target)
        points = add(form.fieldset, "div", "points")
        span = f"{self._end(self.low)} to {self._end(self.high)}"
        each = f" for each number of: {self.target.x_unit}" if self.target.kind == "curve" else ""
        add(points, "p", "note", f"Set {self.target.unit} ({span}){each}.")
        for index, label in enumerate(self.target.labels):
            point = add(points, "div", "point")
            if index < self.given:
                add(point, "span", text=label)
                add(point, "span", "note", f"{format_number(self.target.y[index], ',.3g')}, from the run")
                continue
            name = f"{form.name}-{index}"
            shown = add(point, "label", text=label)
            shown.set("for", name)
            if self.target.kind == "curve":
                hidden = etree.SubElement(shown, "span", {"class": "course-hidden"})
                hidden.text = AtomicString(f" {self.target.x_unit}")
            ends = {"min": f"{self.low:g}", "max": f"{self.high:g}", "step": f"{self.step:g}"}
            start = {"value": self._start(self.target), "autocomplete": "off"}
            etree.SubElement(point, "input", {"type": "range", "id": name, "name": name} | ends | start)
            # Filled by the script, since nothing else keeps it up to date; the slider says its value itself.
            add(point, "span", "value").set("aria-hidden", "true")

    def _picture(self, form: Form, target: Target) -> None:
        """Add the room for the script's chart; without a script it is not shown."""
        picture = add(form.fieldset, "div", "picture")
        chart = etree.SubElement(picture, "div", {"class": "course-chart", "data-chart": f"{form.name}-chart"})
        box = etree.SubElement(chart, "div", {"class": "course-chart__box"})
        rows = 2 * len(target.x) - self.given
        for version in line_chart.BOXES if target.kind == "curve" else bar_chart.boxes(rows):
            holder = etree.SubElement(box, "div", {"class": f"course-chart__{version.name}"})
            view = f"0 0 {version.width:g} {version.height:g}"
            etree.SubElement(holder, "svg", {"viewBox": view, "aria-hidden": "true"})
        etree.SubElement(chart, "p", {"class": "course-chart__reading"})
        details = etree.SubElement(chart, "details", {"class": "course-chart__table"})
        etree.SubElement(details, "summary").text = "The numbers of the picture as a table"
        name = {"tabindex": "0", "role": "region", "aria-label": "The numbers of the picture"}
        table = etree.SubElement(etree.SubElement(details, "div", {"class": "course-figure__scroll"} | name), "table")
        for part in ("thead", "tbody"):
            etree.SubElement(table, part)

    @staticmethod
    def _shown(target: Target) -> str:
        found = zip(target.labels, target.y, strict=True)
        values = "; ".join(f"{label}: {format_number(y, ',.3g')}" for label, y in found)
        where = f" by {target.x_unit}" if target.x_unit else ""
        return f"Run, {target.unit}{where}: {values}."

    def _start(self, target: Target) -> str:
        """Where the sliders begin: at the last point that is given, or in the middle."""
        start = target.y[self.given - 1] if self.given else (self.low + self.high) / 2
        return f"{self.low + round((start - self.low) / self.step) * self.step:.6g}"

    @staticmethod
    def _end(value: float) -> str:
        return format_number(value, ",.6g")


def _number(header: Header, name: str, findings: list[Finding]) -> float | None:
    text = header.text(name)
    if not text:
        findings.append(Finding(header.line_of(name), f"the question has no {name}", f"add the option {name}"))
        return None
    try:
        return float(parse_number(text))
    except ValueError as error:
        findings.append(Finding(header.line_of(name), f"{text!r} is not a number", str(error)))
        return None


def _count(header: Header, findings: list[Finding]) -> int:
    text = header.text("given") or "0"
    if not text.isascii() or not text.isdigit():
        findings.append(Finding(header.line_of("given"), f"{text!r} is no count", "write 0, 1, 2 or more"))
        return 0
    return int(text)


def _data(header: Header, findings: list[Finding]) -> tuple[FigureData | None, bool]:
    """Return a figure's data, None while it is computed, and whether there is such a figure."""
    name = header.text("figure")
    if not name:
        findings.append(Finding(header.line_of("figure"), "the question has no figure", "add the option figure"))
        return None, False
    try:
        return header.figures.data(name), True
    except LookupError as error:
        findings.append(Finding(header.line_of("figure"), f"there is no figure {name!r}", str(error)))
        return None, False


def _target(header: Header, data: FigureData, findings: list[Finding]) -> Target | None:
    if key := header.text("scalar"):
        if not header.text("unit"):
            findings.append(Finding(header.line_of("unit"), "the number has no unit", "add the option unit"))
        if key not in data.scalars:
            problem = f"the figure {data.id} has no scalar {key!r}"
            findings.append(Finding(header.line_of("scalar"), problem, guess(key, data.scalars)))
            return None
        unit = header.text("unit")
        return Target("value", unit, unit, "", ("the run",), (float(data.scalars[key]),))
    name = header.text("series")
    named = {one.name: one for one in data.series}
    if header.text("unit"):
        findings.append(Finding(header.line_of("unit"), "a series has a unit of its own", "remove the option unit"))
    if name not in named:
        problem = f"the figure {data.id} has no series {name!r}"
        findings.append(Finding(header.line_of("series"), problem, guess(name, named)))
        return None
    return _of_series(named[name])


def _of_series(series: Series) -> Target:
    points = [(x, float(y)) for x, y in zip(series.x, series.y, strict=True) if y is not None]
    kind = "bars" if any(isinstance(x, str) for x, _ in points) else "curve"
    x, y = tuple(x for x, _ in points), tuple(y for _, y in points)
    return Target(kind, series.name, series.unit, series.x_unit, x, y)


def _check(target: Target, header: Header, asked: tuple[float, float, int], findings: list[Finding]) -> None:
    """Tell when the data do not fit what the reader can set."""
    low, high, given = asked
    count = len(target.x) - given
    if not 1 <= count <= MOST:
        problem = f"{count} points are left to set"
        findings.append(Finding(header.line_of("given"), problem, f"ask for 1 to {MOST}: change given, or the series"))
    if target.y and not (low <= min(target.y) and max(target.y) <= high):
        problem = f"the run gives {_ends(target.y)}, which cannot be set"
        findings.append(Finding(header.line_of("high"), problem, "widen low and high"))
    if target.kind != "curve" and low:
        findings.append(Finding(header.line_of("low"), "bars begin at 0", "write low: 0"))


def _ends(values: Sequence[float]) -> str:
    return f"{min(values):g} to {max(values):g}"


def _color(name: str) -> str:
    """Return the token of a technique's color, by its name; what is no technique is drawn in ink."""
    known = {one.name: key for key, one in TECHNIQUES.items()} | {"no norm": "none"}
    return known.get(name, "ink")
