"""Where a site is built: beside the one before, whose place it takes in one step."""

import shutil
from pathlib import Path

from filelock import FileLock

from course_build.files import put_in_place
from course_build.project import Project


class Building:
    """One build's own folder; two builds of one checkout take turns."""

    def __init__(self, project: Project, target: Path) -> None:
        project.cache.mkdir(exist_ok=True)
        self._lock = FileLock(project.cache / "build.lock")
        self._lock.acquire()
        self.target = target
        self.folder = target.with_name(f".{target.name}-building")
        shutil.rmtree(self.folder, ignore_errors=True)

    def put_in_place(self) -> None:
        """Let what was built be the site.

        Raises:
            CourseError: The file system cannot exchange two folders in one step.
        """
        put_in_place(self.folder, self.target)

    def leave(self) -> None:
        """Remove what stands beside the site, the old one or half a new one, and let the next build begin."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()
