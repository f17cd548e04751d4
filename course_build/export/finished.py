"""The finished site, as exports read it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

from course_build.errors import CourseError
from course_build.markdown.take_along import unpublished
from course_build.site.install import MANIFEST, NEVER

FOR_SERVERS = re.compile(rf"{NEVER.pattern}|generated/icon-.*\.png|{re.escape(MANIFEST)}")
"""What only a server sends, or only developers open; the languages of search are here, and ours needs none."""
PYTHON = "generated/python/"


@dataclass(frozen=True)
class FinishedSite:
    """A folder that MkDocs and finish() made."""

    folder: Path

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """Return the files that readers meet, by their paths in the site.

        Raises:
            CourseError: There is no site.
        """
        if not (self.folder / "index.html").is_file():
            raise CourseError(str(self.folder), "holds no finished site", "build the course first: make site")
        found = {path.relative_to(self.folder).as_posix(): path for path in self.folder.rglob("*") if path.is_file()}
        return {name: path for name, path in sorted(found.items()) if not FOR_SERVERS.fullmatch(name)}

    @property
    def pages(self) -> Iterable[str]:
        return (name for name in self.files if name.endswith(".html"))

    def text(self, name: str) -> str:
        """Return what a page or another text holds, as the build made it: no copy has the files that a host lists."""
        return unpublished(self.files[name].read_text("utf-8"))

    @cached_property
    def course(self) -> str:
        """The name under which the course keeps records; exports are named by it.

        Raises:
            CourseError: The pages are not those of a course.
        """
        return self._said("course")

    @cached_property
    def title(self) -> str:
        """What the course is called.

        Raises:
            CourseError: The pages are not those of a course.
        """
        return self._said("course-title")

    def _said(self, name: str) -> str:
        found = re.search(f'<meta name="{name}" content="([^"]+)">', self.text("index.html"))
        if found is None:
            raise CourseError(str(self.folder / "index.html"), "names no course", "build it from this checkout")
        return unescape(found[1])

    def one(self, start: str, end: str) -> str:
        """Return the path of the one file whose path begins and ends so.

        Raises:
            CourseError: There is none, or more than one.
        """
        found = [name for name in self.files if name.startswith(start) and name.endswith(end)]
        if len(found) != 1:
            raise CourseError(
                str(self.folder),
                f"holds {len(found)} files {start}…{end}, and an export needs one",
                "build the course again; if that does not help, Material has changed, and course_build/export must too",
            )
        return found[0]
