"""Counting a page takes rendering it; a page is rendered again when it, or anything that it shows, has changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path

from course_build.files import write_beside
from course_build.outline.text import PageText

LIBRARIES = ("Markdown", "pymdown-extensions")


class Memory:
    """What pages were counted to, in a file that may be deleted at any time."""

    def __init__(self, path: Path, inputs: Iterable[Path]) -> None:
        self.path = path
        self.inputs = sorted(inputs)
        """Whatever decides, beside a page's own text, how it is shown: code, configuration, data."""

    def texts(self, pages: Sequence[str], count: Callable[[Sequence[str]], Sequence[PageText]]) -> list[PageText]:
        """Return the count of each page; `count` is asked for those that are not known."""
        start = self._start()
        keys = [hashlib.sha256(start + page.encode()).hexdigest()[:32] for page in pages]
        known = self._known()
        asked = {key: page for key, page in zip(keys, pages, strict=True) if key not in known}
        counted = dict(zip(asked, count(list(asked.values())), strict=True)) if asked else {}
        found = {key: counted.get(key) or known[key] for key in keys}
        content = {key: vars(one) for key, one in sorted(found.items())}
        write_beside(self.path, json.dumps(content, indent=1).encode())
        return [found[key] for key in keys]

    def _start(self) -> bytes:
        digest = hashlib.sha256("".join(version(name) for name in LIBRARIES).encode())
        for path in self.inputs:
            digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
        return digest.digest()

    def _known(self) -> dict[str, PageText]:
        try:
            content = json.loads(self.path.read_text("utf-8"))
            return {key: PageText(**{**one, "operated": Counter(one["operated"])}) for key, one in content.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            # None yet, or of another form.
            return {}
