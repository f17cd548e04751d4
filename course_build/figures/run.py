"""Run units of work on every core, or on a Dask cluster; a failing one does not stop the others."""

import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import joblib
from threadpoolctl import threadpool_limits
from tqdm import tqdm

from course_build.errors import CourseError
from course_build.experiments.figure import Unit
from course_build.figures.find import failure
from course_build.project import Project


@dataclass(frozen=True)
class Done:
    """What became of the unit at `index`: a result, or the error that it met."""

    index: int
    result: Any
    error: CourseError | None


def run_units(project: Project, units: Sequence[Unit], paths: Sequence[Path], dask: str | None) -> Iterator[Done]:
    """Yield what became of each unit, as they finish.

    Parameters:
        project: The checkout, to name places in errors.
        units: The work.
        paths: For each unit, the figure file that asked for it.
        dask: The address of a Dask scheduler; None uses the cores of this machine.

    Raises:
        CourseError: The cluster cannot be reached, or the package for it is missing.
    """
    with ExitStack() as stack:
        if dask is not None:
            stack.enter_context(_cluster(dask))
        # One unit alone runs in this process: to start another takes longer than most units.
        jobs = -1 if dask else min(len(units), os.cpu_count() or 1)
        parallel = joblib.Parallel(n_jobs=jobs, return_as="generator_unordered")
        work = (
            joblib.delayed(_run)(project, index, unit, path)
            for index, (unit, path) in enumerate(zip(units, paths, strict=True))
        )
        bar = stack.enter_context(tqdm(total=len(units), desc="figures", unit="unit", disable=None))
        for done in parallel(work):
            bar.update()
            bar.set_postfix_str(units[done.index].label)
            yield done


def _run(project: Project, index: int, unit: Unit, path: Path) -> Done:
    """Run one unit with one BLAS thread: two on busy cores are many times slower, and change the last digits."""
    try:
        with threadpool_limits(1):
            return Done(index, unit.run(), None)
    except Exception as error:
        return Done(index, None, failure(project, error, path))


def _cluster(address: str) -> AbstractContextManager[Any]:
    try:
        from distributed import Client
    except ImportError:
        raise CourseError(
            "--dask", "needs the package distributed", "install it with: pip install 'normalization-course[dask]'"
        ) from None
    try:
        client = Client(address, timeout="10s", set_as_default=True)
    except (OSError, ValueError) as error:
        raise CourseError(
            f"--dask {address}", f"cannot be reached ({error})", "check the scheduler's address"
        ) from None
    stack = ExitStack()
    stack.callback(client.close)
    stack.enter_context(joblib.parallel_config("dask", client=client))
    return stack
