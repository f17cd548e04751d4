"""The course as one file: every page is a section of it, and what the pages need is inside."""

import base64
import gzip
import html
import re
from collections.abc import Iterable
from pathlib import Path

from course_build.assets.scripts import FOLDER as SCRIPTS_FOLDER
from course_build.assets.scripts import SCRIPTS
from course_build.errors import CourseError
from course_build.export.archive import write_export
from course_build.export.built import built
from course_build.export.finished import PYTHON, FinishedSite
from course_build.export.licenses import BUILT, FOLDER, licenses
from course_build.export.sections import ARTICLE, CONTENTS, CURE, OUTLINE, Page, Sections, section, span_of_nav
from course_build.export.styles import data_address, with_fonts
from course_build.site.pages import JAVASCRIPT
from course_build.site.policy import hashes

INDEX = "index.html"
ABOUT = "about-this-file"
"""The section that about.html is."""
EDITOR = "generated/editor/"
COURSE = "generated/course."
SCRIPTS_OF_PAGES = f"generated/{SCRIPTS_FOLDER}/"
MOST = 16_000_000
"""Bytes that can still be mailed."""
HELD = "application/octet-stream"
"""The type of elements that hold a file: no browser does anything with it."""
LICENSES = {
    "course.txt": "The course",
    "digits.md": "The digits",
    "material.txt": "Material for MkDocs",
    "icons.txt": "The icons",
    "fonts.txt": "The fonts",
    "scripts.txt": "The scripts",
    "python.txt": "Python, Pyodide and numpy",
}

_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_LINK = re.compile(r'\s*<link rel="(?P<rel>[^"]*)"[^>]*?\bhref="(?P<href>[^"]*)"[^>]*>')
_CARD = re.compile(r'\s*<meta (?:property="og:|name="twitter:)[^>]*>')
"""What other sites show of a link to a page."""
_FOREIGN = re.compile(r"""\b(?:src|srcset|data)=["'](?!data:)|url\(["']?(?!["']?(?:data:|#))|@import""")
_SCRIPT = re.compile(r'<script src="(?P<src>[^"]*)"[^>]*></script>')
_INLINE = re.compile(r'<script(?: type="(?P<type>[^"]*)")?>(?P<source>.*?)</script>', re.DOTALL)
_MAP = re.compile(r"/[/*]# sourceMappingURL=[^\s*]*(?:\s*\*/)?\s*")
_SEARCH = re.compile(
    r'<label class="md-header__button md-icon" for="__search"[^>]*>(?P<icon>.*?)</label>.*?(?=</nav>\s*</header>)',
    re.DOTALL,
)
FIND = rf'<a class="md-header__button md-icon" href="#{ABOUT}/find" title="Find something">\g<icon></a>'
"""Takes the place of search, which is the browser's own."""
_HERE = re.compile(
    r'<input class="md-nav__toggle md-toggle" type="checkbox" id="__toc">\s*|<label [^>]*for="__toc">.*?</label>',
    re.DOTALL,
)
"""What the navigation says of the page that it stands on."""
_HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_COLOPHON = re.compile(r'(<p class="course-colophon[^>]*>.*?)(</p>)', re.DOTALL)


def export_single(site: FinishedSite, out: Path) -> None:
    """Write the file.

    Raises:
        CourseError: There is no finished site, a page of it cannot be in one file, or the file cannot be written.
    """
    write_export(out, document(site).encode())


def document(site: FinishedSite) -> str:
    """Return the whole document.

    Raises:
        CourseError: There is no finished site, a page of it cannot be in one file, or it has become too large.
    """
    shell = site.text(INDEX)
    pages = [Page.read(name, site.text(name)) for name in _in_order(shell, site.pages)]
    texts = {path: f"{FOLDER}/{name}" for path, name in BUILT.items() if path in site.files}
    sections = Sections(pages, texts, site.files.keys(), {FOLDER, ABOUT})
    articles = [
        *(sections.section(page.name) for page in pages),
        _about(pages[0].title),
        _licenses(site, pages[0].title),
    ]
    head, _, tail = _once(ARTICLE, "\0", _once(OUTLINE, "", shell)).partition("\0")
    # The script lets Material know one section after the other.
    head = head.replace('<div class="md-content" data-md-component="content">', '<div class="md-content">')
    head, tail = _shell(site, sections, head), _shell(site, sections, tail)
    for_scripts = [path for path in site.files if path.startswith((PYTHON, EDITOR)) and not path.endswith(".txt")]
    held = "\n".join(_held(path, site.files[path]) for path in (*for_scripts, *sorted(sections.asked)))
    text = f"{head}{''.join(articles)}{tail}"
    # Files come last: the pages need none of them at first.
    text = text.replace("</body>", f"{_script(built('single/index.ts'))}\n{held}\n</body>", 1)
    text = _POLICY.sub(lambda found: f"{found[1]}{_policy(site, text)}", text, count=1)
    bare = _INLINE.sub("", text.partition("</head>")[0] + "".join(articles))
    if foreign := _FOREIGN.search(bare):
        place = bare[foreign.start() : foreign.start() + 60]
        raise CourseError(INDEX, f"would bring a file that is not inside: {place}", CURE)
    if len(text.encode()) > MOST:
        problem = f"would have {len(text.encode()) / 1e6:.1f} MB, more than the {MOST / 1e6:.0f} MB that can be mailed"
        raise CourseError("the course in one file", problem, "use course export offline")
    return text


def _in_order(shell: str, names: Iterable[str]) -> list[str]:
    """Return the pages as the navigation lists them, and those that it does not list after them."""
    places = {address.strip("./"): place for place, address in reversed([*enumerate(_HREF.findall(shell))])}
    last = len(places)
    return sorted(names, key=lambda name: (name != INDEX, places.get(name.removesuffix(f"/{INDEX}"), last), name))


def _without_outline(text: str) -> str:
    found = CONTENTS.search(text)
    if found is None:
        return text
    start, end = span_of_nav(text, found.start())
    return text[:start] + text[end:]


def _shell(site: FinishedSite, sections: Sections, text: str) -> str:
    """Return what stands around the pages, with its styles and scripts inside, and without search."""

    def link(found: re.Match[str]) -> str:
        path = site.files.get(found["href"])
        if path is None or found["rel"] not in ("stylesheet", "icon"):
            return ""
        if found["rel"] == "icon":
            return f'<link rel="icon" href="{data_address(path.read_bytes(), "image/svg+xml")}">'
        return f"<style>{_MAP.sub('', with_fonts(path))}</style>"

    def script(found: re.Match[str]) -> str:
        name = found["src"]
        if name.startswith(SCRIPTS_OF_PAGES):
            return ""
        # What only some pages have comes behind what all have.
        names = [name, *(_scripts(site) if name.startswith(COURSE) else ())]
        return "".join(_script(_MAP.sub("", site.text(one))) for one in names)

    text = _SCRIPT.sub(script, _LINK.sub(link, _HERE.sub("", _CARD.sub("", _without_outline(text)))))
    text = _SEARCH.sub(FIND, sections.navigation(sections.linked(text, INDEX)))
    about = '<a href="#about-this-file">About this file</a>'
    text = _COLOPHON.sub(lambda found: f"{found[1]}{about}{found[2]}", text)
    early = f"{_script(built('single/early.ts'))}<style>{built('single/single.css')}</style></head>"
    return text.replace("</head>", early, 1)


def _scripts(site: FinishedSite) -> list[str]:
    """Return the scripts that only some pages have, each behind those that it needs."""
    return [site.one(f"{SCRIPTS_OF_PAGES}{one.name}.", ".js") for one in SCRIPTS]


def _script(source: str) -> str:
    """Return an element that runs a script.

    Raises:
        CourseError: What it says would end the element.
    """
    if re.search(r"</script|<!--", source, re.IGNORECASE):
        raise CourseError("a script of the site", "holds </script or <!--, and cannot stand in a page", CURE)
    return f"<script>{source}</script>"


def _held(path: str, file: Path) -> str:
    packed = base64.b64encode(gzip.compress(file.read_bytes(), 9, mtime=0)).decode()
    return f'<script type="{HELD}" data-file="{path}">{packed}</script>'


def _policy(site: FinishedSite, text: str) -> str:
    """Return a policy that runs exactly the scripts, and uses exactly the styles, that the document holds."""
    scripts = [one["source"] for one in _INLINE.finditer(text) if (one["type"] or "") in JAVASCRIPT]
    # A page runs the editor's script only when its reader needs it.
    scripts += [site.text(path) for path in site.files if path.startswith(EDITOR)]
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'wasm-unsafe-eval' {hashes(scripts)}",
            f"style-src {hashes(styles)}",
            "img-src data:",
            "font-src data:",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _about(course: str) -> str:
    text = Path(__file__).with_name("about.html").read_text("utf-8")
    return section(ABOUT, f"About this file - {course}", text)


def _licenses(site: FinishedSite, course: str) -> str:
    parts = (
        f'<details class="course-license" id="{path}"><summary>{LICENSES[path.removeprefix(f"{FOLDER}/")]}</summary>'
        f"<pre>{html.escape(content.decode('utf-8'))}</pre></details>"
        for path, content in licenses(site.files).items()
    )
    text = f"<h1>Licenses</h1><p>Of everything that this file holds.</p>{''.join(parts)}"
    return section(FOLDER, f"Licenses - {course}", text)


def _once(pattern: re.Pattern[str], new: str, text: str) -> str:
    """Return a text in which the one place that a pattern finds is new.

    Raises:
        CourseError: There is no such place.
    """
    changed, count = pattern.subn(lambda _: new, text, count=1)
    if not count:
        raise CourseError(INDEX, "is not built as an export knows it", CURE)
    return changed
