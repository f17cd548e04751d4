"""What is saved is seen, also what is saved while a build goes on, and only where somebody watches."""

import queue
import threading

import pytest
from mkdocs.livereload import LiveReloadServer

from course_build.watching import Watcher
from tests.builds.test_mkdocs import free_port, until

SECONDS = 30
"""After which what was to come is taken for lost."""


@pytest.fixture
def served(tmp_path):
    """Serve the folder watched/, but not other/; return both, a queue of the builds as they begin, and another.

    A build goes on until the test puts something into the latter.
    """
    watched, other = tmp_path / "watched", tmp_path / "other"
    for one in (watched, other):
        one.mkdir()
    watcher, begun, may_end = Watcher(), queue.Queue(), queue.Queue()

    def build():
        watcher.pause()
        begun.put(sorted(path.name for path in watched.iterdir()))
        may_end.get(timeout=SECONDS)
        watcher.resume()

    server = LiveReloadServer(build, "127.0.0.1", free_port(), str(tmp_path))
    server.watch(str(watched))
    watcher.take_over(server, [str(watched), str(other)])
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    # What it finds at its first look is no change.
    until(server.observer.is_alive)
    yield watched, other, begun, may_end
    server.shutdown(wait=True)
    thread.join(SECONDS)


def test_what_is_saved_during_a_build_is_built_after_it(served):
    watched, _, begun, may_end = served
    (watched / "one").touch()
    assert begun.get(timeout=SECONDS) == ["one"]
    (watched / "two").touch()
    may_end.put("first")
    assert begun.get(timeout=SECONDS) == ["one", "two"]
    may_end.put("second")


def test_what_was_not_watched_before_is_not_watched_after(served):
    watched, other, begun, may_end = served
    (other / "unseen").touch()
    (watched / "one").touch()
    begun.get(timeout=SECONDS)
    (other / "unseen").write_text("changed")
    may_end.put("first")
    (watched / "two").touch()
    assert begun.get(timeout=SECONDS) == ["one", "two"]
    may_end.put("second")


def test_nothing_is_looked_at_during_a_build(served, monkeypatch):
    watched, _, begun, may_end = served
    (watched / "one").touch()
    begun.get(timeout=SECONDS)
    asked = threading.Event()
    monkeypatch.setattr("course_build.watching.Path", lambda path: asked.set() or watched)
    assert not asked.wait(1)
    may_end.put("first")
    assert asked.wait(SECONDS)
