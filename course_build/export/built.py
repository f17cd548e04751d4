"""Scripts and styles of the front end that only a copy of the course needs, made when it is exported."""

import tempfile
from pathlib import Path

from course_build.assets.bundle import COMMON, run_esbuild


def built(source: str) -> str:
    """Return a script or a style sheet of `frontend/src`, bundled.

    Raises:
        CourseError: esbuild is not installed, or refuses the source.
    """
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / f"built{Path(source).suffix}"
        run_esbuild(f"src/{source}", *COMMON, "--format=iife", f"--outfile={out}")
        return out.read_text("utf-8")
