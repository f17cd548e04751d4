"""The lock that Pyodide reads: it says which Python this is, and names none of the packages that could be loaded."""

import json
from pathlib import Path

from pyodide_lock import PyodideLockSpec


def make_lock(upstream: Path) -> str:
    """Return Pyodide's lock without its packages: numpy and our modules come in files of their own."""
    lock = PyodideLockSpec.from_json(upstream)
    lock.packages = {}
    return json.dumps(lock.to_dict(), sort_keys=True, separators=(",", ":"))
