"""The runtime of Python as a script of its own, so that a test or a benchmark can make one: `coursePython`."""

import tempfile
from pathlib import Path

from course_build.assets.bundle import run_esbuild


def runtime_script() -> bytes:
    """Return a classic script that sets `coursePython`, with its `PythonRuntime`."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "runtime.js"
        options = ("--bundle", "--format=iife", "--global-name=coursePython", f"--outfile={out}")
        run_esbuild("src/python/runtime.ts", *options)
        return out.read_bytes()
