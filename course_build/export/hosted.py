"""The course for a web server: the site, the same files compressed beforehand, and what tells a server to use them."""

import gzip
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # fontTools brings it, to pack fonts

from course_build.errors import CourseError, raise_all
from course_build.export.downloads import kind_of, publish
from course_build.export.finished import FinishedSite
from course_build.export.servers import headers_file, nginx_file
from course_build.files import put_in_place

PUBLIC = "public"
"""What is served; beside it stands what is not."""
NGINX = "nginx.conf"
HEADERS = "_headers"
COMPRESSED = (
    *(".bin", ".css", ".csv", ".html", ".ipynb", ".js", ".json", ".md", ".svg", ".txt", ".wasm", ".webmanifest"),
    *(".xml", ".zip"),
)
"""What may become smaller: Python's archive holds what is not compressed."""
RARE = re.compile(r".*\.map|assets/javascripts/lunr/.*|downloads/.*")
"""What nearly nobody asks for, or what is compressed itself."""
WORTH_IT = 0.95
"""A compressed file is kept when it has at most this share of the bytes."""
FULL, QUICK = 11, 5
"""How hard brotli tries."""


def export_hosted(site: FinishedSite, out: Path, *, add: Sequence[Path] = (), quick: bool = False) -> None:
    """Write the folder; what stood there before stays until the new one is whole.

    Parameters:
        site: The finished site.
        out: The folder.
        add: Files of other exports that readers may download.
        quick: Compress less, in seconds instead of a minute.

    Raises:
        CourseError: There is no finished site, or the folder cannot be written, or is something else's, or something
            that is added is no export.
    """
    course = site.course
    raise_all([error for path in add for error in _wrong(path)])
    if out.exists() and not _is_ours(out):
        raise CourseError(str(out), "is something else than an earlier export", "name another folder with --out")
    building = out.with_name(f".{out.name}-exporting")
    try:
        shutil.rmtree(building, ignore_errors=True)
        public = building / PUBLIC
        shutil.copytree(site.folder, public)
        publish(public, add)
        names = sorted(path.relative_to(public).as_posix() for path in public.rglob("*") if path.is_file())
        (public / HEADERS).write_text(headers_file(names), "utf-8")
        (building / NGINX).write_text(nginx_file(course, names), "utf-8")
        _compress([public / name for name in names if not RARE.fullmatch(name)], QUICK if quick else FULL)
        put_in_place(building, out)
    except OSError as error:
        cure = "make room, or name another folder with --out"
        raise CourseError(str(out), f"cannot be written ({error.strerror or error})", cure) from None
    except shutil.Error as error:
        # One line for each file that could not be copied; the first says why.
        cure = "make room, or name another folder with --out"
        raise CourseError(str(out), f"cannot be written ({error.args[0][0][2]})", cure) from None
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _wrong(path: Path) -> list[CourseError]:
    try:
        kind_of(path)
    except CourseError as error:
        return [error]
    return []


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / NGINX).is_file() or not any(folder.iterdir()))


def _compress(paths: Iterable[Path], quality: int) -> None:
    todo = [path for path in paths if path.suffix in COMPRESSED]
    # brotli and zlib let other threads work meanwhile; the largest files first, so that all end together.
    todo.sort(key=lambda path: path.stat().st_size, reverse=True)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda path: _pack(path, quality), todo))


def _pack(path: Path, quality: int) -> None:
    content = path.read_bytes()
    packed = {".br": brotli.compress(content, quality=quality), ".gz": gzip.compress(content, 9, mtime=0)}
    for suffix, smaller in packed.items():
        if len(smaller) <= WORTH_IT * len(content):
            path.with_name(path.name + suffix).write_bytes(smaller)
