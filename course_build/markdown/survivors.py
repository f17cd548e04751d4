"""What is left of a distribution after a norm, in a sentence that the data of figure f00 decide."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from course_build.drawing.templates import format_number


@dataclass(frozen=True)
class Side:
    """The values before a norm, or after it."""

    statistics: Mapping[str, float]
    """Mean, std, min, max, median and skewness by name."""
    counts: tuple[int, ...]
    """How many values each bin holds, from min to max."""

    @property
    def farthest(self) -> float:
        """How far from the mean the farthest value is, in standard deviations."""
        mean, std, low, high = (self.statistics[name] for name in ("mean", "std", "min", "max"))
        return max(high - mean, mean - low) / std

    @property
    def valley(self) -> float:
        """The emptiest bin between the highest bins left and right of the mean, as a share of the lower of the two."""
        low, high = self.statistics["min"], self.statistics["max"]
        middle = round((self.statistics["mean"] - low) / (high - low) * len(self.counts))
        left, right = self.counts[:middle], self.counts[middle:]
        between = self.counts[left.index(max(left)) : middle + right.index(max(right)) + 1]
        return min(between) / min(max(left), max(right))

    @property
    def peaks(self) -> int:
        """How many runs of bins are higher than a third of the highest bin."""
        high = [3 * one > max(self.counts) for one in self.counts]
        return sum(one and not before for before, one in pairwise([False, *high]))


def survivors(distribution: str, technique: str, before: Side, after: Side) -> str:
    """Return what the norm left, and what it removed; `technique` is its name.

    Raises:
        ValueError: The data fit none of the sentences.
    """
    match distribution:
        case "shifted":
            return _shift(technique, before, after)
        case "skewed":
            return _skew(technique, before, after)
        case "heavy_tailed":
            return _tails(technique, before, after)
        case "bimodal":
            return _modes(technique, before, after)
        case "channel_offsets":
            return _offsets(technique, before, after)
    raise ValueError(f"there is no sentence about the distribution {distribution!r}")


def _shift(technique: str, before: Side, after: Side) -> str:
    skewness = [one.statistics["skewness"] for one in (before, after)]
    if max(map(abs, skewness)) > 0.2:
        raise ValueError(f"shifted values have skewness {skewness}; expected nearly none")
    shape = f"the nearly symmetric shape stays (skewness {_two(skewness[0])} before, {_two(skewness[1])} after)"
    mean = after.statistics["mean"]
    if abs(mean) < 0.005:
        return f"{technique} takes the shift away; {shape}."
    return f"{technique} does not center: the mean is still {_two(mean)}, and {shape}."


def _skew(technique: str, before: Side, after: Side) -> str:
    skewness = [one.statistics["skewness"] for one in (before, after)]
    if not skewness[1] > 0.5 * skewness[0] > 0.25:
        raise ValueError(f"skewed values have skewness {skewness}; expected that most of it stays")
    what = (
        "The long tail to the right stays"
        if skewness[1] > 0.9 * skewness[0]
        else "Most of the long tail to the right stays"
    )
    return f"{what}: the skewness is {_two(skewness[0])} before {technique} and {_two(skewness[1])} after it."


def _tails(technique: str, before: Side, after: Side) -> str:
    if min(before.farthest, after.farthest) < 5:
        raise ValueError(f"the farthest values are {before.farthest} and {after.farthest} out; expected 5 and more")
    what = "The long tails stay" if after.farthest > 0.9 * before.farthest else "The tails get shorter, and stay long"
    return (
        f"{what}: the farthest value lies {_one(before.farthest)} standard deviations from the mean "
        f"before {technique}, {_one(after.farthest)} after it."
    )


def _modes(technique: str, before: Side, after: Side) -> str:
    if (before.peaks, after.peaks) != (2, 2):
        raise ValueError(f"the histograms have {before.peaks} and {after.peaks} peaks; expected two")
    return (
        "The two modes stay: between them the histogram falls to "
        f"{before.valley:.0%} of the lower peak before {technique}, and to {after.valley:.0%} after it."
    )


def _offsets(technique: str, before: Side, after: Side) -> str:
    if before.peaks < 3 or after.peaks > before.peaks:
        raise ValueError(f"the channels form {before.peaks} and {after.peaks} peaks; expected several, and not more")
    start = f"Before {technique} the histogram has {_WORDS[before.peaks]} peaks, one for each channel"
    if after.peaks == before.peaks:
        return f"{start}; all of them stay, so the offsets of the channels survive."
    if after.peaks == 1:
        return f"{start}; after it one is left, so the offsets of the channels are gone."
    return f"{start}; after it {_WORDS[after.peaks]} are left, so some of the offsets survive."


_WORDS = ("no", "one", "two", "three", "four")


def _one(value: float) -> str:
    return format_number(value, ".1f")


def _two(value: float) -> str:
    return format_number(value, ".2f")
