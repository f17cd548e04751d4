"""Find the core path, count it, and hold it to its limits.

A page is a part of it by its front matter: `part: 3`. The home page is part 0 and opens the course; while there is
none, the core path is still being made, and parts may be missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.utils.yaml import yaml_load

from course_build.errors import CourseError, raise_all
from course_build.outline.front_matter import FrontMatter, front_matter, page_id
from course_build.outline.memory import Memory
from course_build.outline.model import CorePage, Outline, whole_minutes
from course_build.outline.text import REFUTATION, PageText, read_text

WORDS = 1800
REFUTATIONS = 3
WORDS_A_MINUTE = 200
SECONDS = {"quiz": 20, "figure": 10, "axes-picture": 30, "cell": 10, "distributions": 30, "live": 15, "playground": 60}
"""For what is looked at or operated, beside the words in it."""


@dataclass(frozen=True)
class Source:
    """A page of the core path, as it is written."""

    path: Path
    text: str
    part: int
    line: int
    """Where its part is said."""
    matter: FrontMatter


class _MarkdownConfig(Config):
    """What mkdocs.yml says about Markdown."""

    markdown_extensions = config_options.MarkdownExtensions(
        builtins=["toc", "tables", "fenced_code"], configkey="mdx_configs"
    )
    mdx_configs = config_options.Private[dict[str, dict[str, Any]]]()


def find(paths: Sequence[Path], name: Callable[[Path], str]) -> tuple[list[Source], list[CourseError]]:
    """Return the pages of the core path in order, and what is wrong with their places; `name` says a path."""
    sources, errors = [], []
    for path in paths:
        text = path.read_text("utf-8")
        matter = front_matter(text)
        if matter.problem:
            cure = "write it as lines name: value between two lines ---"
            errors.append(CourseError(f"{name(path)}:1", f"the front matter cannot be read: {matter.problem}", cure))
        if "part" not in matter.values:
            continue
        part, line = matter.values["part"], matter.line_of("part", text)
        if type(part) is int and part >= 0:
            sources.append(Source(path, text, part, line, matter))
        else:
            cure = "give its place in the core path: 1, 2 and so on, 0 for the home page"
            errors.append(CourseError(f"{name(path)}:{line}", f"the part {part!r} is no whole number", cure))
    sources.sort(key=lambda one: (one.part, one.path))
    return sources, errors + _misplaced(sources, name)


def _misplaced(sources: list[Source], name: Callable[[Path], str]) -> list[CourseError]:
    errors, places = [], dict[int, str]()
    whole = any(not one.part for one in sources)
    for one in sources:
        place = f"{name(one.path)}:{one.line}"
        if one.part in places:
            problem = f"part {one.part} stands at {places[one.part]} too"
            errors.append(CourseError(place, problem, "give each page a place of its own"))
        elif whole and one.part and one.part - 1 not in places:
            cure = f"write that page, or move this one to part {one.part - 1}"
            errors.append(CourseError(place, f"there is no part {one.part - 1} before part {one.part}", cure))
        places.setdefault(one.part, place)
    return errors


def measure(
    sources: Sequence[Source], docs: Path, config: Path, options: Mapping[str, Mapping[str, Any]], memory: Memory
) -> tuple[Outline, list[PageText]]:
    """Render pages as MkDocs does with this configuration, and count them; `options` are added to those in it."""

    def count(pages: Sequence[str]) -> list[PageText]:
        return [read_text(html) for html in _render(pages, config, options)]

    texts = memory.texts([one.text[one.matter.end :] for one in sources], count)
    home = sum(not one.part for one in sources)
    seconds = [_seconds(one) for one in texts]
    minutes = whole_minutes(seconds[:home]) + whole_minutes(seconds[home:])
    pages = []
    for source, text, each in zip(sources, texts, minutes, strict=True):
        file = source.path.relative_to(docs).as_posix()
        title = str(source.matter.values.get("title") or text.title or source.path.stem)
        pages.append(CorePage(source.part, page_id(file), file, title, text.words, each))
    return Outline(tuple(pages)), texts


def check(outline: Outline, texts: Sequence[PageText], docs: str) -> list[CourseError]:
    """Return an error for each limit of the core path that is not kept; `docs` says the folder of the pages."""
    errors = []
    if outline.words > WORDS:
        each = ", ".join(f"{one.source} {one.words}" for one in outline.pages)
        problem = f"the core path has {outline.words:,} words open by default, and its limit is {WORDS:,} ({each})"
        errors.append(CourseError(docs, problem, "shorten it, or move text into deep dives"))
    refutations = sum(one.refutations for one in texts)
    if refutations > REFUTATIONS:
        each = ", ".join(
            f"{page.source} {text.refutations}"
            for page, text in zip(outline.pages, texts, strict=True)
            if text.refutations
        )
        problem = f"the core path has {refutations} refutations, and its limit is {REFUTATIONS} ({each})"
        cure = f'move paragraphs that begin "{REFUTATION.pattern.removesuffix(r"\b")}" into deep dives'
        errors.append(CourseError(docs, problem, cure))
    return errors


def _render(pages: Sequence[str], config: Path, options: Mapping[str, Mapping[str, Any]]) -> list[str]:
    said = _MarkdownConfig(str(config))
    with config.open("rb") as file:
        said.load_dict({key: value for key, value in yaml_load(file).items() if key == "markdown_extensions"})
    failed, _ = said.validate()
    raise_all([CourseError(f"mkdocs.yml, {key}", str(problem), "mend it") for key, problem in failed])
    configs = {one: {**said.mdx_configs.get(one, {}), **options.get(one, {})} for one in said.markdown_extensions}
    # One for all pages: after a reset it knows nothing of the last.
    md = Markdown(extensions=said.markdown_extensions, extension_configs=configs)
    return [md.reset().convert(page) for page in pages]


def _seconds(text: PageText) -> float:
    operated = sum(SECONDS.get(kind, 0) * count for kind, count in text.operated.items())
    return text.words / WORDS_A_MINUTE * 60 + operated
