"""The speed goals, measured: `make bench`. Ratios come from one run, since machines differ and drift."""

import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from course_build import norms
from course_build.experiments.digits import digits
from course_build.experiments.networks import Mlp
from course_build.experiments.training import train
from tests import ROOT
from tests.bench import plain
from tests.bench.offline import offline_ratio
from tests.bench.playground import slider_to_paint
from tests.bench.python import python_in_the_browser
from tests.bench.saving import saving_to_shown
from tests.bench.site import lighthouse_scores, rebuild_ratio
from tests.bench.timing import ratio


def main() -> None:
    print(f"{os.cpu_count()} cores, numpy {np.__version__}, one BLAS thread a process\n")
    for one in (
        norm_ratios,
        sweep_ratio,
        rebuild_ratio,
        saving_to_shown,
        lighthouse_scores,
        python_in_the_browser,
        slider_to_paint,
        offline_ratio,
        figures_cold,
    ):
        one()


def norm_ratios() -> None:
    """Forward and backward of each technique against the plainest correct numpy, on the same float64 arrays."""
    print("Norms, time relative to the plainest numpy (below 1 is faster)")
    rng = np.random.default_rng(0)
    image, tokens = rng.standard_normal((32, 64, 16, 16)), rng.standard_normal((64, 128, 256))
    cases = [
        ("batch", "batch_norm", image, ()),
        ("layer", "layer_norm", tokens, ()),
        ("rms", "rms_norm", tokens, ()),
        ("group", "group_norm", image, (8,)),
        ("instance", "instance_norm", image, ()),
    ]
    for technique, name, x, groups in cases:
        width = x.shape[-1] if x.ndim == 3 else x.shape[1]
        gamma, beta, dy = rng.standard_normal(width), rng.standard_normal(width), rng.standard_normal(x.shape)
        parameters = (gamma,) if technique == "rms" else (gamma, beta)
        forward = (x, *groups, *parameters)
        backward = (dy, x, *groups, gamma)
        ratios = []
        for function, arguments in ((name, forward), (f"{name}_backward", backward)):
            ours, theirs = getattr(norms, function), getattr(plain, function)
            for mine, other in zip(_tuple(ours(*arguments)), _tuple(theirs(*arguments)), strict=True):
                np.testing.assert_allclose(mine, other, rtol=1e-9, atol=1e-9)
            ratios.append(
                ratio(lambda run=ours, given=arguments: run(*given), lambda run=theirs, given=arguments: run(*given))
            )
        print(f"  {technique:9s} forward {ratios[0]:.2f}   backward {ratios[1]:.2f}")


def sweep_ratio() -> None:
    """The sweep of F1's first setting against the same runs one at a time, in plain numpy."""
    print("\nF1 sweep, 6 layers of 64 units: one run at a time in plain numpy, over ours (goal: at least 1.5)")
    data, seeds, steps = digits(), 4, 60
    rates = [0.03, 0.1, 0.3, 0.5]
    orders = [plain.batches_of(data, seed, steps) for seed in range(seeds)]

    def one_at_a_time(technique):
        weights = plain.initial_weights(Mlp(technique, 6, 64), seeds)
        for rate in rates:
            for seed in range(seeds):
                plain.train_one(weights[seed], data, orders[seed], rate, normalized=technique == "batch")

    def together(technique):
        train(Mlp(technique, 6, 64), rates, seeds=seeds, steps=steps)

    for names in (("none",), ("batch",), ("none", "batch")):
        found = ratio(
            lambda names=names: [one_at_a_time(name) for name in names],
            lambda names=names: [together(name) for name in names],
            rounds=5,
        )
        print(f"  {' and '.join(names):14s} {found:.2f}")


def figures_cold() -> None:
    """All figures with nothing cached, in a copy of the checkout."""
    print("\nAll figures cold (goal: under 180 s on 2 cores, then 120)")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "course"
        shutil.copytree(
            ROOT, copy, ignore=shutil.ignore_patterns(".git", ".venv", ".cache", "generated", "site", ".*_cache")
        )
        environment = {**os.environ, "PYTHONPATH": str(copy)}
        command = [sys.executable, "-m", "course_build", "figures"]
        for label in ("cold", "again"):
            start = time.perf_counter()
            subprocess.run(command, cwd=copy, env=environment, check=True, stderr=subprocess.DEVNULL)
            print(f"  {label:9s} {time.perf_counter() - start:.1f} s")


def _tuple(value):
    return value if isinstance(value, tuple) else (value,)


if __name__ == "__main__":
    main()
