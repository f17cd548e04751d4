"""How long an author waits: from saving a lesson under `mkdocs serve` to the page that has the change."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests import ROOT
from tests.builds.test_mkdocs import free_port, get
from tests.checkout import copy_checkout

LESSON = "lessons/03-activations"
WORDS = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
"""One at a time: the core path has few words left."""
STEP = 0.05
"""Seconds between two looks at the page."""
PATIENCE = 120
"""Seconds after which something is wrong."""


def saving_to_shown() -> None:
    """Save a lesson some times in a copy of the checkout in which nothing is left to compute."""
    print("\nSaving a lesson under mkdocs serve until its page shows it (goal: 2 s)")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        copy_checkout(copy)
        for name in (".cache", "docs/generated"):
            shutil.copytree(ROOT / name, copy / name, dirs_exist_ok=True)
        port = free_port()
        url, lesson = f"http://127.0.0.1:{port}/{LESSON}/", copy / "docs" / f"{LESSON}.md"
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=copy,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(copy)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            text = lesson.read_text("utf-8").rstrip()
            _save(lesson, text, "First", url)
            # Whatever the first build found to do in the background is done by then.
            time.sleep(5)
            waited = [_save(lesson, text, word, url) for word in WORDS]
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait()
    print("  " + ", ".join(f"{one:.1f} s" for one in waited))


def _save(lesson: Path, text: str, word: str, url: str) -> float:
    """Save a lesson with one more word, and return the seconds until its page has it."""
    lesson.write_text(f"{text}\n\n{word}.\n", "utf-8")
    start = time.perf_counter()
    while f"<p>{word}.</p>" not in get(url):
        if time.perf_counter() - start > PATIENCE:
            sys.exit(f"{url} does not show what was saved: run mkdocs serve to see why.")
        time.sleep(STEP)
    return time.perf_counter() - start
