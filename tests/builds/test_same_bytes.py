"""Same commit, same bytes: in another folder, on another day."""

import hashlib
import os
import subprocess
import sys

from course_build.figures.store import Store
from tests import ROOT
from tests.checkout import copy_checkout

DAY = """\
import datetime

import time_machine

time_machine.travel(datetime.datetime(2031, 5, 6, 7, 8, 9, tzinfo=datetime.UTC), tick=True).start()
"""
"""A sitecustomize module: every Python process of the build, its workers too, believes in this day."""


def test_a_copy_built_elsewhere_on_another_day_has_the_same_bytes(site, figures, tmp_path):
    copy = tmp_path / "another folder"
    copy_checkout(copy)
    take_over_runs(figures, Store(copy / ".cache" / "figures"))
    day = tmp_path / "day"
    day.mkdir()
    (day / "sitecustomize.py").write_text(DAY)
    environment = {
        **os.environ,
        "PYTHONPATH": f"{day}{os.pathsep}{copy}",
        "NO_MKDOCS_2_WARNING": "1",
        # The files of others are not fetched again; what is made of them is made anew.
        "COURSE_PYODIDE": str(ROOT / ".cache" / "browser"),
    }
    today = subprocess.run(
        [sys.executable, "-c", "import datetime; print(datetime.date.today())"],
        env=environment,
        capture_output=True,
        check=True,
        text=True,
    )
    assert today.stdout.strip() == "2031-05-06"
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=copy,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    here, there = _digests(site), _digests(copy / "site")
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []
    assert len(here) > 30


def take_over_runs(figures, store):
    """Leave one run of each function of each figure to be made anew; take over the others, which differ in numbers."""
    anew, others = set(), set()
    for one in figures.found:
        first = {}
        for unit in one.figure.units(one.figure.params):
            key = figures.unit_key(unit)
            (others if first.setdefault(unit.function, key) != key else anew).add(key)
    # What two figures share may be the first of one only.
    for key in others - anew:
        store.keep_unit(key, figures.store.unit(key))


def _digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
