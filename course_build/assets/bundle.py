"""One script and one style sheet for all pages, and the editor's script, made by esbuild in well under a second."""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from course_build.assets.node import FRONTEND, MODULES
from course_build.assets.script_licenses import LICENSES, licenses
from course_build.errors import CourseError
from course_build.files import write_beside

ENTRIES = {"course.js": "src/main.ts", "course.css": "src/styles/main.css"}
"""What is made, and from what."""
EDITOR = "editor"
"""The folder of the editor's script, which pages load when a reader first needs it."""
EDITOR_FILE = "EDITOR_FILE"
"""What the sources call the path of that script."""
TARGETS = "chrome111,firefox115,safari16.4"
COMMON = ("--bundle", "--format=iife", "--minify", "--charset=utf8", f"--target={TARGETS}")


def bundle(folder: Path, defines: Mapping[str, str]) -> None:
    """Write the scripts, the style sheet and their licenses into `folder`; files that did not change are left alone.

    Parameters:
        folder: Where they are put.
        defines: JSON for each name that the sources leave to the build.

    Raises:
        CourseError: esbuild is not installed, or refuses a source.
    """
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        editor = _editor(made)
        run_esbuild(
            *(f"{name.rpartition('.')[0]}={source}" for name, source in ENTRIES.items()),
            *(*COMMON, f"--outdir={made}", f"--metafile={made / 'course.json'}", "--external:*.woff2"),
            *(f"--define:{name}={value}" for name, value in {**defines, EDITOR_FILE: json.dumps(editor)}.items()),
        )
        for name in ENTRIES:
            write_beside(folder / name, (made / name).read_bytes())
        write_beside(folder / editor, (made / "editor.js").read_bytes())
        inputs = [json.loads((made / name).read_text("utf-8"))["inputs"] for name in ("course.json", "editor.json")]
        write_beside(folder / LICENSES, licenses(path for one in inputs for path in one))
    for older in (folder / EDITOR).iterdir():
        if older.name != Path(editor).name:
            older.unlink()


def _editor(made: Path) -> str:
    """Make the script of the editor, and return where it belongs; no page names it that finish() could rewrite."""
    out = made / "editor.js"
    run_esbuild(
        "src/editor/index.ts",
        *(*COMMON, "--global-name=courseEditor", f"--outfile={out}", f"--metafile={made / 'editor.json'}"),
        # CodeMirror would write its styles into the page, which the policy forbids.
        f"--alias:style-mod={FRONTEND / 'src' / 'editor' / 'styles.ts'}",
    )
    return f"{EDITOR}/editor.{hashlib.sha256(out.read_bytes()).hexdigest()[:10]}.js"


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
