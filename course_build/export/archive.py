"""A zip file that is the same for the same content, and under its name only when it is whole."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from course_build.errors import CourseError
from course_build.files import write_beside

_DATE = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip file can say."""


def write_archive(out: Path, folder: str, contents: Mapping[str, bytes]) -> None:
    """Write a zip file.

    Parameters:
        out: Where it is written.
        folder: The one folder that all files are in; empty if they lie in none.
        contents: The files in it, by their paths.

    Raises:
        CourseError: It cannot be written; what stood there before still does.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in sorted(contents.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}" if folder else name, _DATE)
            entry.create_system = 3  # whatever the machine: the permissions below are those of Unix
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    write_export(out, packed.getvalue())


def write_export(out: Path, content: bytes) -> None:
    """Write what is exported.

    Raises:
        CourseError: It cannot be written; what stood there before still does.
    """
    try:
        write_beside(out, content)
    except OSError as error:
        cure = "make room, or name another file with --out"
        raise CourseError(str(out), f"cannot be written ({error.strerror or error})", cure) from None
