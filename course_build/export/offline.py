"""The course as a folder in a zip file: unpack it, open index.html, and everything works from there."""

import re
from pathlib import Path

from course_build.errors import CourseError
from course_build.export.archive import write_archive
from course_build.export.as_files import INDEX_JSON, pages, search_index
from course_build.export.built import built
from course_build.export.finished import PYTHON, FinishedSite
from course_build.export.licenses import licenses
from course_build.export.scripts import bytes_script, index_script, search_script
from course_build.export.styles import with_fonts

INDEX_SCRIPT = "search/search_index.js"
"""Where Material's script looks for the index when pages are files."""
OFFLINE = "generated/offline.js"
PROBE_SCRIPT = "generated/probe.js"
PROBES = ("generated/probe-1.html", "generated/probe-2.html")
"""Pages that tell ours what the browser shares between files."""
_PROBE_PAGE = """<!doctype html>
<html lang="en">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'">
<title>What this browser shares between pages</title>
<script src="probe.js"></script>
</html>
"""
_PRELOAD = re.compile(r'\s*<link rel="preload"[^>]* as="font"[^>]*>')
_BUNDLE = re.compile(r'<script src="(?P<base>[^"]*?)assets/javascripts/bundle\.[^"]*"></script>')


def export_offline(site: FinishedSite, out: Path) -> None:
    """Write the zip file.

    Raises:
        CourseError: There is no finished site, a page of it leads nowhere, or the file cannot be written.
    """
    write_archive(out, f"{site.course}-course", contents(site))


def contents(site: FinishedSite) -> dict[str, bytes]:
    """Return the files of the folder, by their paths.

    Raises:
        CourseError: There is no finished site, or a page of it leads nowhere.
    """
    made = {name: _page(text, name).encode() for name, text in pages(site).items()}
    for name, path in site.files.items():
        if name == INDEX_JSON:
            made[INDEX_SCRIPT] = index_script(search_index(site))
        elif name.startswith(PYTHON) and not name.endswith(".txt"):
            made[f"{name}.js"] = bytes_script(path.name, path.read_bytes())
        elif name.endswith(".css"):
            made[name] = with_fonts(path).encode()
        elif not name.endswith((".html", ".woff2")):
            made[name] = path.read_bytes()
    made |= licenses(site.files)
    search = site.one("assets/javascripts/workers/search.", ".js")
    made[OFFLINE] = search_script(Path(search).name, site.text(search), built("offline/index.ts").encode())
    made |= dict.fromkeys(PROBES, _PROBE_PAGE.encode()) | {PROBE_SCRIPT: built("offline/probe.ts").encode()}
    return made


def _page(html: str, name: str) -> str:
    """Return a page that runs our script before Material's, and may show fonts of its styles, and ask our probe."""
    html = _PRELOAD.sub("", html).replace("font-src 'self';", "font-src data:; frame-src 'self';", 1)
    found = _BUNDLE.search(html)
    if found is None:
        cure = "Material has changed: course_build/export must follow"
        raise CourseError(name, "does not run Material's script as it used to", cure)
    return f'{html[: found.start()]}<script src="{found["base"]}{OFFLINE}"></script>\n{html[found.start() :]}'
