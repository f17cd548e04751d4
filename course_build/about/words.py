"""The title of each page and one sentence about it, for search engines, previews and `llms.txt`."""

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from course_build.about.plain import Plain
from course_build.outline.front_matter import front_matter, page_id

FILE = "about.json"
MOST = 155
"""Letters of a description: what search engines show."""
LEAST = 50
"""Letters below which a paragraph says too little."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"[*`_]{1,3}(?=\S)|(?<=\S)[*`_]{1,3}")
_NO_PROSE = ("#", "- ", "* ", "|", ">", "```", "~~~", "$$", "**", "<", "[", "1.")
"""How paragraphs begin that are none."""


@dataclass(frozen=True)
class Words:
    """What a page is called, what it says of itself, and what stands for it in a picture."""

    title: str
    description: str
    figure: str = ""
    """The id of the first figure on it."""


def preview_of(source: str) -> str:
    """Return where the picture of a page stands in the site."""
    return posixpath.join("generated", "previews", f"{page_id(source) or 'index'}.png")


def words(source: Path, plain: Plain, site: Words) -> Words:
    """Return those of a page; `site` stands in where a page says nothing that can stand alone."""
    prose = plain.prose(source)
    title = re.search(r"^# (.+)$", prose, re.MULTILINE)
    said = front_matter(source.read_text("utf-8")).values.get("description")
    text = str(said) if said else next(_paragraphs(prose), site.description)
    return Words(_unmarked(title[1]) if title else site.title, shortened(text), plain.figure(source))


def shortened(text: str) -> str:
    """Return as many whole sentences as fit, or the beginning of the first."""
    sentences = re.split(r"(?<=[.!?]) ", text)
    kept = sentences[0]
    for one in sentences[1:]:
        if len(kept) + 1 + len(one) > MOST:
            break
        kept += f" {one}"
    return kept if len(kept) <= MOST else f"{kept[: MOST - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"


def _paragraphs(plain: str) -> Iterator[str]:
    """Yield paragraphs that can stand alone: prose without formulas."""
    code = False
    for one in plain.split("\n\n"):
        fences = one.count("```") + one.count("~~~")
        inside, code = code, code != bool(fences % 2)
        text = " ".join(_unmarked(one).split())
        prose = not (inside or fences or one.lstrip().startswith(_NO_PROSE) or "$" in one or text.endswith(":"))
        if prose and len(text) >= LEAST:
            yield text


def _unmarked(text: str) -> str:
    return _MARK.sub("", _LINK.sub(r"\1", text))


class About:
    """The words of the course and of all its pages, by their files in docs."""

    def __init__(self, site: Words, pages: Mapping[str, Words]) -> None:
        self.site = site
        self.pages = pages

    @classmethod
    def of(cls, config: Path, sources: Iterable[Path], plain: Plain) -> "About":
        """Read them from the configuration of MkDocs and the sources, which were checked."""
        with config.open("rb") as file:
            said = yaml_load(file)
        title = str(said.get("site_name") or "")
        site = Words(title, str(said.get("site_description") or title))
        return cls(site, {one.relative_to(plain.docs).as_posix(): words(one, plain, site) for one in sources})

    @classmethod
    def read(cls, folder: Path) -> "About":
        """Return what was written into a folder, or nothing while nothing was."""
        path = folder / FILE
        if not path.is_file():
            return cls(Words("", ""), {})
        stored = json.loads(path.read_text("utf-8"))
        return cls(Words(**stored["site"]), {name: Words(**one) for name, one in stored["pages"].items()})

    def page(self, source: str) -> Words:
        """Return the words of a page; MkDocs makes some without a source, such as that of errors."""
        return self.pages.get(source, self.site)

    def preview(self, source: str) -> str:
        return preview_of(source)

    def to_json(self) -> str:
        content = {"site": asdict(self.site), "pages": {name: asdict(one) for name, one in self.pages.items()}}
        return json.dumps(content, ensure_ascii=False, indent=1)
