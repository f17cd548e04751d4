"""The core path as one document for paper: its pages one after another, its answers in an appendix, no script."""

import json
import posixpath
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup, Tag

from course_build.errors import CourseError
from course_build.export.addresses import ELSEWHERE, INDEX
from course_build.export.finished import FinishedSite
from course_build.export.styles import with_fonts

ANSWERS = "answers"
"""The id of the appendix."""
_STYLE = Path(__file__).with_name("paper.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:"
_GONE = (
    "script, template, .course-map, .course-end, .course-chart__table, .course-figure__table, .course-quiz__hint, "
    ".course-live"
)
"""What paper has no use for."""
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "name", "list")
_POINTING = re.compile(r"""(url\(["']?#)([^"')]+)""")


class Paper:
    """The document of one site."""

    def __init__(self, site: FinishedSite) -> None:
        self.site = site
        self._home = BeautifulSoup(site.text(INDEX), "html.parser")
        outline = self._home.select_one(".course-outline")
        if outline is None:
            raise CourseError(str(site.folder / INDEX), "has no outline of the core path", "build the site again")
        self.parts: list[dict[str, str]] = json.loads(outline.get_text())["parts"]
        canonical = self._home.select_one('link[rel="canonical"]')
        self._address = str(canonical["href"]) if canonical else ""
        """Where the site is published, if that is known."""

    def html(self) -> str:
        """Return the document.

        Raises:
            CourseError: The site is not built as an export knows it.
        """
        bodies, answers = list[str](), list[str]()
        for part in self.parts:
            article = self._article(part["address"])
            answers += self._answers(article, part["title"])
            bodies.append(f'<section class="course-paper__part md-typeset">{article.decode_contents()}</section>')
        css = "".join(f"<style>{with_fonts(path)}</style>" for path in self._styles())
        title = escape(self.site.title)
        scheme = ' data-md-color-scheme="default" data-md-color-primary="indigo"'
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            f'{css}<style>{_STYLE.read_text("utf-8")}</style></head><body dir="ltr" {scheme}><main>'
            f"{self._cover()}{''.join(bodies)}"
            f'<section class="course-paper__part md-typeset" id="{ANSWERS}"><h1>Answers</h1>'
            f"{''.join(answers)}</section>"
            "</main></body></html>"
        )

    def _cover(self) -> str:
        article = self._article("")
        lead = article.select_one(".course-lead")
        entries = [(part["title"], _id(part["address"])) for part in self.parts] + [("Answers", ANSWERS)]
        listed = "".join(f'<li><a href="#{name}">{escape(title)}</a></li>' for title, name in entries)
        where = f'<p><a href="{escape(self._address)}">{escape(self._address)}</a></p>' if self._address else ""
        return (
            f'<section class="course-paper__cover md-typeset"><h1>{escape(self.site.title)}</h1>{lead or ""}{where}'
            f'<nav aria-label="Contents"><ol>{listed}</ol></nav></section>'
        )

    def _article(self, address: str) -> Tag:
        """Return the content of a page, whose ids and links are those of the document."""
        name = posixpath.join(address, INDEX)
        article = BeautifulSoup(self.site.text(name), "html.parser").select_one("article")
        if article is None:
            raise CourseError(name, "has no article", "the theme has changed: course_build/export must follow")
        for one in article.select(_GONE):
            one.decompose()
        for one in article.select(".course-deep-dive"):
            one["open"] = ""
        page = _id(address)
        for one in article.find_all(True):
            _rename(one, page)
        for link in article.select("a[href]"):
            self._link(link, name)
        heading = article.select_one("h1")
        if heading is not None:
            heading["id"] = page
        return article

    def _link(self, link: Tag, page: str) -> None:
        """Let a link lead within the document, else to the published site; where that is unknown, it is text."""
        href = str(link["href"])
        if ELSEWHERE.match(href):
            return
        path, _, fragment = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
        address = posixpath.dirname(target) if target.endswith(INDEX) else target
        if address.strip("/.") in {part["address"].strip("/") for part in self.parts}:
            name = _id(address)
            link["href"] = f"#{name}-{fragment}" if fragment else f"#{name}"
        elif self._address:
            link["href"] = urljoin(urljoin(self._address, page), href)
        else:
            link.unwrap()

    def _answers(self, article: Tag, title: str) -> Iterator[str]:
        """Move the answers of a page's questions out of it; yield them for the appendix."""
        found = article.select("section[data-quiz]")
        if found:
            yield f"<h2>{escape(title)}</h2>"
        for question in found:
            answer, legend = question.select_one(".course-quiz__answer"), question.select_one("legend")
            if answer is None:
                continue
            told = answer.extract()
            summary = told.select_one("summary")
            if summary is not None:
                summary.decompose()
            name = f"answer-{question['data-quiz']}"
            pointer = BeautifulSoup(
                f'<p class="course-quiz__note"><a href="#{name}">The answer is in the appendix.</a></p>', "html.parser"
            )
            question.append(pointer)
            asked = legend.get_text(" ", strip=True) if legend else str(question["data-quiz"])
            yield (
                f'<section class="course-paper__answer" id="{name}"><h3><a href="#{question["id"]}">{escape(asked)}</a>'
                f'</h3><div class="course-quiz__answer">{told.decode_contents()}</div></section>'
            )

    def _styles(self) -> Iterator[Path]:
        for link in self._home.select('link[rel="stylesheet"]'):
            path = self.site.files.get(str(link["href"]))
            if path is not None:
                yield path


def _id(address: str) -> str:
    """Return what a page is called in the document."""
    return address.strip("/.").replace("/", "-") or "home"


def _rename(one: Tag, page: str) -> None:
    """Begin the ids of an element, and those that it names, with its page."""
    for name, value in list(one.attrs.items()):
        text = " ".join(value) if isinstance(value, list) else str(value)
        if name in _NAMING:
            one[name] = " ".join(f"{page}-{word}" for word in text.split())
        elif "url(" in text:
            one[name] = _POINTING.sub(lambda found: f"{found[1]}{page}-{found[2]}", text)
        elif name == "xlink:href" and text.startswith("#"):
            one[name] = f"#{page}-{text[1:]}"
