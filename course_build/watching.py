"""How soon `mkdocs serve` sees a saved file, and what looking for one costs a build."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

LOOK = 0.15
"""Seconds between two looks; MkDocs alone looks each half second."""


class Watcher:
    """Looks often for saved files, but not during a build: what is saved then is seen after it.

    A look asks the system for the state of some hundred files, and after each answer its
    thread takes Python from the build, which would take a quarter longer.
    """

    def __init__(self) -> None:
        self._may_look = threading.Event()
        self._may_look.set()

    def pause(self) -> None:
        self._may_look.clear()

    def resume(self) -> None:
        self._may_look.set()

    def take_over(self, server: LiveReloadServer, paths: Iterable[str]) -> None:
        """Watch for a server that was not started yet: those of the paths that it watches, and all it will be told."""
        watched = [path for path in paths if _unwatched(server, path)]
        # MkDocs names the class that it makes; it needs no more than what both are.
        server.observer = PollingObserverVFS(self._state, os.scandir, polling_interval=LOOK)  # type: ignore[assignment]
        for path in watched:
            server.watch(path)

    def _state(self, path: str) -> os.stat_result:
        self._may_look.wait()
        return Path(path).stat()


def _unwatched(server: LiveReloadServer, path: str) -> bool:
    """Stop watching a path, and tell whether it was watched."""
    try:
        server.unwatch(path)
    except KeyError:
        return False
    return True
