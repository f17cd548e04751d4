"""What the playground shows and says of an outcome; src/playground/picture.ts does the same in the page.

Both are held to src/playground/playground.cases.json.
"""

import math
from dataclasses import dataclass

from course_build.drawing.bar_chart import Bar, Bars
from course_build.drawing.histograms import Histogram, Histograms, density
from course_build.drawing.numbers import readable
from course_build.experiments.playground import Outcome, Side
from course_build.experiments.playground_controls import Controls
from course_build.experiments.playground_program import TRAINING_BATCH, TRAINING_BATCHES
from course_build.norms.registry import TECHNIQUES

STATISTICS = {"mean": "mean", "std": "standard deviation", "min": "min", "max": "max", "median": "median", "rms": "RMS"}
TARGETS = {"mean": ("mean", 0.0), "std": ("standard deviation", 1.0), "rms": ("RMS", 1.0)}
"""What a technique may set, and to what."""

CUT = 6
"""How many times higher than the other a histogram is shown: beside all of a spike the other would be a line."""


@dataclass(frozen=True)
class View:
    """What stands on the page."""

    title: str
    histograms: Histograms
    statistics: dict[str, tuple[str, ...]]
    """Before and after, in the order of STATISTICS."""
    sharing: str
    goal: str
    """The heading of the bars."""
    bars: Bars
    mates: str


def view(controls: Controls, outcome: Outcome) -> View:
    """Return what the page shows of a state."""
    return View(
        title=_title(controls, outcome),
        histograms=_histograms(controls, outcome),
        statistics={
            name: tuple(readable(getattr(side, key)) for key in STATISTICS)
            for name, side in (("before", outcome.before), ("after", outcome.after))
        },
        sharing=_sharing(controls, outcome),
        goal=_goal(controls, outcome),
        bars=_bars(controls, outcome),
        mates=_mates(controls, outcome),
    )


def distance(side: Side, statistic: str) -> float:
    """Return how far a statistic of the sets is from its target, as root mean square over the sets."""
    over = side.targets[statistic]
    return math.hypot(over.average - TARGETS[statistic][1], over.spread)


def _title(controls: Controls, outcome: Outcome) -> str:
    before, after = outcome.before, outcome.after
    name = TECHNIQUES[controls.technique].name
    if controls.technique == "batch" and not controls.training:
        name += " in evaluation"
    if "rms" in after.targets:
        return (
            f"{name} takes all values together from RMS {readable(before.rms)} to {readable(after.rms)}, "
            f"and from mean {readable(before.mean)} to {readable(after.mean)}"
        )
    return (
        f"{name} takes all values together from mean {readable(before.mean)} and standard deviation "
        f"{readable(before.std)} to {readable(after.mean)} and {readable(after.std)}"
    )


def _histograms(controls: Controls, outcome: Outcome) -> Histograms:
    series = (
        _histogram("before", "none", outcome.before),
        _histogram(f"after {TECHNIQUES[controls.technique].name}", controls.technique, outcome.after),
    )
    heights = [density(one) for one in series]
    low, high = min(one.low for one in series), max(one.high for one in series)
    room = 0.03 * (high - low)
    return Histograms(
        "value of an activation", (low - room, high + room), 1.06 * min(max(heights), CUT * min(heights)), series
    )


def _histogram(name: str, color: str, side: Side) -> Histogram:
    total = sum(side.counts)
    return Histogram(name, color, side.low, side.high, tuple(one / total for one in side.counts))


def _sharing(controls: Controls, outcome: Outcome) -> str:
    if controls.technique == "batch" and not controls.training:
        return (
            f"The statistics of each {outcome.set} come from {TRAINING_BATCHES} training batches of "
            f"{TRAINING_BATCH} samples, not from this batch."
        )
    what = "a root mean square" if "rms" in outcome.after.targets else "a mean and a variance"
    if outcome.sets == 1:
        return f"The one {outcome.set} has {what}, taken over {outcome.values} values."
    return (
        f"Each of the {outcome.sets} {_plural(outcome.set)} has {what} of its own, taken over {outcome.values} values."
    )


def _goal(controls: Controls, outcome: Outcome) -> str:
    goals = " and ".join(f"{TARGETS[one][0]} {TARGETS[one][1]:.0f}" for one in outcome.after.targets)
    return f"Distance to {_possessive(controls)} target, {goals} in each {outcome.set}"


def _possessive(controls: Controls) -> str:
    return f"{TECHNIQUES[controls.technique].name}’s"


def _bars(controls: Controls, outcome: Outcome) -> Bars:
    bars = tuple(
        Bar(f"{TARGETS[one][0]}, {when}", color, distance(side, one))
        for one in outcome.after.targets
        for when, color, side in (("before", "none", outcome.before), ("after", controls.technique, outcome.after))
    )
    return Bars(bars, max(1.0, *(one.value for one in bars)), 4, "distance to the target")


def _mates(controls: Controls, outcome: Outcome) -> str:
    if outcome.mates is None:
        return "A batch of one has no batch-mates."
    others = f"{controls.batch - 1} samples" if controls.batch > 2 else "one"
    start = f"Keep the first sample and draw the other {others} anew"
    if outcome.mates.largest == 0:
        return f"{start}: its outputs stay exactly as they are."
    largest, typical = (readable(one, 3) for one in (outcome.mates.largest, outcome.mates.typical))
    return f"{start}: its outputs move by up to {largest}, typically by {typical}."


def _plural(name: str) -> str:
    first, _, rest = name.partition(" ")
    return f"{first}s {rest}".strip()
