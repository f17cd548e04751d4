"""Where things are in a checkout of the course."""

from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError


@dataclass(frozen=True)
class Project:
    """The folders of one checkout."""

    root: Path

    @classmethod
    def at(cls, start: Path) -> "Project":
        """Return the project whose folder is `start` or holds it.

        Raises:
            CourseError: No mkdocs.yml stands in `start` or above it.
        """
        for folder in (start, *start.parents):
            if (folder / "mkdocs.yml").is_file():
                return cls(folder)
        raise CourseError(str(start), "is not inside a course: no mkdocs.yml here or above", "cd to the checkout")

    @property
    def docs(self) -> Path:
        return self.root / "docs"

    @property
    def figure_sources(self) -> Path:
        return self.root / "figures_src"

    @property
    def lab_sources(self) -> Path:
        return self.docs / "labs"

    @property
    def generated(self) -> Path:
        """What prepare() makes for MkDocs; not in git."""
        return self.docs / "generated"

    @property
    def noted(self) -> Path:
        """What the check of the sources writes down for the build; not in docs, where `mkdocs serve` would see it."""
        return self.cache / "noted"

    @property
    def site(self) -> Path:
        """Where MkDocs puts the finished site; not in git."""
        return self.root / "site"

    @property
    def cache(self) -> Path:
        """Results that can be computed again; not in git, safe to delete."""
        return self.root / ".cache"

    def name(self, path: Path) -> str:
        """Return a path as people of the project say it, relative to the checkout."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
