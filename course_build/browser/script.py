"""The script of the worker that runs Python: Pyodide's two modules and our code, in one classic script."""

import tempfile
from pathlib import Path

from course_build.assets.bundle import TARGETS, run_esbuild
from course_build.assets.node import FRONTEND
from course_build.browser.edits import MODULE, edited

SOURCES = FRONTEND / "src" / "python"
NODE_MODULES = ("node:*", "child_process", "crypto", "fs", "module", "path", "url", "vm", "ws")
"""What Pyodide would import under Node, and never does in a browser."""


def worker_script(loader: Path, module: Path) -> bytes:
    """Return the script.

    Parameters:
        loader: Pyodide's pyodide.mjs.
        module: Pyodide's pyodide.asm.mjs.

    Raises:
        CourseError: esbuild is not installed, or refuses a source, or Pyodide's module is not the one we know.
    """
    with tempfile.TemporaryDirectory() as made:
        out, changed = Path(made) / "worker.js", Path(made) / MODULE
        changed.write_text(edited(module.read_text("utf-8")), "utf-8")
        run_esbuild(
            "src/python/worker.ts",
            *(f"--alias:pyodide-loader={loader.resolve()}", f"--alias:pyodide-module={changed.resolve()}"),
            *(f"--external:{one}" for one in NODE_MODULES),
            # Where the script is: nowhere, since it is started from memory.
            '--define:import.meta.url="https://course.invalid/pyodide.mjs"',
            *("--bundle", "--format=iife", "--minify", f"--target={TARGETS}", f"--outfile={out}"),
        )
        return out.read_bytes()
