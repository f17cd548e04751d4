"""A course of one or two tiny figures, to test the pipeline in seconds: built by this checkout's own code."""

import os
import subprocess
import sys
from pathlib import Path

from tests import ROOT

MKDOCS = """\
site_name: Small course
theme:
  name: material
  font: false
plugins: [course]
exclude_docs: |
  generated/figures/*.svg
  generated/figures/*.sheet.json
validation:
  links:
    absolute_links: relative_to_docs
markdown_extensions:
  - course_build.markdown.figure
"""

PAGE = """\
# A page

/// figure | f01
///

/// evidence | f01
///
"""

WORK = """\
from dataclasses import dataclass


@dataclass(frozen=True)
class Squares:
    values: tuple


def squares(count, log):
    with open(log, "a") as file:
        file.write("squares\\n")
    return Squares(tuple(float(number**2) for number in range(count)))
"""

FIGURE = """\
from course_build.experiments.figure import Figure, Series, Unit
from figures_src._work import squares


def units(params):
    return [Unit(squares, {"count": params["count"], "log": params["log"]}, "squares")]


def compute(params, results):
    (one,) = results
    x = tuple(float(number) for number in range(len(one.values)))
    return (Series("squares", x, one.values, unit="area", x_unit="side"),), {"largest": max(one.values)}


def draw(data, canvas):
    (ax,) = canvas.panels(1)
    canvas.axes(ax, x="side", y="area")
    canvas.line(ax, data["squares"], "batch", label="squares")
    canvas.label_lines(ax)


FIGURE = Figure(
    id="ID",
    question="How do squares grow?",
    title="The largest is {largest:.0f}",
    caption="Squares of whole numbers, up to {largest:.0f}.",
    alt="A line that bends upward to {largest:.0f}.",
    setup="Whole numbers.",
    params={"count": 5, "log": LOG},
    units=units,
    compute=compute,
    draw=draw,
)
"""


class SmallCourse:
    """A folder with figures that log each run of their unit, so that a test sees what was computed."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.log = folder / "runs.log"
        # Fonts, Python and pictures take a while to make; they are those of this checkout, under keys of their own.
        (folder / ".cache").mkdir()
        for name in ("browser", "fonts", "previews"):
            (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
            (folder / ".cache" / name).symlink_to(ROOT / ".cache" / name)
        for path, text in (
            ("mkdocs.yml", MKDOCS),
            ("docs/index.md", PAGE),
            ("figures_src/__init__.py", ""),
            ("figures_src/_work.py", WORK),
            ("figures_src/f01_squares.py", self.figure("f01")),
        ):
            self.write(path, text)

    def figure(self, name: str) -> str:
        return FIGURE.replace("ID", name, 1).replace("LOG", repr(str(self.log)))

    def write(self, path: str, text: str) -> None:
        full = self.root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(text)

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text()
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def runs(self) -> int:
        """How many units ran so far."""
        return len(self.log.read_text().splitlines()) if self.log.exists() else 0

    def published(self, name: str) -> Path:
        return self.root / "docs" / "generated" / "figures" / name

    def environment(self) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": f"{self.root}{os.pathsep}{ROOT}", "NO_MKDOCS_2_WARNING": "1"}

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def figures(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("course_build", "figures", *arguments)

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("mkdocs", "build", *arguments)
