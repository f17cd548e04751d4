"""Turn the sources of all modules into the bytes that a browser loads: compiled by Pyodide itself, under Node."""

import json
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from course_build.assets.node import find_node
from course_build.browser.own import own_files
from course_build.browser.trim import pack, trim_numpy, trim_standard_library
from course_build.errors import CourseError

HERE = Path(__file__).parent
INSIDE = HERE / "inside"
SITE_PACKAGES = "/lib/python3.14/site-packages/"
EARLY_PACKAGE = "course_build/norms/"
"""Sources that are there from the first result on: readers look at them."""


@dataclass(frozen=True)
class Compiled:
    """What a browser loads beside Pyodide itself."""

    early: bytes
    """A zip file with what Python needs before it can import from the others."""
    boot: bytes
    """All that the first result needs."""
    rest: bytes
    """All else, fetched after it."""


def compile_modules(pyodide: Path, standard_library: Path, numpy: Path) -> Compiled:
    """Compile everything.

    Parameters:
        pyodide: The folder of Pyodide's own files.
        standard_library: Its archive.
        numpy: Its wheel.

    Raises:
        CourseError: There is no Node, or it failed.
    """
    node = find_node()
    if node is None:
        raise CourseError(
            "Node", "is needed to compile Python for the browser", "run python -m course_build.assets.node"
        )
    own, numpy_archive = own_files(), trim_numpy(numpy)
    files = {name: content for name, content in own.items() if not name.endswith(".md")}
    with zipfile.ZipFile(BytesIO(numpy_archive)) as archive:
        files |= {name: archive.read(name) for name in archive.namelist() if not name.endswith(".py")}
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        archives = {
            "stdlib.zip": trim_standard_library(standard_library),
            "numpy.zip": numpy_archive,
            "own.zip": pack(own),
            "session.zip": pack({"course_session.py": (INSIDE / "course_session.py").read_bytes()}),
        }
        for name, content in archives.items():
            (work / name).write_bytes(content)
        (work / "files.json").write_text(json.dumps(sorted(files)))
        for name, content in files.items():
            path = work / "files" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        command = [node / "node", HERE / "pack.mjs", pyodide.resolve(), work, INSIDE]
        done = subprocess.run([str(one) for one in command], capture_output=True, text=True, check=False)
        if done.returncode:
            raise CourseError("course_build/browser", done.stderr.strip()[-2000:], "mend it, then build again")
        out = work / "out"
        needed = set(json.loads((out / "first.json").read_text())["extensions"])
        first = {
            name: content
            for name, content in files.items()
            if SITE_PACKAGES + name in needed or name.startswith(EARLY_PACKAGE)
        }
        second = {name: content for name, content in files.items() if name not in first}
        return Compiled(
            (out / "early.zip").read_bytes(),
            container({"/lib/course-boot.bin": (out / "boot.bin").read_bytes(), **_placed(first)}),
            container({"/lib/course-rest.bin": (out / "rest.bin").read_bytes(), **_placed(second)}),
        )


def container(files: dict[str, bytes]) -> bytes:
    """Return files one behind the other: the length of the list, the list as JSON, and their contents."""
    head = json.dumps([[name, len(content)] for name, content in files.items()]).encode()
    return b"".join((len(head).to_bytes(4, "little"), head, *files.values()))


def _placed(files: dict[str, bytes]) -> dict[str, bytes]:
    return {SITE_PACKAGES + name: files[name] for name in sorted(files)}
