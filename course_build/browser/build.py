"""Python for the browser, made when something it depends on changed, and put where pages find it."""

import gzip
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from filelock import FileLock

from course_build.browser.edits import LINKING, told
from course_build.browser.manifest import ASSETS, LICENSES, Manifest
from course_build.browser.own import own_files
from course_build.browser.script import SOURCES, worker_script
from course_build.browser.trim import licenses_of
from course_build.errors import CourseError
from course_build.files import write_beside
from course_build.project import Project

log = logging.getLogger("mkdocs.course")

WITHOUT = "COURSE_WITHOUT_PYTHON"
"""The environment variable that says: build a copy of the course in which no code can be run."""
FOLDER = "python"
"""Where pages find it, inside the folder of generated files."""
LISTING = "files.json"
LICENSES_FILE = "licenses.txt"
HERE = Path(__file__).parent
MAKERS = ("build.py", "compile.py", "lock.py", "manifest.py", "own.py", "pack.mjs", "trim.py")
"""What decides how modules are made, beside the sources and files that they are made from."""


@dataclass(frozen=True)
class Python:
    """The Python of one checkout."""

    project: Project

    def update(self) -> None:
        """Make what changed. Where it cannot be made, the course is built without, and a strict build fails."""
        if os.environ.get(WITHOUT):
            log.info("python: left out, as %s says", WITHOUT)
            return
        try:
            self._make()
        except CourseError as error:
            log.warning("no code can be run on the pages of this copy: %s (or set %s=1)", error, WITHOUT)

    def publish(self) -> str:
        """Put what is made and up to date into the folder of generated files; return what the front end needs to know.

        That is JSON: which files there are, or null.
        """
        folder = self.project.generated / FOLDER
        if (self._places()[0] / LISTING).is_file():
            # What takes long is done; a change of the script alone is not waited for.
            self._make()
        made = self._made()
        if os.environ.get(WITHOUT) or not made:
            shutil.rmtree(folder, ignore_errors=True)
            return "null"
        wanted = {path.name: path for one in made for path in one.iterdir() if path.name != LISTING}
        write_beside(folder / LICENSES_FILE, wanted.pop(LICENSES_FILE).read_bytes())
        for path in folder.iterdir() if folder.is_dir() else ():
            if path.name not in wanted and path.name != LICENSES_FILE:
                path.unlink()
        for name, path in wanted.items():
            # The name carries a hash of the content: what is there is right.
            if not (folder / name).is_file():
                write_beside(folder / name, path.read_bytes())
        listing: dict[str, object] = {}
        for one in made:
            listing |= json.loads((one / LISTING).read_text("utf-8"))
        return json.dumps(listing, sort_keys=True)

    @property
    def _cache(self) -> Path:
        return self.project.cache / "browser"

    def _places(self) -> tuple[Path, Path]:
        """Return where the modules and the script of the worker are made, by all that they depend on."""
        makers = [HERE / name for name in MAKERS]
        modules = _key([ASSETS, *makers, *HERE.glob("inside/*.py")], own_files())
        sources = [path for path in SOURCES.glob("*.ts") if not path.name.endswith(".test.ts")]
        edits = [HERE / "edits.py", LINKING]
        script = _key([ASSETS, HERE / "build.py", HERE / "script.py", *edits, *LICENSES.iterdir(), *sources], {})
        return self._cache / f"modules-{modules}", self._cache / f"script-{script}"

    def _made(self) -> tuple[Path, Path] | None:
        places = self._places()
        return places if all((place / LISTING).is_file() for place in places) else None

    def _make(self) -> None:
        if self._made():
            return
        self._cache.mkdir(parents=True, exist_ok=True)
        # Tests build small courses with this cache, several at a time.
        with FileLock(self._cache / "lock"):
            modules, script = self._places()
            # The libraries that fetch and compile take longer to load than all else that an unchanged build does.
            from course_build.browser.fetch import fetch

            manifest = Manifest.read()
            fetched = fetch(manifest, self._cache)
            _fill(modules, lambda: _modules(manifest, fetched))
            _fill(script, lambda: _script(manifest, fetched))


@dataclass(frozen=True)
class _Made:
    """Files that get a hash into their names, files that do not, and what else the front end needs to know."""

    hashed: dict[str, tuple[str, bytes]]
    plain: dict[str, bytes] = field(default_factory=dict)
    listing: dict[str, object] = field(default_factory=dict)


def _modules(manifest: Manifest, fetched: dict[str, Path]) -> _Made:
    from course_build.browser.compile import compile_modules
    from course_build.browser.lock import make_lock

    wheel = fetched[manifest.one(".whl").name]
    log.info("python: compiling its modules, once")
    compiled = compile_modules(wheel.parent, fetched["python_stdlib.zip"], wheel)
    return _Made(
        {
            "wasm": ("pyodide.wasm", fetched["pyodide.asm.wasm"].read_bytes()),
            "early": ("early.zip", compiled.early),
            "boot": ("boot.bin", compiled.boot),
            "rest": ("rest.bin", compiled.rest),
        },
        listing={"lock": make_lock(fetched["pyodide-lock.json"])},
    )


def _script(manifest: Manifest, fetched: dict[str, Path]) -> _Made:
    script = worker_script(fetched["pyodide.mjs"], fetched["pyodide.asm.mjs"])
    texts = licenses(manifest, fetched[manifest.one(".whl").name])
    return _Made({"worker": ("worker.js", script)}, {LICENSES_FILE: texts})


def licenses(manifest: Manifest, numpy: Path) -> bytes:
    """Return one text that names all that is shipped, and holds the licenses."""
    pieces = ["Python in the pages of this course is made of these works, unmodified or cut down but for one file."]
    pieces += [
        f"{package.name} {package.version}: {package.license}\n"
        + "".join(f"    {one.name}\n    SHA-256 {one.sha256}\n" for one in manifest.assets if package in one.packages)
        for package in manifest.packages
    ]
    pieces.append(told())
    texts = {path.name: path.read_bytes() for path in sorted(LICENSES.iterdir())}
    texts |= {f"numpy: {name}": text for name, text in licenses_of(numpy).items()}
    pieces += [f"{'-' * 80}\n{name}\n\n{text.decode('utf-8').strip()}" for name, text in texts.items()]
    return ("\n\n".join(pieces) + "\n").encode()


def _fill(place: Path, make: Callable[[], _Made]) -> None:
    """Make a folder of files and a listing of them, all at once."""
    if (place / LISTING).is_file():
        return
    made = make()
    listing = dict(made.listing)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".making-") as temporary:
        folder = Path(temporary) / place.name
        folder.mkdir()
        for key, (name, content) in made.hashed.items():
            stem, _, suffix = name.partition(".")
            named = f"{stem}.{hashlib.sha256(content).hexdigest()[:10]}.{suffix}"
            (folder / named).write_bytes(content)
            packed = len(gzip.compress(content, mtime=0))
            listing[key] = {"path": f"{FOLDER}/{named}", "bytes": len(content), "packed": packed}
        for name, content in made.plain.items():
            (folder / name).write_bytes(content)
        (folder / LISTING).write_text(json.dumps(listing), "utf-8")
        shutil.rmtree(place, ignore_errors=True)
        folder.rename(place)
    for older in place.parent.glob(f"{place.name.partition('-')[0]}-*"):
        if older != place:
            shutil.rmtree(older, ignore_errors=True)


def _key(paths: Iterable[Path], contents: dict[str, bytes]) -> str:
    digest = hashlib.sha256()
    for name, content in sorted({path.name: path.read_bytes() for path in paths}.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    for name, content in sorted(contents.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]
