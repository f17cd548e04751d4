"""A check of the checks: each of these faults, put into a copy of the norms, must make the suite fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import course_build.norms

NORMS = Path(course_build.norms.__file__).parent
GUARD = """
import os
from pathlib import Path

from course_build import norms

found, copy = Path(norms.__file__), Path(os.environ["COPY"])
assert found.is_relative_to(copy), f"{found} is not in {copy}"
"""
FAILED, REFUSED = pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.USAGE_ERROR


class Mutation(NamedTuple):
    """Replace `old`, which occurs once in the module, by `new`."""

    module: str
    old: str
    new: str


MUTATIONS = {
    "batch: statistics per sample": Mutation(
        "batch.py",
        "x_hat, mean, var, _ = standardize(wide, others, checks.epsilon(eps))",
        "_, mean, var, _ = standardize(wide, others, checks.epsilon(eps))\n"
        "        x_hat = standardize(wide, others[1:] or others, checks.epsilon(eps)).x_hat",
    ),
    "instance: statistics over the batch": Mutation(
        "instance.py", "positions, checks.epsilon(eps)).x_hat", "(0, *positions), checks.epsilon(eps)).x_hat"
    ),
    "group: statistics over the batch": Mutation(
        "group.py", "standardize(grouped, shared,", "standardize(grouped, (0, *shared),"
    ),
    "group: neighbors in different groups": Mutation(
        "group.py",
        "groups, size, *x.shape[axis + 1 :])",
        "size, groups, *x.shape[axis + 1 :]).swapaxes(axis, axis + 1)",
    ),
    "layer: statistics over all axes": Mutation(
        "layer.py", "axes, checks.epsilon(eps)).x_hat", "tuple(range(x.ndim)), checks.epsilon(eps)).x_hat"
    ),
    "rms: statistics over all axes": Mutation(
        "rms.py",
        "axes, checks.epsilon(eps), center=False).x_hat",
        "tuple(range(x.ndim)), checks.epsilon(eps), center=False).x_hat",
    ),
    "normalizing by the unbiased variance": Mutation(
        "core.py",
        "var = mean_product(centered, centered, axes)",
        "var = centered.var(axes, keepdims=True, ddof=1) if center else (x * x).mean(axes, keepdims=True)",
    ),
    "variance in one pass": Mutation(
        "core.py",
        "var = mean_product(centered, centered, axes)",
        "var = (x * x).mean(axes, keepdims=True) - mean * mean",
    ),
    "averaging the biased variance": Mutation("batch.py", " * count / (count - 1)", ""),
    "momentum weighs the old mean": Mutation(
        "batch.py",
        "(1 - momentum) * self.mean + momentum * mean",
        "momentum * self.mean + (1 - momentum) * mean",
    ),
    "momentum weighs the old variance": Mutation(
        "batch.py",
        "(1 - momentum) * self.var + momentum * unbiased_var",
        "momentum * self.var + (1 - momentum) * unbiased_var",
    ),
    "epsilon outside the root": Mutation(
        "core.py", "1 / np.sqrt(var + x.dtype.type(eps))", "1 / (np.sqrt(var) + x.dtype.type(eps))"
    ),
    "epsilon outside the root in evaluation": Mutation(
        "batch.py", "1 / np.sqrt(var + checks.epsilon(eps))", "1 / (np.sqrt(var) + checks.epsilon(eps))"
    ),
    "epsilon outside the root in a fold": Mutation(
        "fold.py", "/ np.sqrt(var + checks.epsilon(eps))", "/ (np.sqrt(var) + checks.epsilon(eps))"
    ),
    "backward: nothing through the mean": Mutation(
        "core.py", "    if center:\n        through_statistics", "    if False:\n        through_statistics"
    ),
    "backward: nothing through the variance": Mutation(
        "core.py", "x_hat * mean_product(dx_hat, x_hat, axes)", "np.zeros_like(x_hat)"
    ),
    "backward: batch ignores gamma": Mutation("batch.py", "dx_hat = scale_and_shift(dy, wide_gamma)", "dx_hat = dy"),
    "backward: layer ignores gamma": Mutation(
        "layer.py", 'scale_and_shift(dy, checks.parameter("gamma", gamma, x, axes))', "dy"
    ),
    "backward: dgamma is dbeta": Mutation("affine.py", "(dy * x_hat).sum(shared)", "dy.sum(shared)"),
    "rms subtracts the mean": Mutation("rms.py", ", center=False).x_hat", ").x_hat"),
    "rms: backward through a mean": Mutation("rms.py", "inverse_rms, axes, center=False)", "inverse_rms, axes)"),
    "fold adds the mean": Mutation("fold.py", '(per_output("bias", bias) - mean)', '(per_output("bias", bias) + mean)'),
    "computing in the dtype that came": Mutation(
        "layer.py",
        "standardize(x.astype(np.float64, copy=False), axes, checks.epsilon(eps)).x_hat",
        "standardize(x, axes, checks.epsilon(eps)).x_hat",
    ),
}


@pytest.fixture(scope="module")
def suite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the tests of the norms, this file aside, below a guard against the original package."""
    root = tmp_path_factory.mktemp("mutations")
    (root / "conftest.py").write_text(GUARD)
    ignored = shutil.ignore_patterns(Path(__file__).name, "__pycache__")
    return Path(shutil.copytree(Path(__file__).parent, root / "suite", ignore=ignored))


def copy_package(root: Path) -> Path:
    """Copy the norms to root/course_build/norms."""
    ignored = shutil.ignore_patterns("__pycache__")
    copy = Path(shutil.copytree(NORMS, root / "course_build" / "norms", ignore=ignored))
    (root / "course_build" / "__init__.py").touch()
    return copy


def run(suite: Path, package: Path, *, guarded: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the whole suite on the norms below `package`."""
    options = ["-x", "-q", "-p", "no:cacheprovider", f"--rootdir={suite.parent}"]
    environment = os.environ | {
        "PYTHONPATH": str(package),
        "COPY": str(guarded or package),
        "NORMS_EXAMPLES": "5",
        "PYTEST_ADDOPTS": "",
        # The norms' tests need no plugin, and some plugins take longer to load than the tests to run.
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    }
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(suite)],
        cwd=suite,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_suite_passes_on_an_unchanged_copy(suite: Path, tmp_path: Path) -> None:
    copy_package(tmp_path)
    result = run(suite, tmp_path)
    assert result.returncode == pytest.ExitCode.OK, result.stdout + result.stderr


def test_the_suite_refuses_to_run_on_anything_but_the_copy(suite: Path, tmp_path: Path) -> None:
    result = run(suite, NORMS.parents[1], guarded=tmp_path)
    assert result.returncode == REFUSED
    assert f"is not in {tmp_path}" in result.stdout + result.stderr


@pytest.mark.parametrize("fault", MUTATIONS)
def test_the_suite_notices(fault: str, suite: Path, tmp_path: Path) -> None:
    mutation = MUTATIONS[fault]
    module = copy_package(tmp_path) / mutation.module
    source = module.read_text(encoding="utf-8")
    assert source.count(mutation.old) == 1, f"{mutation.module} has changed: put the fault where it belongs now"
    module.write_text(source.replace(mutation.old, mutation.new), encoding="utf-8")
    result = run(suite, tmp_path)
    assert result.returncode == FAILED, result.stdout + result.stderr
