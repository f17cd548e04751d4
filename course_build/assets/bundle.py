"""One script and one style sheet for all pages, made by esbuild in well under a second."""

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from course_build.assets.node import FRONTEND, MODULES
from course_build.errors import CourseError
from course_build.files import write_beside

ENTRIES = {"course.js": "src/main.ts", "course.css": "src/styles/main.css"}
"""What is made, and from what."""
TARGETS = "chrome111,firefox115,safari16.4"


def bundle(folder: Path, defines: Mapping[str, str]) -> None:
    """Write the script and the style sheet into `folder`; files that did not change are left alone.

    Parameters:
        folder: Where they are put.
        defines: JSON for each name that the sources leave to the build.

    Raises:
        CourseError: esbuild is not installed, or refuses a source.
    """
    with tempfile.TemporaryDirectory() as made:
        run_esbuild(
            *(f"{name.rpartition('.')[0]}={source}" for name, source in ENTRIES.items()),
            *("--bundle", "--format=iife", "--minify", "--charset=utf8"),
            *(f"--target={TARGETS}", f"--outdir={made}", "--external:*.woff2"),
            *(f"--define:{name}={value}" for name, value in defines.items()),
        )
        for name in ENTRIES:
            write_beside(folder / name, (Path(made) / name).read_bytes())


def run_esbuild(*arguments: str) -> None:
    """Run esbuild in the folder of the front end.

    Raises:
        CourseError: It is not installed, or refuses a source.
    """
    command = [str(_binary()), *arguments, "--log-level=error", "--color=false"]
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CourseError("course_build/frontend", done.stderr.strip(), "mend it, then build again")


def _binary() -> Path:
    """Return esbuild itself: no Node is needed to run it."""
    name = "esbuild.exe" if os.name == "nt" else "bin/esbuild"
    found = sorted((MODULES / "@esbuild").glob(f"*/{name}"))
    if not found:
        cure = "run make site once, or python -m course_build.assets.node"
        raise CourseError("course_build/frontend/node_modules", "is not installed", cure)
    return found[0]
