"""A host whose course can be replaced by its next version, and that can be out of reach."""

import functools
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

from course_build.site import install
from tests.serving import listening

PYTHON = ("generated/python", "generated/editor")
_HASH = re.compile(r"\.[0-9a-f]{10}\.")
NEXT = "The next version."


class Host:
    """A copy of the site, as a host has it."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.folder = folder
        self.down = False
        self.address = ""
        self.asked: list[str] = []
        """The paths that were asked for."""
        shutil.copytree(site, folder)

    def update(self, *, python: bool) -> None:
        """Put the next version in the place of this one: other scripts and pages, and another Python if asked for."""
        folders = ("generated/scripts", "generated", *(PYTHON if python else ()))
        renamed = {}
        for path in (path for one in folders for path in sorted((self.folder / one).glob("*"))):
            if path.is_file() and _HASH.search(path.name):
                renamed[path.name] = _HASH.sub(".0123456789.", path.name)
                path.rename(path.with_name(renamed[path.name]))
        name = re.compile("|".join(map(re.escape, renamed)))
        for path in self.folder.rglob("*"):
            ours = path.parent.name in ("generated", "scripts")
            if path.suffix in (".html", ".css") or (path.suffix == ".js" and ours):
                text = name.sub(lambda found: renamed[found[0]], path.read_text())
                path.write_text(text.replace("</h1>", f"</h1><p>{NEXT}</p>", 1))
        worker = self.folder / install.WORKER
        core = [path.relative_to(self.folder).as_posix() for path in self.folder.glob("lessons/*/index.html")]
        source = worker.read_text().partition("\n")[2]
        worker.write_text(install.worker(self.folder, source, ["index.html", "playground/index.html", *core]))


@contextmanager
def hosting(site: Path, folder: Path) -> Iterator[Host]:
    host = Host(site, folder)

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            host.asked.append(self.path)
            if host.down:
                self.close_connection = True
                self.connection.close()
            else:
                # A page that is left takes no more of what it asked for.
                with suppress(ConnectionError):
                    super().do_GET()

        def log_message(self, *_):
            pass

        def finish(self):
            if not host.down:
                super().finish()

    with listening(functools.partial(Handler, directory=str(folder))) as address:
        host.address = address
        yield host
