"""Put into a finished site what it says of itself elsewhere: preview pictures, icons, and its text as Markdown."""

import hashlib
import posixpath
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from course_build.about.plain import Plain
from course_build.about.words import About, Words, preview_of
from course_build.experiments.figure import FigureData
from course_build.figures.build import Figures
from course_build.figures.key import Keys
from course_build.files import write_beside
from course_build.outline.front_matter import page_id
from course_build.outline.model import Outline
from course_build.project import Project

if TYPE_CHECKING:
    from course_build.about.preview import Faces, Picture

DRAWING_MODULE = "course_build.about.preview"
LIBRARIES = ("fonttools", "matplotlib", "numpy", "pillow")
FONTS = ("display", "sans", "serif")
ICONS = {"icon-192.png": (192, 0.12), "icon-512.png": (512, 0.12), "icon-maskable-512.png": (512, 0.24)}
"""Their sizes, and the share of each side that stays empty: some systems cut icons to a circle."""
LLMS = "llms.txt"
PLAIN = "index.md"
"""What stands beside each page."""
SECTIONS = {"more": "More depth", "labs": "Labs", "figures": "Figures: what was asked, run and found", "": "Optional"}
"""What folders of pages are called, in order; those that have no name here come before the last."""


def publish(project: Project, site: Path) -> None:
    """Write everything into the folder of a site that MkDocs has made."""
    about = About.read(project.noted)
    pictures = _Pictures(project, about)
    for source, words in about.pages.items():
        write_beside(site / preview_of(source), pictures.preview(words))
    for name, (size, padding) in ICONS.items():
        write_beside(site / "generated" / name, pictures.icon(size, padding))
    plain = Plain(project.docs, project.generated)
    for source in about.pages:
        write_beside(site / plain_of(source), plain.page(project.docs / source).encode())
    write_beside(site / LLMS, llms(about, Outline.read(project.noted)).encode())


def plain_of(source: str) -> str:
    """Return where the plain text of a page stands in the site."""
    return posixpath.join(page_id(source), PLAIN)


def llms(about: About, outline: Outline) -> str:
    """Return the list of pages for language models (llmstxt.org): what there is, in order, and where its text is."""
    core = [one.source for one in outline.pages]
    lines = [
        f"# {about.site.title}",
        f"> {about.site.description}",
        "Every number on these pages is computed by the build of the course, from runs that can be repeated, or cited. "
        "Questions stand without their answers: a reader finds them on the pages.",
    ]
    rest = sorted((one for one in about.pages if one not in core), key=page_id)
    for title, sources in (("The course", core), *_sections(rest)):
        if sources:
            lines += [f"## {title}", "\n".join(_entry(one, about.page(one)) for one in sources)]
    return "\n\n".join(lines) + "\n"


def _sections(sources: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    folders = {one: one.rpartition("/")[0] for one in sources}
    names = {**dict.fromkeys(sorted(set(folders.values()) - SECTIONS.keys())), **SECTIONS}
    for folder, name in names.items():
        yield name or folder.capitalize(), [one for one in sources if folders[one] == folder]


def _entry(source: str, words: Words) -> str:
    return f"- [{words.title}]({plain_of(source)}): {words.description}"


class _Pictures:
    """Pictures, from the cache where nothing that they show has changed."""

    def __init__(self, project: Project, about: About) -> None:
        self._project = project
        self._about = about
        self._cache = project.cache / "previews"
        self._keys = Keys()
        self._drawn: dict[str, Picture] = {}
        self._fonts = [_digest(project.generated / f"course-{name}.woff2") for name in FONTS]

    def preview(self, words: Words) -> bytes:
        drawing = self._project.generated / "figures" / f"{words.figure}.wide.svg"
        # A figure that is still being computed has no picture yet.
        shown = drawing.is_file()
        said = [words.title, words.description, self._about.site.title, _digest(drawing) if shown else ""]
        path = self._path("preview", said)
        if not path.is_file():
            # matplotlib takes a while to load, which a build without changes does not pay.
            from course_build.about.preview import preview

            faces, title = self._faces, self._about.site.title
            picture = self._figure(words.figure) if shown else None
            write_beside(path, preview(words.title, words.description, title, faces, picture))
        return path.read_bytes()

    def icon(self, size: int, padding: float) -> bytes:
        path = self._path("icon", [size, padding])
        if not path.is_file():
            from course_build.about.preview import icon

            write_beside(path, icon(size, padding=padding))
        return path.read_bytes()

    def _path(self, kind: str, parameters: Sequence[object]) -> Path:
        return self._cache / f"{self._keys.key(DRAWING_MODULE, [kind, *parameters, *self._fonts], LIBRARIES)}.png"

    def _figure(self, name: str) -> "Picture":
        if name not in self._drawn:
            from course_build.about.preview import picture_of

            figure = next(one.figure for one in self._figures.found if one.figure.id == name)
            data = (self._project.generated / "figures" / f"{name}.json").read_text("utf-8")
            self._drawn[name] = picture_of(figure, FigureData.from_json(data))
        return self._drawn[name]

    @cached_property
    def _figures(self) -> Figures:
        return Figures(self._project)

    @cached_property
    def _faces(self) -> "Faces":
        from course_build.about.preview import Faces

        return Faces(self._project.generated, self._cache / "fonts")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
