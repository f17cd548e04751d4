"""The questions of the built pages, as exports for learning platforms read them."""

import base64
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag

from course_build.export.finished import FinishedSite

_HEADING = "article h1"


@dataclass(frozen=True)
class Told:
    """An option or a named answer with its explanation, both as HTML."""

    id: str
    text: str
    plain: str
    right: bool
    explanation: str


@dataclass(frozen=True)
class BuiltQuestion:
    """A question as its page shows it."""

    id: str
    type: str
    page: str
    """The title of its page."""
    stem: str
    """What is asked, as HTML."""
    told: tuple[Told, ...]
    """In the order of the answer that the page keeps closed."""
    hints: int
    links: int
    """How many links it holds; each leads to a page of the site, which a platform has not, and is left as text."""
    solution: dict[str, Any]


def built_questions(site: FinishedSite) -> Iterator[BuiltQuestion]:
    """Yield each question where it stands, page by page; the page of the review holds them once more.

    Raises:
        CourseError: There is no finished site.
    """
    for name in site.pages:
        page = BeautifulSoup(site.text(name), "html.parser")
        for one in page.select("template"):
            one.decompose()
        heading = page.select_one(_HEADING)
        title = heading.get_text(" ", strip=True).removesuffix("¶").strip() if heading else name
        for section in page.select("section[data-quiz]"):
            yield _question(section, title)


def _question(section: Tag, title: str) -> BuiltQuestion:
    links = section.select("a")
    for link in links:
        link.unwrap()
    told = tuple(_told(one) for one in section.select("[data-explains]"))
    asked = [_inside(one) for one in section.find_all("p", recursive=False)]
    asked += [_inside(one) for one in section.select("legend")]
    solution = json.loads(base64.b64decode(str(section["data-solution"])))
    hints = len(section.select(".course-quiz__hint"))
    kind = "exercise" if "course-exercise" in section["class"] else str(section.get("data-type", ""))
    return BuiltQuestion(str(section["data-quiz"]), kind, title, " ".join(asked), told, hints, len(links), solution)


def _told(one: Tag) -> Told:
    said = one.select_one("dt > span:not(.course-quiz__verdict):not(.course-quiz__note)")
    explanation = one.select_one("dd")
    return Told(
        str(one["data-explains"]),
        _inside(said) if said else "",
        said.get_text(" ", strip=True) if said else "",
        one.select_one(".course-quiz__verdict--right") is not None,
        _inside(explanation) if explanation else "",
    )


def _inside(one: Tag) -> str:
    """Return the HTML inside an element, on one line."""
    return re.sub(r"\s+", " ", one.decode_contents()).strip()
