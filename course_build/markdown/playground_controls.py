"""What the reader can set in the playground: ranges, defaults, units and words, from which page and script are made."""

from dataclasses import dataclass

from course_build.experiments.playground_controls import Controls
from course_build.markdown.distributions import DISTRIBUTIONS
from course_build.norms.registry import TECHNIQUES


@dataclass(frozen=True)
class Choice:
    """One of several."""

    name: str
    """As in Controls, and in the page's data."""
    key: str
    """In the page's address."""
    label: str
    options: dict[str, str]
    """What is shown for each value."""
    default: str
    kind: str = "choice"


@dataclass(frozen=True)
class Steps:
    """A number, one of many in order."""

    name: str
    key: str
    label: str
    values: tuple[float, ...]
    default: float
    unit: str = ""
    """Said behind the number."""
    kind: str = "steps"


def _powers(first: int, last: int) -> tuple[int, ...]:
    return tuple(2**power for power in range(first, last + 1))


def _tenths(first: int, last: int, step: int = 1) -> tuple[float, ...]:
    return tuple(tenth / 10 for tenth in range(first, last + 1, step))


_DEFAULT = Controls()

CHOSEN = (
    Choice("technique", "tech", "Technique", {key: one.name for key, one in TECHNIQUES.items()}, _DEFAULT.technique),
    Choice("distribution", "input", "Input", DISTRIBUTIONS, _DEFAULT.distribution),
    Choice(
        "mode",
        "mode",
        "Mode (BatchNorm)",
        {"train": "training", "eval": "evaluation"},
        "train",
    ),
)
LEARNED = (
    Steps("gamma", "gamma", "γ, gamma: scale", _tenths(-20, 30), _DEFAULT.gamma),
    Steps("beta", "beta", "β, beta: shift", _tenths(-30, 30), _DEFAULT.beta),
)
SHAPED = (
    Choice(
        "layout",
        "layout",
        "Layout",
        {"N,C,H,W": "images: N, C, H, W", "N,T,D": "sequences: N, T, D", "N,D": "vectors: N, D"},
        _DEFAULT.layout,
    ),
    Steps("batch", "batch", "Batch", _powers(0, 8), _DEFAULT.batch, "samples"),
    Steps("features", "features", "Features", _powers(1, 9), _DEFAULT.features),
    Steps("groups", "groups", "Groups (GroupNorm)", _powers(0, 6), _DEFAULT.groups),
    Steps("offset", "offset", "Offset of the input", _tenths(-100, 100, 5), _DEFAULT.offset),
    Steps(
        "scale",
        "scale",
        "Scale of the input",
        (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0),
        _DEFAULT.scale,
    ),
    Steps(
        "eps",
        "eps",
        "ε, epsilon",
        (1e-12, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0),
        _DEFAULT.eps,
    ),
)

CONTROLS: tuple[Choice | Steps, ...] = (*CHOSEN, *LEARNED, *SHAPED)
