"""What the axes picture says is what the registry says and what the norms do.

`axes_cases.json` holds, for entries of every state, which entries share their statistics:
found out by running the very line of code that the picture shows. Its script is tested against the same file, so
neither can drift. When the file is missing, it is written, and the test fails once: look at it.
"""

import json
import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from course_build import norms
from course_build.markdown.axes_drawing import filled, shade
from course_build.markdown.axes_picture import _data
from course_build.markdown.axes_states import LAYOUTS, set_of, states
from course_build.norms import TECHNIQUES, sharings

FIXTURE = Path(__file__).with_name("axes_cases.json")
EVERY = [
    pytest.param(technique, layout, index, id=f"{key}-{layout.name}-{state.choice.replace(', ', '.')}")
    for layout in LAYOUTS
    for key, technique in TECHNIQUES.items()
    for index, state in enumerate(states(technique, layout))
]
AVAILABLE = [one for one in EVERY if one.values[1].key in one.values[0].shared]


def entries(layout):
    return product(*map(range, layout.shape))


def run(code, x):
    """Run the line of code that the picture shows."""
    functions = {f"{key}_norm": getattr(norms, f"{key}_norm") for key in TECHNIQUES}
    return eval(code, {"__builtins__": {}, "x": x, "gamma": None, "beta": None, **functions})


def sharers(layout, state, entry):
    """Return which entries change when one does, by their places in the flat array."""
    x = np.random.default_rng(5).normal(size=layout.shape)
    changed = x.copy()
    changed[entry] += 0.7
    return np.flatnonzero(run(state.code, changed) != run(state.code, x)).tolist()


@pytest.mark.parametrize(("technique", "layout", "index"), AVAILABLE)
def test_counts_are_the_registrys_and_sets_those_of_the_code(technique, layout, index):
    state = states(technique, layout)[index]
    expected = sharings(technique, layout.key, layout.shape, state.groups)
    assert (state.axes, state.values, state.statistics) in [(one.axes, one.values, one.statistics) for one in expected]
    assert len({set_of(layout, state, entry) for entry in entries(layout)}) == state.statistics
    for entry in entries(layout):
        own = set_of(layout, state, entry)
        same = [at for at, other in enumerate(entries(layout)) if set_of(layout, state, other) == own]
        assert same == sharers(layout, state, entry)
        assert len(same) == state.values


def test_the_script_is_tested_with_the_same_cases():
    cases = [
        {
            "technique": technique.key,
            "layout": layout.name,
            "index": index,
            "entry": entry,
            "sharers": sharers(layout, state, entry),
            "statistics": state.statistics,
            "says": filled(state.sentence, layout, state, entry),
        }
        for technique, layout, index in (one.values for one in AVAILABLE)
        for state in [states(technique, layout)[index]]
        for entry in ([0] * len(layout.shape), list(layout.entry), [length - 1 for length in layout.shape])
        for entry in [tuple(entry)]
    ]
    lines = ",\n".join(json.dumps(case) for case in cases)
    text = f'{{"data": {json.dumps(_data())},\n"cases": [\n{lines}\n]}}\n'
    if not FIXTURE.exists():
        FIXTURE.write_text(text, "utf-8")
        pytest.fail(f"wrote {FIXTURE.name}: look at it, then run again")
    assert FIXTURE.read_text("utf-8") == text, f"remove {FIXTURE.name}, run this twice, and see what changed"


@pytest.mark.parametrize(("technique", "layout", "index"), EVERY)
def test_sentences_are_filled_whole_sentences(technique, layout, index):
    state = states(technique, layout)[index]
    said = filled(state.sentence, layout, state, layout.entry)
    assert not re.search(r"[{}]|  |\bNone\b", said)
    for text in filter(None, (said, state.does, state.batch, state.training, state.also)):
        assert text[0].isupper()
        assert text.endswith(".")
    if state.axes:
        assert f"one of {state.values} entries" in said
        assert f"There are {state.statistics} such sets" in said
        assert ("one mean and one variance" in said) == (technique.target.mean is not None)
        assert state.batch.startswith("Yes") == technique.needs_batch_mates
        assert state.training.startswith("They differ") == technique.train_differs_from_eval
    else:
        assert state.code == state.also == ""
        assert "InstanceNorm has nothing to share here. It needs several positions" in said


def test_what_coincides_is_said_and_true():
    said = {
        (one.layout, one.technique, one.choice): one.also
        for layout in LAYOUTS
        for technique in TECHNIQUES.values()
        for one in states(technique, layout)
    }
    assert said["images", "group", "1"] == "With 1 group, this is LayerNorm over C, H and W, before gamma and beta."
    assert said["images", "group", "4"] == "With 4 groups, this is InstanceNorm over H and W, before gamma and beta."
    assert said["images", "group", "2"] == ""
    assert said["images", "layer", "C, H, W"] == "GroupNorm with 1 group is the same, before gamma and beta."
    assert said["images", "layer", "C"] == "RMSNorm takes the same entries, without removing a mean."
    assert said["images", "instance", "H, W"] == "GroupNorm with 4 groups is the same, before gamma and beta."
    assert said["images", "batch", "N, H, W"] == "In a batch of one image, this would be InstanceNorm."
    assert said["sequences", "group", "1"] == "", "LayerNorm on sequences takes each token alone"
    assert said["features", "group", "1"].startswith("With 1 group, this is LayerNorm over D")
    for layout in LAYOUTS:
        outputs = {}
        x = np.random.default_rng(6).normal(size=layout.shape)
        for technique in TECHNIQUES.values():
            for state in states(technique, layout):
                if state.axes and technique.key != "rms":
                    outputs[technique.key, state.choice, " is the same" in state.also or "this is" in state.also] = run(
                        state.code, x
                    )
        for (key, choice, says), y in outputs.items():
            others = [other for (another, *_), other in outputs.items() if another != key]
            assert says == any(np.allclose(y, other) for other in others), (layout.name, key, choice)


def test_one_image_makes_batch_norm_instance_norm():
    x = np.random.default_rng(7).normal(size=(1, 4, 3, 3))
    np.testing.assert_allclose(norms.batch_norm(x), norms.instance_norm(x))


def test_no_number_of_groups_leaves_a_value_alone():
    features = LAYOUTS[2]
    assert [state.groups for state in states(TECHNIQUES["group"], features)] == [1, 2, 3]
    with pytest.raises(ValueError, match="group_norm"):
        norms.group_norm(np.ones(features.shape), features.length("D"))


@pytest.mark.parametrize(("technique", "layout", "index"), EVERY)
def test_tints_tell_neighboring_sets_apart(technique, layout, index):
    state = states(technique, layout)[index]
    shades = {entry: shade(layout, state, entry) for entry in entries(layout)}
    assert sum(one == "shared" for one in shades.values()) == state.values
    assert set(shades.values()) <= {"shared", "even", "odd"} if state.axes else {"none"}
    for entry, own in shades.items():
        for axis in range(len(entry)):
            beside = tuple(at + (place == axis) for place, at in enumerate(entry))
            if beside in shades and set_of(layout, state, beside) != set_of(layout, state, entry):
                assert shades[beside] != own or state.axes == (), (entry, beside)
