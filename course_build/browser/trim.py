"""What is left out of the standard library and of numpy: what no page of a course in a browser can need."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

DAY = (2026, 1, 1, 0, 0, 0)
"""The date of every member that we write: same sources, same bytes."""

STANDARD_LIBRARY = re.compile(
    r"""
    # Processes, terminals, windows, databases and servers, which a page does not have.
    (multiprocessing|curses|dbm|sqlite3|tkinter|turtledemo|idlelib|wsgiref|xmlrpc)/ | turtle\. | http/server\. |
    (webbrowser|socketserver|pty|cmd|code|nturl2path|_aix_support|_osx_support|_apple_support|_ios_support)\. |
    _android_support\. | concurrent/(interpreters|futures/(process|interpreter)) | ctypes/(macholib/|wintypes\.) |
    asyncio/(windows_|proactor_events\.|tools\.|__main__\.) | _pyrepl/(?!__init__\.|pager\.|types\.) |
    # Mail and other protocols.
    (mailbox|imaplib|smtplib|ftplib|poplib|netrc|shelve|plistlib)\. | http/(cookiejar|cookies)\. | xml/ | html/ |
    # Tools for those who develop or install Python.
    (ensurepip|venv|lib2to3|test|profiling|pydoc_data)/ |
    (pdb|bdb|doctest|trace|tracemalloc|cProfile|profile|pstats|pickletools|modulefinder|pyclbr|tabnanny|compileall)\. |
    (py_compile|zipapp|optparse|fileinput|filecmp|sched)\. | unittest/(mock|__main__)\. | logging/(config|handlers)\. |
    # Written twice: the other copy is in C.
    (_pyio|_pydatetime)\. |
    # Alphabets other than UTF-8 and those of zip files and of Windows in the West.
    encodings/(cp(?!437|1252)|mac_|iso(?!8859_1\.)|koi|big5|euc|gb|hz|johab|ptcp|shift|tis|kz|palm|hp_)
    """,
    re.VERBOSE,
)
"""Names of files that are left out, from their beginning."""

NUMPY = re.compile(
    r"""
    numpy/(f2py|_pyinstaller|_core/(include|lib)|random/(lib|_examples))/ | .*/tests?/ | .*conftest\.py |
    .*\.(pyi|h|a|pxd|pyx|c|md|typed|ini|in|cfg|build|pc|txt)$ | .*\.dist-info/ | numpy/ma/LICENSE
    """,
    re.VERBOSE,
)


def trim_standard_library(archive: Path) -> bytes:
    """Return the standard library without what a page cannot need."""
    return _trimmed(archive, lambda name: not STANDARD_LIBRARY.match(name))


def trim_numpy(wheel: Path) -> bytes:
    """Return numpy without its tests, headers and tools; licenses travel separately."""
    return _trimmed(wheel, lambda name: not NUMPY.match(name))


def licenses_of(wheel: Path) -> dict[str, bytes]:
    """Return the license files that a wheel carries, by their names in it."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(name for name in archive.namelist() if re.search(r"\.dist-info/licenses/.*[^/]$", name))
        return {name.partition("/licenses/")[2]: archive.read(name) for name in names}


def pack(members: dict[str, bytes]) -> bytes:
    """Return an archive that is the same for the same members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, DAY)
            info.external_attr = 0o644 << 16
            archive.writestr(info, members[name])
    return packed.getvalue()


def _trimmed(path: Path, keep: Callable[[str], bool]) -> bytes:
    with zipfile.ZipFile(path) as archive:
        kept = [one for one in archive.infolist() if not one.is_dir() and keep(one.filename)]
        return pack({one.filename: archive.read(one) for one in kept})
