"""What is run in both: norms on seeded inputs, and every experiment at a small size.

The browser is sent this file as it is, so it needs numpy and what ships with the course, and nothing of the tests.
"""

from dataclasses import asdict, is_dataclass

import numpy as np

from course_build import norms
from course_build.experiments import before_after as before_after_
from course_build.experiments import (
    cosine,
    depth,
    digits,
    distributions,
    drift,
    leakage,
    playground,
    sweeps,
    traps,
    walkthrough,
)
from course_build.experiments.networks import Mlp, ResidualMlp
from course_build.experiments.training import train
from figures_src import _live

SHAPE = (4, 6, 3, 2)
DTYPES = ("float16", "float32", "float64")
OPTIONS = {"layer": {"axis": (1, 2, 3)}, "rms": {"axis": (1, 2, 3)}}


def norm(technique, dtype):
    """Forward and backward, with gamma and beta, and for BatchNorm also in evaluation."""
    rng = np.random.default_rng(5)
    x, dy = (rng.normal(1, 2, SHAPE).astype(dtype) for _ in range(2))
    width = SHAPE[1:] if technique in OPTIONS else SHAPE[1:2]
    gamma, beta = (rng.normal(1, 0.5, width).astype(dtype) for _ in range(2))
    forward = getattr(norms, f"{technique}_norm")
    backward = getattr(norms, f"{technique}_norm_backward")
    options = OPTIONS.get(technique, {})
    first = (3,) if technique == "group" else ()
    shift = () if technique == "rms" else (beta,)
    found = {
        "y": forward(x, *first, gamma, *shift, **options),
        "gradients": backward(dy, x, *first, gamma, **options),
    }
    if technique == "batch":
        running = norms.RunningStatistics.start(SHAPE[1])
        forward(x, gamma, beta, running=running)
        found["running"] = running
        found["evaluation"] = forward(x, gamma, beta, running=running, training=False)
        found["evaluation gradients"] = backward(dy, x, gamma, running=running, training=False)
        found["folded"] = norms.fold_batch_norm(np.eye(SHAPE[1]), None, running, gamma, beta)
    return found


def random_numbers():
    rng = np.random.default_rng(3)
    return {
        "integers": rng.integers(0, 2**62, 50, dtype=np.int64),
        # The default integer of a browser has 32 bits.
        "permutation": rng.permutation(200).astype(np.int64),
        "uniform": rng.random(50),
        "normal": rng.standard_normal(50),
        "gamma": rng.standard_gamma(2.0, 50),
        "t": rng.standard_t(5.0, 50),
    }


def images():
    found = digits.digits()
    return {"labels": found.train_labels, "tests": found.test_labels, "pixels": found.test_images[:20]}


def swept():
    """A sweep as a figure makes one: cut into units, joined, and asked what it shows."""
    units = sweeps.sweep_units("", Mlp("batch", 2, 8, double=True), sweeps.rate_grid(-1, 0, 5), seeds=2, steps=3)
    return sweeps.join([unit.function(**unit.arguments) for unit in units])


LEAK = {"samples": 3, "groups": 2, "sample": 1, "seed": 1}
PLAYED = [{"technique": one, "training": mode} for one in norms.TECHNIQUES for mode in (True, False)]
WALK = {"width": 12, "learning_rate": 0.1, "updates": 4, "batch": 16, "seed": 2}

CASES = {
    "random numbers": random_numbers,
    "digits": images,
    **{f"{name} {dtype}": (lambda n=name, d=dtype: norm(n, d)) for name in norms.TECHNIQUES for dtype in DTYPES},
    **{
        f"{kind} values": (lambda k=kind: distributions.draw(k, (4, 3, 2, 2), seed=4))
        for kind in distributions.DISTRIBUTIONS
    },
    **{
        f"before and after, {kind}": (
            lambda k=kind: before_after_.before_after(k, shape=(4, 4, 3, 3), seed=1, groups=2, bins=8)
        )
        for kind in distributions.DISTRIBUTIONS
    },
    "sweep, float64": swept,
    "cosine": lambda: cosine.compare_directions([0.0, 1.0, 3.0], ["skewed"], vectors=5, features=16, seed=0),
    "leakage": lambda: [
        leak
        for technique in leakage.TECHNIQUES
        for leak in (
            leakage.image_leak(technique, channels=4, size=2, channel=1, **LEAK),
            leakage.sequence_leak(technique, tokens=4, features=4, padding=1, **LEAK),
        )
    ],
    "playground": lambda: [playground.answer(state) for state in PLAYED],
    "training, float64": lambda: train(Mlp("batch", 2, 8, double=True), [0.1, 0.5], seeds=2, steps=3),
    "training, float32": lambda: [
        train(net, [0.1], seeds=2, steps=2)
        for net in (Mlp("rms", 2, 8), Mlp("none", 2, 8, "tanh", "xavier"), ResidualMlp("layer", 2, 8))
    ],
    "depth, float32": lambda: depth.signal_through_depth("batch", 1.0, depth=4, width=12, batch=16, seeds=2),
    "drift, float32": lambda: drift.watch(
        "batch", activation="relu", init="he", depth=2, width=12, learning_rate=0.1, steps=3, seeds=2, every=1, probe=32
    ),
    "traps, float32": lambda: traps.train_and_test(
        "batch", batch=32, learning_rate=0.1, seeds=2, looks=[1, 2], test_batches=[8], width=12
    ),
    "walkthrough, float32": lambda: [
        walkthrough.watch_drift(**WALK, probe_seed=9),
        walkthrough.follow_batch_norm(**WALK),
        walkthrough.exchange_mates(**WALK, sizes=[2, 8], draws=2, groups=3),
    ],
    **{
        f"live figure {name}": (lambda n=name, f=figure: live(n, f))
        for name, figure in _live.FIGURES.items()
        if name != "f01"
    },
}


def live(name, figure):
    """The published numbers that a page would show, without the long series."""
    chosen = {one.key: one.first for one in figure.live.controls}
    return _live.run({"figure": name, "chosen": chosen}, lambda step: None)["scalars"]


def leaves(value, path=""):
    """Yield every number, flag and text of a result, with its place; arrays also tell their type."""
    if is_dataclass(value):
        value = asdict(value)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for index, inner in enumerate(value):
            yield from leaves(inner, f"{path}[{index}]")
    elif isinstance(value, np.ndarray):
        yield f"{path}.dtype", str(value.dtype)
        # Every number is a float64 exactly, and JSON has no infinities.
        yield path, [repr(one) if isinstance(one, float) else one for one in value.ravel().tolist()]
    elif isinstance(value, (bool, int, str)) or value is None:
        yield path, value
    else:
        yield path, [repr(float(value))]


def result(name):
    return dict(leaves(CASES[name]()))
