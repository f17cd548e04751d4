"""The licenses of everything that a copy of the course carries, in one folder."""

from collections.abc import Iterator, Mapping
from importlib.metadata import distribution
from pathlib import Path

from course_build.errors import CourseError

FOLDER = "licenses"
ROOT = Path(__file__).parent.parent
OURS = {"course.txt": ROOT.parent / "LICENSE", "digits.md": ROOT / "experiments" / "digits.LICENSE.md"}
THEME = "mkdocs-material"
OF_THEME = {"material.txt": "dist-info/licenses/LICENSE", "icons.txt": ".icons/material/LICENSE"}
"""Of Material, whose scripts and styles are on every page, and of the icons in them: how their paths end."""
BUILT = {
    "generated/course-fonts.txt": "fonts.txt",
    "generated/course-scripts.txt": "scripts.txt",
    "generated/python/licenses.txt": "python.txt",
}
"""What the build wrote into the site, and what it is called in the folder; a site may be without Python."""


def licenses(files: Mapping[str, Path]) -> dict[str, bytes]:
    """Return the files of the folder, by their paths in the copy.

    Raises:
        CourseError: One cannot be found.
    """
    found = {**dict(_ours()), **dict(_of_theme())}
    found |= {name: files[built].read_bytes() for built, name in BUILT.items() if built in files}
    return {f"{FOLDER}/{name}": text for name, text in found.items()}


def _ours() -> Iterator[tuple[str, bytes]]:
    for name, path in OURS.items():
        if not path.is_file():
            raise CourseError(str(path), "is missing", "export from a whole checkout of the course")
        yield name, path.read_bytes()


def _of_theme() -> Iterator[tuple[str, bytes]]:
    package = distribution(THEME)
    for name, end in OF_THEME.items():
        path = next((file for file in package.files or () if str(file).endswith(end)), None)
        if path is None:
            raise CourseError(THEME, f"is installed without …{end}", "install it again: make site")
        yield name, Path(str(package.locate_file(path))).read_bytes()
