"""Files to take along, published beside the site: copied to `downloads/`, and listed where pages say that none are."""

import posixpath
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from course_build.errors import CourseError
from course_build.markdown.take_along import KINDS, Kind, nothing, published, unpublished
from course_build.site import install

FOLDER = "downloads"
SCORM = "imsmanifest.xml"


def kind_of(path: Path) -> Kind:
    """Return what an exported file is.

    Raises:
        CourseError: It cannot be read, or is none.
    """
    names = {one.command: one for one in KINDS}
    if not path.is_file():
        raise CourseError(str(path), "does not exist", f"make it first: course export {' or '.join(names)}")
    found = [one for one in names.values() if one.suffix == path.suffix.lower()]
    if path.suffix.lower() == ".zip":
        found = [one for one in found if one.command == _archive(path)]
    if not found:
        raise CourseError(str(path), "is no file to take along", f"add what course export {' or '.join(names)} wrote")
    return found[0]


def publish(public: Path, files: Sequence[Path]) -> None:
    """Put files beside a copy of the site, and list them on its pages, in the place of all that it listed before."""
    shutil.rmtree(public / FOLDER, ignore_errors=True)
    listed = []
    for path in files:
        place = public / FOLDER / path.name
        place.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, place)
        listed.append((kind_of(path), path.name, place.stat().st_size))
    for page in public.rglob("*.html"):
        html = unpublished(page.read_text("utf-8"))
        if nothing() in html:
            up = posixpath.relpath(FOLDER, page.parent.relative_to(public).as_posix())
            addresses = [(kind, f"{up}/{quote(name)}", size) for kind, name, size in listed]
            page.write_text(html.replace(nothing(), published(addresses)) if listed else html, "utf-8")
    worker = public / install.WORKER
    if worker.is_file():
        worker.write_text(install.listed_again(public, worker.read_text("utf-8")), "utf-8")


def _archive(path: Path) -> str:
    """Return what a zip file is made by; nothing if it is damaged or something else."""
    try:
        with zipfile.ZipFile(path) as opened:
            names = opened.namelist()
    except (OSError, zipfile.BadZipFile):
        return ""
    if SCORM in names:
        return "scorm"
    return "offline" if any(name.count("/") == 1 and name.endswith("/index.html") for name in names) else ""
