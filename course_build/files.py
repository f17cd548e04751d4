"""Write files and folders so that whoever reads or kills us never meets half of one."""

import ctypes
import os
import sys
import tempfile
from pathlib import Path

from course_build.errors import CourseError


def write_beside(path: Path, content: bytes) -> bool:
    """Replace `path` in one step, unless it holds `content` already; tell whether it changed.

    An unchanged file keeps its time, so that what watches it is not woken.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes private files; these are for everybody, as a plain open() would make them.
        os.chmod(beside, 0o644)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
    return True


def put_in_place(built: Path, place: Path) -> None:
    """Put the folder `built` at `place` in one step; what stood at `place` is then at `built`.

    Raises:
        CourseError: The file system cannot exchange two folders in one step.
    """
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise CourseError(str(place), "is not a folder", "move it away and build again")
    if not place.exists():
        os.rename(built, place)
        return
    try:
        _exchange(built, place)
    except OSError as error:
        raise CourseError(
            str(place),
            f"cannot be exchanged for the new build in one step ({error.strerror or error})",
            "remove it and build again, or keep the course on a local disk of Linux or macOS",
        ) from None


def _exchange(one: Path, other: Path) -> None:
    """Swap two paths atomically; Python's os has no name for these system calls."""
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        rename_swap = 2
        failed = library.renamex_np(*paths, ctypes.c_uint(rename_swap))
    elif sys.platform.startswith("linux"):
        at_fdcwd, rename_exchange = -100, 2
        failed = library.renameat2(at_fdcwd, paths[0], at_fdcwd, paths[1], ctypes.c_uint(rename_exchange))
    else:
        raise OSError(0, f"{sys.platform} has no call for it")
    if failed:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
