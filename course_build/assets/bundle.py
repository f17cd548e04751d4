"""The scripts and the style sheet of the course, made by esbuild; nothing is made again that did not change."""

import hashlib
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from course_build.assets.node import FRONTEND, MODULES
from course_build.assets.script_licenses import LICENSES, licenses
from course_build.assets.scripts import FOLDER, LATER, SCRIPTS, Script
from course_build.errors import CourseError
from course_build.files import write_beside

MAIN = "src/main.ts"
"""The script that every page has."""
STYLES = "src/styles/main.css"
SERVICE_WORKER = "service-worker.js"
"""The script that complete() puts at the root of the site, with the list of its files."""
LOST = "lost.js"
"""The script that stands in the page of errors itself, where that cannot know its way to files."""
EDITOR = "editor"
"""The folder of the editor's script, which pages load when a reader first needs it."""
EDITOR_FILE = "EDITOR_FILE"
"""What the sources call the path of that script."""
CHARTS_FILE = "CHARTS_FILE"
"""What they call the path of the script that cells bring later."""
TARGETS = "chrome111,firefox115,safari16.4"
COMMON = ("--bundle", "--minify", "--charset=utf8", f"--target={TARGETS}")
SHARED = "courseModules"
"""Where a script finds the modules of an earlier one."""
KEY = ".made-from"
"""The file that tells what the scripts were made from."""


def bundle(folder: Path, defines: Mapping[str, str]) -> None:
    """Write the scripts, the style sheet and their licenses into `folder`; files that did not change are left alone.

    Parameters:
        folder: Where they are put.
        defines: JSON for each name that the sources leave to the build.

    Raises:
        CourseError: esbuild is not installed, or refuses a source.
    """
    key = _key(defines)
    told = folder / FOLDER / KEY
    if told.is_file() and told.read_text("utf-8") == key:
        return
    with tempfile.TemporaryDirectory() as temporary:
        made = Path(temporary)
        editor = _named("editor", _editor(made))
        known = [f"--define:{name}={value}" for name, value in defines.items()]
        known.append(f"--define:{EDITOR_FILE}={json.dumps(f'{EDITOR}/{editor}')}")
        modules = _modules(made)
        files: dict[str, bytes] = {}
        # First the one that others name.
        for one in SCRIPTS:
            if one.name == LATER:
                content = _script(made, one, modules, known)
                files[_named(one.name, content)] = content
                known.append(f"--define:{CHARTS_FILE}={json.dumps(f'{FOLDER}/{_named(one.name, content)}')}")
        others = [one for one in SCRIPTS if one.name != LATER]
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            course, *contents = pool.map(lambda one: _script(made, one, modules, known), (None, *others))
        files |= {_named(one.name, content): content for one, content in zip(others, contents, strict=True)}
        write_beside(folder / "course.js", course)
        write_beside(folder / "course.css", (made / "styles.css").read_bytes())
        for name in (SERVICE_WORKER, LOST):
            source = f"src/{name.removesuffix('.js')}/index.ts"
            run_esbuild(source, *COMMON, "--format=iife", f"--outfile={made / name}")
            write_beside(folder / name, (made / name).read_bytes())
        _replace(folder / EDITOR, {editor: (made / "editor.js").read_bytes()})
        editors = json.loads((made / "editor.json").read_text("utf-8"))["inputs"]
        write_beside(folder / LICENSES, licenses([*editors, *modules.imports]))
        _replace(folder / FOLDER, files | {KEY: key.encode()})


def _key(defines: Mapping[str, str]) -> str:
    """Return a hash of all that the scripts are made from."""
    digest = hashlib.sha256(json.dumps(sorted(defines.items())).encode())
    sources = [path for path in (FRONTEND / "src").rglob("*") if path.is_file()]
    for path in (*sorted(sources), FRONTEND / "package-lock.json", *sorted(Path(__file__).parent.glob("*.py"))):
        if path.is_file():
            digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _source(script: Script | None) -> str:
    return MAIN if script is None else f"src/scripts/{script.name}.ts"


@dataclass(frozen=True)
class _Modules:
    """Which module imports which, and so which script holds it."""

    imports: Mapping[str, list[str]]

    def all_of(self, script: Script | None) -> set[str]:
        """Return the modules of a script, were it the only one."""
        found: set[str] = set()
        waiting = [_source(script)]
        while waiting:
            path = waiting.pop()
            if path not in found:
                found.add(path)
                waiting += self.imports.get(path, [])
        return found

    def own(self, script: Script | None) -> set[str]:
        """Return the modules that a script holds: those that none of the scripts it relies on has."""
        return self.all_of(script).difference(*(self.all_of(one) for one in _before(script)))

    def handed(self, script: Script | None) -> list[str]:
        """Return the modules that other scripts take from this one."""
        relying = [one for one in SCRIPTS if script in _before(one)]
        wanted = {path for one in relying for module in self.own(one) for path in self.imports.get(module, [])}
        return sorted(wanted & self.own(script))


def _before(script: Script | None) -> list[Script | None]:
    """Return the scripts that a script relies on; the one that every page has is None."""
    return [] if script is None else [None, *(one for one in SCRIPTS if one.name in script.needs)]


def _modules(made: Path) -> _Modules:
    """Find out what the sources import; the style sheet is made with them."""
    sources = [_source(one) for one in (None, *SCRIPTS)]
    run_esbuild(
        *(f"{index}={source}" for index, source in enumerate(sources)),
        *(f"styles={STYLES}", *COMMON, "--format=esm", "--external:*.woff2"),
        *(f"--outdir={made}", f"--metafile={made / 'all.json'}"),
    )
    inputs = json.loads((made / "all.json").read_text("utf-8"))["inputs"]
    return _Modules({path: [each["path"] for each in one["imports"]] for path, one in inputs.items()})


def _script(
    made: Path,
    script: Script | None,
    modules: _Modules,
    known: Iterable[str],
) -> bytes:
    """Make one script: it takes modules of the scripts before it, and hands out those that scripts after it take."""
    name = script.name if script else "course"
    taken = [path for one in _before(script) for path in modules.handed(one)]
    handed = modules.handed(script)
    lines = [f"import {json.dumps(str(FRONTEND / _source(script)))};"]
    lines += [f"import * as m{index} from {json.dumps(str(_absolute(path)))};" for index, path in enumerate(handed)]
    items = ", ".join(f"{json.dumps(_id(path))}: m{index}" for index, path in enumerate(handed))
    lines += [f"window.{SHARED} = {{...window.{SHARED}, {items}}};"] if handed else []
    entry, out, listing = (made / f"{name}-{kind}" for kind in ("entry.js", "out.js", "listing.json"))
    entry.write_text("\n".join(lines), "utf-8")
    run_esbuild(
        str(entry),
        *(*COMMON, *known, "--format=iife", f"--outfile={out}", f"--metafile={listing}"),
        *(f"--external:{_absolute(path)}" for path in taken),
        # What esbuild calls for modules that are elsewhere.
        *((f"--banner:js=(()=>{{const require=one=>window.{SHARED}[one];", "--footer:js=})();") if taken else ()),
    )
    text = out.read_text("utf-8")
    for one in json.loads(listing.read_text("utf-8"))["inputs"].values():
        for imported in one["imports"]:
            if imported.get("external"):
                # esbuild names it by its place on this machine.
                path = Path(os.path.relpath((made / imported["path"]).resolve(), FRONTEND.resolve())).as_posix()
                text = text.replace(json.dumps(imported["path"]), json.dumps(_id(path)))
    return text.encode()


def _absolute(path: str) -> Path:
    return (FRONTEND.resolve() / path).resolve()


def _id(path: str) -> str:
    """Return what scripts call a module among each other."""
    return path.rpartition("node_modules/")[2].removeprefix("src/").removesuffix(".ts")


def _editor(made: Path) -> bytes:
    """Make the script of the editor; no page names it that finish() could rewrite."""
    out = made / "editor.js"
    run_esbuild(
        "src/editor/index.ts",
        *(*COMMON, "--format=iife", "--global-name=courseEditor"),
        *(f"--outfile={out}", f"--metafile={made / 'editor.json'}"),
        # CodeMirror would write its styles into the page, which the policy forbids.
        f"--alias:style-mod={FRONTEND / 'src' / 'editor' / 'styles.ts'}",
    )
    return out.read_bytes()


def _named(name: str, content: bytes) -> str:
    return f"{name}.{hashlib.sha256(content).hexdigest()[:10]}.js"


def _replace(folder: Path, files: Mapping[str, bytes]) -> None:
    """Let a folder hold these files and no others."""
    for name, content in files.items():
        write_beside(folder / name, content)
    for older in folder.iterdir():
        if older.name not in files:
            older.unlink()


def run_esbuild(*arguments: str) -> None:
    """Run esbuild in the folder of the front end.

    Raises:
        CourseError: It is not installed, or refuses a source.
    """
    command = [str(_binary()), *arguments, "--log-level=error", "--color=false"]
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CourseError("course_build/frontend", done.stderr.strip(), "mend it, then build again")


def _binary() -> Path:
    """Return esbuild itself: no Node is needed to run it."""
    name = "esbuild.exe" if os.name == "nt" else "bin/esbuild"
    found = sorted((MODULES / "@esbuild").glob(f"*/{name}"))
    if not found:
        cure = "run make site once, or python -m course_build.assets.node"
        raise CourseError("course_build/frontend/node_modules", "is not installed", cure)
    return found[0]
