"""A copy of this checkout, for builds that must not touch it."""

import shutil
import subprocess
from pathlib import Path

from course_build.assets.node import MODULES
from tests import ROOT


def copy_checkout(copy: Path) -> None:
    """Copy all files that a commit would hold; Node's modules, which make site would install, are those of this one."""
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    for name in tracked.stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
    (copy / MODULES.relative_to(ROOT)).symlink_to(MODULES)
