"""What the axes picture can show, and what it says of it: counts, sentences and code, all from the registry."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from course_build.norms import TECHNIQUES, Sharing, Technique, sharings
from course_build.norms.checks import divisors

Role = Literal["whole", "part", "fixed"]
"""How a shared mean runs along an axis: over all of it, over one group of it, or not at all."""


@dataclass(frozen=True)
class Axis:
    """One axis of an array, and what an index of it counts."""

    letter: str
    one: str
    many: str


@dataclass(frozen=True)
class Layout:
    """A small array, and where its axes run in the picture."""

    key: str
    """As in the registry."""
    name: str
    """In the plural; also the key in the page."""
    axes: tuple[Axis, ...]
    shape: tuple[int, ...]
    entry: tuple[int, ...]
    """The entry that is chosen first, counted from 0."""
    across: tuple[str, ...]
    """The axes that run to the right, the outer one first."""
    down: tuple[str, ...]

    def axis(self, letter: str) -> Axis:
        return next(axis for axis in self.axes if axis.letter == letter)

    def length(self, letter: str) -> int:
        return self.shape[[axis.letter for axis in self.axes].index(letter)]

    @property
    def place(self) -> str:
        """What an entry is called, as a template."""
        words = ", ".join(f"{axis.one} {{{axis.letter}}}" for axis in self.axes)
        return words[0].upper() + words[1:]

    @property
    def channels(self) -> str:
        """The axis that GroupNorm cuts into groups."""
        return "C" if "C" in self.key else "D"


IMAGE, CHANNEL = Axis("N", "image", "images"), Axis("C", "channel", "channels")
FEATURE, TOKEN = Axis("D", "feature", "features"), Axis("T", "token", "tokens")
ROW, COLUMN = Axis("H", "row", "rows"), Axis("W", "column", "columns")

# Samples run across and channels down in every layout: so a technique looks alike in all of them.
LAYOUTS = (
    Layout(
        "N,C,H,W", "images", (IMAGE, CHANNEL, ROW, COLUMN), (3, 4, 3, 3), (1, 2, 1, 0), ("N", "W"), ("C", "H")
    ),
    Layout(
        "N,T,D", "sequences", (replace(IMAGE, one="sequence", many="sequences"), TOKEN, FEATURE), (2, 4, 6), (0, 2, 1),
        ("N", "T"), ("D",),
    ),
    Layout("N,D", "features", (replace(IMAGE, one="sample", many="samples"), FEATURE), (8, 6), (2, 1), ("N",), ("D",)),
)  # fmt: skip


@dataclass(frozen=True)
class State:
    """One technique on one layout. In sentences, {N} stands for the chosen entry's index along N, counted from 1."""

    technique: str
    layout: str
    choice: str
    """What tells it from the technique's other states on this layout."""
    groups: int
    axes: tuple[str, ...]
    """As in the registry; empty where the technique has nothing to share."""
    roles: dict[str, Role]
    values: int
    statistics: int
    sentence: str
    code: str
    does: str
    batch: str
    training: str
    also: str
    """With what it coincides, if with anything."""


def states(technique: Technique, layout: Layout) -> list[State]:
    """Return what a technique can be on a layout: its usual axes first, or its numbers of groups in order."""
    if layout.key not in technique.shared:
        return [_refusal(technique, layout)]
    return [
        _state(technique, layout, groups, sharing)
        for groups in _groups(technique, layout)
        for sharing in sharings(technique, layout.key, layout.shape, groups)
    ]


def roles(layout: Layout, axes: Iterable[str], groups: int) -> dict[str, Role]:
    """Return how a mean over `axes` runs along each axis; one group is all of an axis, and groups of one are none."""
    found: dict[str, Role] = {axis.letter: "whole" if axis.letter in axes else "fixed" for axis in layout.axes}
    for name in axes:
        letter = name.removesuffix("/G")
        if letter != name:
            found[letter] = "whole" if groups == 1 else "fixed" if groups == layout.length(letter) else "part"
    return found


def set_of(layout: Layout, state: State, entry: tuple[int, ...]) -> tuple[int, ...]:
    """Return what names the set of entries with which one entry shares its statistics."""
    index = {
        "whole": lambda _axis, _at: 0,
        "fixed": lambda _axis, at: at,
        "part": lambda axis, at: at // (layout.length(axis) // state.groups),
    }
    return tuple(index[state.roles[axis.letter]](axis.letter, at) for axis, at in zip(layout.axes, entry, strict=True))


def _groups(technique: Technique, layout: Layout) -> list[int]:
    """Return the numbers of groups to choose from: none that leaves a value alone in its group."""
    if technique.key != "group":
        return [1]
    return [
        number
        for number in divisors(layout.length(layout.channels))
        if sharings(technique, layout.key, layout.shape, number)[0].values > 1
    ]


def _state(technique: Technique, layout: Layout, groups: int, sharing: Sharing) -> State:
    found = roles(layout, sharing.axes, groups)
    choice = str(groups) if technique.key == "group" else ", ".join(sharing.axes)
    state = State(
        technique=technique.key,
        layout=layout.name,
        choice=choice,
        groups=groups,
        axes=sharing.axes,
        roles=found,
        values=sharing.values,
        statistics=sharing.statistics,
        sentence=_sentence(technique, layout, groups, found, sharing),
        code=_code(technique, layout, groups, sharing.axes),
        does=technique.does,
        batch=_batch(technique, layout),
        training=_training(technique),
        also="",
    )
    return replace(state, also=" ".join(_coincidences(technique, layout, state)))


def _refusal(technique: Technique, layout: Layout) -> State:
    needs = technique.needs.partition(". ")[0]
    return State(
        technique=technique.key,
        layout=layout.name,
        choice="nothing",
        groups=1,
        axes=(),
        roles={axis.letter: "fixed" for axis in layout.axes},
        values=0,
        statistics=0,
        sentence=f"{technique.name} has nothing to share here. It needs {needs[0].lower()}{needs[1:]}.",
        code="",
        does="",
        batch="",
        training="",
        also="",
    )


def statistic(technique: Technique) -> str:
    return "one root mean square" if technique.target.mean is None else "one mean and one variance"


def _sentence(technique: Technique, layout: Layout, groups: int, found: dict[str, Role], sharing: Sharing) -> str:
    own = [
        f"group of {axis.many}" if found[axis.letter] == "part" else axis.one
        for axis in layout.axes
        if found[axis.letter] != "whole"
    ]
    return (
        f"{layout.place} is one of {sharing.values} entries that share {statistic(technique)}: "
        f"{_members(layout, groups, found)}. There are {sharing.statistics} such sets, one for each {_joined(own)}."
    )


def _members(layout: Layout, groups: int, found: dict[str, Role]) -> str:
    """Say which entries form the set of the chosen one."""
    shared = [axis.many for axis in layout.axes if found[axis.letter] == "whole"]
    words = [f"all {_joined(shared)}"] if shared else []
    at = [f"{axis.one} {{{axis.letter}}}" for axis in layout.axes if _is(axis, "HW") and found[axis.letter] == "fixed"]
    if at:
        words.append(f"at {', '.join(at)}")
    link = "of"
    for axis in (axis for letters in ("CD", "T", "N") for axis in layout.axes if _is(axis, letters)):
        if found[axis.letter] == "whole":
            continue
        name = f"{axis.one} {{{axis.letter}}}"
        if found[axis.letter] == "part":
            between = "and" if layout.length(axis.letter) // groups == 2 else "to"
            name = f"{axis.many} {{{axis.letter}.first}} {between} {{{axis.letter}.last}}"
        link, words = ("in" if words else "of"), [*words, f"{link} {name}" if words else name]
    return " ".join(words)


def _is(axis: Axis, letters: str) -> bool:
    return axis.letter in letters


def _joined(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _code(technique: Technique, layout: Layout, groups: int, axes: tuple[str, ...]) -> str:
    """Return the call of course_build.norms that computes it."""
    channel = f"channel_axis={1 if layout.key.index(layout.channels) == 2 else -1}"
    letters = [axis.letter for axis in layout.axes]
    # The last axis is -1, as one meets it in code for sequences and features.
    numbers = [letters.index(name) for name in axes if name in letters]
    over = f"axis={tuple(numbers)}" if len(numbers) > 1 else f"axis={1 if layout.channels == 'C' else -1}"
    arguments = {
        "batch": f"x, gamma, beta, {channel}",
        "layer": f"x, gamma, beta, {over}",
        "rms": f"x, gamma, {over}",
        "group": f"x, {groups}, gamma, beta, {channel}",
        "instance": f"x, gamma, beta, {channel}",
    }
    return f"{technique.key}_norm({arguments[technique.key]})"


def _batch(technique: Technique, layout: Layout) -> str:
    others = f"other {layout.axes[0].many}"
    if technique.needs_batch_mates:
        return f"Yes, in training: the {others} of the batch have a part in these statistics."
    return f"No: change the {others}, and this entry comes out the same."


def _training(technique: Technique) -> str:
    if technique.train_differs_from_eval:
        return "They differ: evaluation takes running averages from training in place of these statistics."
    return "The same."


def _coincidences(technique: Technique, layout: Layout, state: State) -> list[str]:
    """Say which other techniques share over the very same entries here, as the roles of the axes show."""
    found = [
        _coincidence(technique, state, other, groups, sharing.axes)
        for other in TECHNIQUES.values()
        if other is not technique and layout.key in other.shared
        for groups in _groups(other, layout)
        for sharing in sharings(other, layout.key, layout.shape, groups)
        if roles(layout, sharing.axes, groups) == state.roles
    ]
    if technique.key == "batch" and layout.key in TECHNIQUES["instance"].shared:
        found.append(f"In a batch of one {layout.axes[0].one}, this would be InstanceNorm.")
    return found


def _coincidence(technique: Technique, state: State, other: Technique, groups: int, axes: tuple[str, ...]) -> str:
    if other.key == "rms":
        return f"{other.name} takes the same entries, without removing a mean."
    if technique.key == "rms":
        number = f" with {_counted(groups)}" if other.key == "group" else f" over {_joined(list(axes))}"
        return f"{other.name}{number} takes the same entries, and removes their mean."
    if other.key == "group":
        return f"{other.name} with {_counted(groups)} is the same, before gamma and beta."
    if technique.key == "group":
        return f"With {_counted(state.groups)}, this is {other.name} over {_joined(list(axes))}, before gamma and beta."
    raise ValueError(f"{technique.name} and {other.name} coincide on {state.layout}: say how in _coincidence.")


def _counted(groups: int) -> str:
    return "1 group" if groups == 1 else f"{groups} groups"
