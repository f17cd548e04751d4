"""The fonts of the pages: made once from the packages of the front end, then taken from the cache."""

import hashlib
import logging
from importlib.metadata import version
from pathlib import Path

from joblib import Parallel, delayed

from course_build.assets.font_packages import PACKAGES, package_file
from course_build.files import write_beside

log = logging.getLogger("mkdocs.course")

FILES = (
    "course-serif.woff2",
    "course-serif-italic.woff2",
    "course-display.woff2",
    "course-sans.woff2",
    "course-sans-italic.woff2",
    "course-code.woff2",
    "course-math.woff2",
)
LICENSE = "course-fonts.txt"
MAKERS = ("faces.py", "glyphs.py", "mathfont.py")
"""The modules that say what is made."""


def make_fonts(folder: Path, cache: Path) -> None:
    """Write the fonts and their license into `folder`, from `cache` where nothing changed.

    Raises:
        CourseError: The packages of the front end are not installed.
    """
    made = cache / _key()
    missing = [file for file in FILES if not (made / file).is_file()]
    if missing:
        # The library takes longer to load than all else that an unchanged build does with fonts.
        from course_build.assets.faces import make_file

        log.info("fonts: %d to make, once", len(missing))
        for file, content in zip(missing, Parallel(n_jobs=-1)(delayed(make_file)(one) for one in missing), strict=True):
            write_beside(made / file, content)
    for file in FILES:
        write_beside(folder / file, (made / file).read_bytes())
    write_beside(folder / LICENSE, _license().encode())


def _license() -> str:
    """Return what the license asks for: whose work the fonts are made of, and its text."""
    pieces = ["The fonts named Course are modified versions of those below, each under the license that follows."]
    for package, name in PACKAGES.items():
        pieces += [f"{'-' * 80}\n{name}", package_file(package, "LICENSE").read_text("utf-8").strip()]
    return "\n\n".join(pieces) + "\n"


def _key() -> str:
    """Return a hash of everything that the fonts depend on."""
    digest = hashlib.sha256(f"{version('fonttools')} {version('brotli')}".encode())
    for maker in MAKERS:
        digest.update(Path(__file__).with_name(maker).read_bytes())
    for package in PACKAGES:
        digest.update(package_file(package, "package.json").read_bytes())
    return digest.hexdigest()[:16]
