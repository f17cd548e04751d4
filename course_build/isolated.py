"""Code of the course that runs in a process of its own, so that it can end, or go on for ever, without ending ours.

The process is a module that calls answer_each(); ask() starts it, and takes its answers as they come.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

START = 60
"""Seconds that Python itself may take to start, on a busy machine."""
_ENVIRONMENT = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    # Tracebacks as in the browser.
    "PYTHONNODEBUGRANGES": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
}


def ask(root: Path, module: str, asked: Sequence[Any], seconds: Sequence[int]) -> tuple[list[Any], str]:
    """Return the answers of a module, and why the others are missing if it did not answer all.

    Parameters:
        root: The folder that it runs in.
        module: Its name.
        asked: What it is asked, one after another, as JSON can hold it.
        seconds: How long it may take for each.
    """
    answers = list[Any]()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=root,
            env={**os.environ, **_ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            text=True,
            encoding="utf-8",
        )
        lines = Queue[str]()
        # In a thread of its own, since a process that is never done keeps whoever reads from it waiting.
        talk = Thread(target=_talk, args=(process, json.dumps(list(asked)), lines))
        talk.start()
        try:
            for allowed in seconds:
                line = lines.get(timeout=allowed if answers else START + allowed)
                if not line:
                    said.seek(0)
                    return answers, f"ended Python: {said.read().strip()[-300:] or 'it said nothing'}"
                answers.append(json.loads(line))
        except Empty:
            return answers, f"took more than its {seconds[len(answers)]} seconds"
        finally:
            process.kill()
            talk.join()
    return answers, ""


def answer_each(answer: Callable[[Any], Any]) -> None:
    """Answer what ask() asks of this process; what the code itself writes does not reach the answers."""
    with os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8") as out:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        for one in json.load(sys.stdin):
            print(json.dumps(answer(one), default=str), file=out, flush=True)


def _talk(process: subprocess.Popen[str], asked: str, lines: "Queue[str]") -> None:
    """Say what is asked, and put each line of the answer into a queue, an empty one after the last."""
    assert process.stdin is not None  # noqa: S101 - for mypy: both are pipes
    assert process.stdout is not None  # noqa: S101
    with process:
        # A process that ends at once hears nothing of it.
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(asked)
        for line in process.stdout:
            lines.put(line)
    lines.put("")
