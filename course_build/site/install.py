"""What lets a browser keep the course: the manifest, and the service worker with the list of files that it may keep."""

import hashlib
import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from course_build.about.build import ICONS
from course_build.drawing.theme import token

MANIFEST = "manifest.webmanifest"
WORKER = "service-worker.js"
NEVER = re.compile(
    r"404\.html|sitemap\.xml(\.gz)?|llms\.txt|(.*/)?index\.md|.*\.map|assets/javascripts/lunr/.*|generated/previews/.*"
    r"|downloads/.*|_headers|.*\.(br|gz)|service-worker\.js"
)
"""What no page asks for, or what is no part of the course on this device."""
TOOLS = ("certificate/index.html", "review/index.html", "your-data/index.html")
"""Pages that belong to the core path without being parts of it."""
ASKED_LATER = ("assets/javascripts/workers/search.", "search/search_index.json")
"""What Material's script brings when a reader searches."""
_LISTING = "self.courseFiles="
_ASKED = re.compile(r"""<(?:link|script|img)\b[^>]*?\s(?:href|src)=["']([^"'#?]+)["'][^>]*>""", re.IGNORECASE)
_IN_STYLES = re.compile(r"url\(\s*[\"']?([^)\"'#?]+)")
_HEAD_END = "</head>"


def with_manifest(html: str, place: str) -> str:
    """Return a page with a link to the manifest, by which its script finds the service worker too."""
    root = "../" * place.count("/")
    return html.replace(_HEAD_END, f'<link rel="manifest" href="{root}{MANIFEST}">{_HEAD_END}', 1)


def manifest(title: str, description: str) -> str:
    """Return the manifest of the course; its addresses are relative, so that it works below the root of a host too."""
    icons = [
        {
            "src": f"generated/{name}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": "maskable" if "maskable" in name else "any",
        }
        for name, (size, _) in ICONS.items()
    ]
    surface = token("surface").light
    content = {
        "name": title,
        "short_name": title.partition(" ")[0],
        "description": description,
        "id": "./",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": surface,
        "theme_color": surface,
        "icons": icons,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def worker(site: Path, source: str, core: Iterable[str]) -> str:
    """Return the service worker of a finished site.

    Parameters:
        site: Its folder.
        source: The script, as it was bundled.
        core: The pages of the core path, by their paths in the site.
    """
    files = {
        name: hashlib.sha256(path.read_bytes()).hexdigest()[:32]
        for path in sorted(site.rglob("*"))
        if path.is_file() and not NEVER.fullmatch(name := path.relative_to(site).as_posix())
    }
    pages = [one for one in (*core, *TOOLS) if one in files]
    kept = sorted({name for page in pages for name in (page, *_asked(site, page, files))} | set(_searched(files)))
    listing = json.dumps({"core": kept if pages else [], "files": files}, separators=(",", ":"))
    return f"{_LISTING}{listing};\n{source}"


def listed_again(site: Path, worker_text: str) -> str:
    """Return the service worker of a copy of a site in which pages were changed."""
    listing, _, source = worker_text.partition("\n")
    core = json.loads(listing.removeprefix(_LISTING).removesuffix(";"))["core"]
    return worker(site, source, [one for one in core if one.endswith(".html") and one not in TOOLS])


def _searched(files: Mapping[str, str]) -> Iterator[str]:
    return (name for name in files if name.startswith(ASKED_LATER))


def _asked(site: Path, page: str, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the files that a page asks for: scripts, styles, pictures, and what its styles ask for."""
    for address in _ASKED.findall((site / page).read_text("utf-8")):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
        if name not in files or name.endswith(".html"):
            continue
        yield name
        if name.endswith(".css"):
            for inner in _IN_STYLES.findall((site / name).read_text("utf-8")):
                font = posixpath.normpath(posixpath.join(posixpath.dirname(name), inner))
                if font in files:
                    yield font
