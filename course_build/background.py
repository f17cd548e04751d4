"""Figures and labs under `mkdocs serve`: nobody waits for them.

A process of its own computes what a saved file changed and publishes each figure and lab as
it is done; MkDocs sees the new files and reloads the page. A fresh process also means that
edited modules are imported anew.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from course_build.project import Project

NO_PYTHON = ("frontend", "__pycache__")
"""What holds no Python of ours, but may hold thousands of files."""


class Background:
    """At most one `course prepare` at a time, started again when a source was saved."""

    def __init__(self, project: Project) -> None:
        self.project = project
        package = Path(__file__).parent
        self.sources = (
            project.figure_sources,
            *((project.lab_sources,) if project.lab_sources.is_dir() else ()),
            *sorted(one for one in package.iterdir() if one.name not in NO_PYTHON),
        )
        """The files and folders whose Python figures and labs depend on."""
        self._seen: dict[str, int] = {}
        self._process: subprocess.Popen[bytes] | None = None

    def refresh(self) -> None:
        """Publish what is ready, then compute the rest in the background, if any source changed."""
        now = self._times()
        if now == self._seen:
            return
        self._seen = now
        self.stop()
        environment = {
            **os.environ,
            # Byte code written into the sources would wake the watcher that woke us.
            "PYTHONDONTWRITEBYTECODE": "1",
            # What removes the folders of a process that was stopped warns that they were left.
            "PYTHONWARNINGS": "ignore::UserWarning:joblib.externals.loky.backend.resource_tracker",
        }
        command = [sys.executable, "-m", "course_build", "prepare"]
        subprocess.run([*command, "--ready"], cwd=self.project.root, env=environment, check=False)
        # In a session of its own: Ctrl+C is for MkDocs, which stops it without a word.
        self._process = subprocess.Popen(command, cwd=self.project.root, env=environment, start_new_session=True)

    def stop(self) -> None:
        if self._process is not None and self._process.poll() is None:
            # Its workers too, which would go on with what they began.
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait()

    def _times(self) -> dict[str, int]:
        files = (path for one in self.sources for path in ([one] if one.is_file() else one.rglob("*.py")))
        return {str(path): path.stat().st_mtime_ns for path in files}
