"""Remember that sources were found without mistakes, so that a build in which nothing changed does not check again."""

import hashlib
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from course_build.files import write_beside

LIBRARIES = ("Markdown", "math-core", "mkdocs", "pymdown-extensions")


class Checked:
    """What was last checked, in a file that may be deleted at any time."""

    def __init__(self, path: Path, involved: Callable[[], Iterable[Path]]) -> None:
        """Take the file, and what returns the files that a check reads, its own code among them, and writes."""
        self.path = path
        self.involved = involved

    def holds(self) -> bool:
        """Say whether everything is as it was when keep() was called."""
        return self.path.is_file() and self.path.read_text("utf-8") == self._state()

    def keep(self) -> None:
        """Take note that everything was found to be right."""
        write_beside(self.path, self._state().encode())

    def _state(self) -> str:
        libraries = [f"{name} {version(name)}" for name in LIBRARIES]
        digest = hashlib.sha256("\0".join([sys.version, *libraries]).encode())
        for path in sorted(self.involved()):
            digest.update(f"{path}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()
