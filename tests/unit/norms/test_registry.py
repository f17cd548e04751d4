"""The registry describes the code as it is, not as we remember it."""

import inspect
import json
from dataclasses import asdict
from itertools import product

import numpy as np
import pytest

from course_build import norms
from course_build.norms import TECHNIQUES, Sharing, sharings

SHAPES = {"N,C,H,W": (3, 4, 2, 3), "N,T,D": (3, 5, 4), "N,D": (5, 6)}
GROUPS = 2


def channel_axis(layout: str) -> int:
    return 1 if layout == "N,C,H,W" else -1


def apply(key: str, layout: str, axes: tuple[str, ...], x: np.ndarray, **options: object) -> np.ndarray:
    """Run the real norm over the axes that the registry names."""
    if key in ("layer", "rms"):
        norm = norms.layer_norm if key == "layer" else norms.rms_norm
        return norm(x, axis=tuple(layout.split(",").index(axis) for axis in axes), **options)
    if key == "group":
        return norms.group_norm(x, GROUPS, channel_axis=channel_axis(layout), **options)
    norm = norms.batch_norm if key == "batch" else norms.instance_norm
    return norm(x, channel_axis=channel_axis(layout), **options)


def set_of(entry: tuple[int, ...], layout: str, shape: tuple[int, ...], axes: tuple[str, ...]) -> tuple:
    """Name the set of entries with which `entry` shares its statistics, by reading the axes' names."""
    names = layout.split(",")
    own = []
    for name, index, length in zip(names, entry, shape, strict=True):
        if f"{name}/G" in axes:
            own.append(index // (length // GROUPS))
        elif name not in axes:
            own.append(index)
    return tuple(own)


CASES = [
    pytest.param(key, layout, sharing, id=f"{key}-{layout}-{'.'.join(sharing.axes)}")
    for key, technique in TECHNIQUES.items()
    for layout in technique.shared
    for sharing in sharings(technique, layout, SHAPES[layout], GROUPS)
]


@pytest.mark.parametrize(("key", "layout", "sharing"), CASES)
def test_changing_one_entry_changes_exactly_those_that_share_with_it(key: str, layout: str, sharing: Sharing) -> None:
    shape = SHAPES[layout]
    x = np.random.default_rng(1).normal(size=shape)
    before = apply(key, layout, sharing.axes, x)
    sets: dict[tuple, int] = {}
    for entry in product(*map(range, shape)):
        own = set_of(entry, layout, shape, sharing.axes)
        sets[own] = sets.get(own, 0) + 1
        changed = x.copy()
        changed[entry] += 0.7
        after = apply(key, layout, sharing.axes, changed)
        expected = np.array(
            [set_of(other, layout, shape, sharing.axes) == own for other in product(*map(range, shape))]
        ).reshape(shape)
        np.testing.assert_array_equal(after != before, expected)
    assert len(sets) == sharing.statistics
    assert set(sets.values()) == {sharing.values}


@pytest.mark.parametrize(("key", "layout", "sharing"), CASES)
def test_the_output_has_the_promised_statistics(key: str, layout: str, sharing: Sharing) -> None:
    shape = SHAPES[layout]
    x = np.random.default_rng(2).normal(3, 2, size=shape)
    y = apply(key, layout, sharing.axes, x, eps=0)
    sets: dict[tuple, list[float]] = {}
    for entry in product(*map(range, shape)):
        sets.setdefault(set_of(entry, layout, shape, sharing.axes), []).append(y[entry])
    target = TECHNIQUES[key].target
    for values in sets.values():
        assert np.sqrt(np.mean(np.square(values))) == pytest.approx(target.rms)
        if target.mean is None:
            assert target.std is None
            assert np.mean(values) > 0.1, "the mean of 3 must survive"
        else:
            assert np.mean(values) == pytest.approx(target.mean, abs=1e-12)
            assert np.std(values) == pytest.approx(target.std)


def test_each_layout_is_covered_or_refused() -> None:
    assert list(TECHNIQUES) == ["batch", "layer", "rms", "group", "instance"]
    for key, technique in TECHNIQUES.items():
        assert technique.key == key
        assert set(technique.shared) == set(SHAPES) - ({"N,D"} if key == "instance" else set())
    with pytest.raises(ValueError, match="expected at least 3 axes"):
        norms.instance_norm(np.ones((5, 6)))


@pytest.mark.parametrize("key", TECHNIQUES)
def test_batch_mates_and_training_are_as_described(key: str) -> None:
    technique = TECHNIQUES[key]
    x = np.random.default_rng(3).normal(size=SHAPES["N,C,H,W"])
    others = np.concatenate([x[:1], 5 * x[1:]])
    axes = technique.shared["N,C,H,W"][0]
    moved = apply(key, "N,C,H,W", axes, x)[0] != apply(key, "N,C,H,W", axes, others)[0]
    assert moved.any() == technique.needs_batch_mates
    function = getattr(norms, f"{key}_norm")
    assert ("training" in inspect.signature(function).parameters) == technique.train_differs_from_eval


@pytest.mark.parametrize("key", TECHNIQUES)
def test_the_parameters_are_those_of_the_function(key: str) -> None:
    accepted = inspect.signature(getattr(norms, f"{key}_norm")).parameters
    assert tuple(name for name in ("gamma", "beta") if name in accepted) == TECHNIQUES[key].parameters


@pytest.mark.parametrize(
    ("key", "layout", "shape", "groups", "expected"),
    [
        ("batch", "N,C,H,W", (8, 16, 7, 5), 1, [Sharing(("N", "H", "W"), 280, 16)]),
        ("batch", "N,T,D", (8, 10, 16), 1, [Sharing(("N", "T"), 80, 16)]),
        ("batch", "N,D", (2, 16), 1, [Sharing(("N",), 2, 16)]),
        (
            "layer",
            "N,C,H,W",
            (8, 16, 7, 5),
            1,
            [Sharing(("C", "H", "W"), 560, 8), Sharing(("C",), 16, 8 * 7 * 5)],
        ),
        ("layer", "N,T,D", (8, 10, 16), 1, [Sharing(("D",), 16, 80)]),
        ("rms", "N,T,D", (8, 10, 16), 1, [Sharing(("D",), 16, 80)]),
        ("group", "N,C,H,W", (8, 16, 7, 5), 4, [Sharing(("C/G", "H", "W"), 140, 32)]),
        ("instance", "N,C,H,W", (8, 16, 7, 5), 1, [Sharing(("H", "W"), 35, 128)]),
    ],
)
def test_counts(key: str, layout: str, shape: tuple[int, ...], groups: int, expected: list[Sharing]) -> None:
    assert list(sharings(TECHNIQUES[key], layout, shape, groups)) == expected


@pytest.mark.parametrize(
    ("key", "layout", "shape", "groups", "fragments"),
    [
        ("instance", "N,D", (5, 6), 1, ["InstanceNorm", "'N,D'", "['N,C,H,W', 'N,T,D']"]),
        ("batch", "C,H,W", (5, 6, 7), 1, ["BatchNorm", "'C,H,W'", "expected one of"]),
        ("layer", "N,T,D", (5, 6), 1, ["(5, 6)", "expected 3 lengths", "'N,T,D'"]),
        ("layer", "N,D", (5, 0), 1, ["(5, 0)", "at least 1"]),
        ("group", "N,D", (5, 6), 4, ["groups is 4", "axis D has length 6", "divisor of 6"]),
        ("group", "N,C,H,W", (5, 6, 2, 2), 0, ["groups is 0", "axis C has length 6"]),
    ],
)
def test_refusals(key: str, layout: str, shape: tuple[int, ...], groups: int, fragments: list[str]) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        sharings(TECHNIQUES[key], layout, shape, groups)
    for fragment in fragments:
        assert fragment in str(caught.value)


@pytest.mark.parametrize("key", TECHNIQUES)
def test_texts_are_whole_sentences_and_users_have_sources(key: str) -> None:
    technique = TECHNIQUES[key]
    for sentence in (technique.does, technique.needs, technique.tip, technique.target.sentence):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "  " not in sentence
    assert technique.formula.count("{") == technique.formula.count("}")
    assert (r"\mu" in technique.formula) == (technique.target.mean is not None)
    assert technique.users
    assert all(user.models and user.source for user in technique.users)
    assert not any("GPT-4" in user.models for user in technique.users), "its report names no architecture"


def test_every_entry_can_be_written_as_json() -> None:
    read_back = json.loads(json.dumps([asdict(technique) for technique in TECHNIQUES.values()]))
    assert [entry["name"] for entry in read_back] == [
        "BatchNorm",
        "LayerNorm",
        "RMSNorm",
        "GroupNorm",
        "InstanceNorm",
    ]


def test_everything_public_is_exported_and_documented() -> None:
    callables = [getattr(norms, name) for name in norms.__all__ if callable(getattr(norms, name))]
    assert len(callables) == len(norms.__all__) - 1, "all but TECHNIQUES"
    assert all(inspect.getdoc(each) for each in callables)
