"""The pages of the site as sections of one document: each address becomes one within it, and each id stands once."""

import html
import posixpath
import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from urllib.parse import unquote

from course_build.errors import CourseError
from course_build.export.addresses import ELSEWHERE, INDEX, Addresses

HOME = "home"
"""The section of the first page; every other is called by the path of its page."""
CURE = "the theme has changed: course_build/export must follow"
STATE = re.compile(r"p=\d")
"""How an address begins that holds the state of the playground, and is found on its page alone."""

ARTICLE = re.compile(r'<article class="md-content__inner md-typeset">(.*)</article>', re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
OUTLINE = re.compile(r'<script class="course-outline" type="application/json">.*?</script>', re.DOTALL)
_BESIDE = re.compile(r'<nav class="course-beside-pages.*?</nav>', re.DOTALL)
CONTENTS = re.compile(r'<nav class="md-nav md-nav--secondary"[^>]*>')
"""Where the outline of a page begins, in its navigation."""
_FOLLOWED = re.compile(r' data-md-component="toc"')
"""What would let Material's script mark the entries, which takes a page of its own."""
_NAV = re.compile(r"<(/?)nav\b")
_SIDEBAR = re.compile(r'<div class="md-sidebar md-sidebar--primary"[^>]*>')
_ENTRY = re.compile(r'<a href="#(?P<id>[^"]*)" class="md-nav__link">.*?</a>', re.DOTALL)
_SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(
    r"""(?P<skip><!--.*?-->|<script\b[^>]*>.*?</script>)|<[a-z][^\s>]*(?:\s(?:"[^"]*"|'[^']*'|[^'">])*)?>""",
    re.DOTALL | re.IGNORECASE,
)
_ID = re.compile(r'\sid="([^"]*)"')
_RADIO = re.compile(r'\stype="radio"')
_NAME = re.compile(r'\sname="([^"]*)"')
_NAMING = re.compile(
    r'(?P<before>\s(?:id|for|list|headers|aria-(?:labelledby|describedby|controls|owns|details))=")(?P<names>[^"]*)"'
)
"""Attributes whose value is one id, or several."""
_POINTING = re.compile(r"""(?P<before>url\(["']?#|<use\b[^>]*?\s(?:xlink:)?href=["']#)(?P<name>[^"')]+)""")


@dataclass(frozen=True)
class Page:
    """What a page of the site brings into the document."""

    name: str
    """Its path in the site."""
    id: str
    title: str
    content: str
    contents: str
    """Its outline, as the navigation shows it while the page is open."""
    is_wide: bool
    """Whether it is shown without the navigation."""

    @classmethod
    def read(cls, name: str, text: str) -> "Page":
        """Take a page apart.

        Raises:
            CourseError: It is not built as the pages of the theme are.
        """
        article, title, outline = ARTICLE.search(text), _TITLE.search(text), OUTLINE.search(text)
        sidebar, beside, contents = _SIDEBAR.search(text), _BESIDE.search(text), CONTENTS.search(text)
        if article is None or title is None or outline is None or sidebar is None:
            raise CourseError(name, "has no article, title, outline or sidebar that an export knows", CURE)
        content = f"{article[1]}{beside[0] if beside else ''}{outline[0]}"
        outline_in_navigation = text[slice(*span_of_nav(text, contents.start()))] if contents else ""
        return cls(
            name,
            id_of(name),
            html.unescape(title[1]).strip(),
            content,
            _FOLLOWED.sub("", outline_in_navigation),
            sidebar[0].endswith(" hidden>"),
        )

    @property
    def ids(self) -> set[str]:
        return set(_ID.findall(_SCRIPT.sub("", self.content)))

    @property
    def groups(self) -> set[str]:
        """Return the names of its groups of radio buttons."""
        tags = (found[0] for found in _TAG.finditer(self.content) if not found["skip"] and _RADIO.search(found[0]))
        return {name for tag in tags for name in _NAME.findall(tag)}


def span_of_nav(text: str, start: int) -> tuple[int, int]:
    """Return where a nav element, which may hold others, begins and ends."""
    depth = 0
    for found in _NAV.finditer(text, start):
        depth += -1 if found[1] else 1
        if depth == 0:
            return start, text.index(">", found.end()) + 1
    raise CourseError("a page of the site", "has a nav element that does not end", CURE)


def id_of(name: str) -> str:
    """Return the id of a page's section."""
    return posixpath.dirname(name) or HOME


def section(name: str, title: str, content: str, more: str = "") -> str:
    """Return the HTML of a section."""
    classes = "md-content__inner md-typeset course-page"
    return f'<article class="{classes}" id="{name}" data-title="{html.escape(title)}"{more}>{content}</article>'


class Sections:
    """All pages of one document, and what each id of theirs is called there."""

    def __init__(self, pages: Iterable[Page], texts: Mapping[str, str], files: Set[str], taken: Set[str]) -> None:
        """Take what the document holds.

        Parameters:
            pages: In their order.
            texts: The ids of other texts, by their paths in the site.
            files: The paths of all files of the site.
            taken: Ids that no page may have.
        """
        self.pages = {page.name: page for page in pages}
        self._texts = texts
        self._files = files
        self.asked: set[str] = set()
        """The files that links of the pages lead to."""
        taken = {page.id for page in self.pages.values()} | set(texts.values()) | taken
        self._renamed: dict[str, dict[str, str]] = {}
        for page in self.pages.values():
            # Whoever comes first keeps it: then addresses of the core path stay as they are.
            names = page.ids | page.groups
            self._renamed[page.name] = {name: f"{page.id}/{name}" for name in names & taken}
            taken |= names

    def section(self, name: str) -> str:
        """Return the HTML of a page's section.

        Raises:
            CourseError: A link of it leads nowhere.
        """
        page = self.pages[name]
        content = self.linked(page.content, name)
        renamed = self._renamed[name]
        if renamed:
            content = _TAG.sub(lambda tag: tag[0] if tag["skip"] else _with_names(tag[0], renamed), content)
        return section(page.id, page.title, content, " data-wide" if page.is_wide else "")

    def navigation(self, text: str) -> str:
        """Return the HTML of the navigation, linked already, with the outline of each page in it."""

        def with_contents(found: re.Match[str]) -> str:
            page = by_id.get(found["id"])
            return f"{found[0]}{self.linked(page.contents, page.name)}" if page and not page.is_wide else found[0]

        by_id = {page.id: page for page in self.pages.values()}
        return _ENTRY.sub(with_contents, text)

    def linked(self, text: str, name: str) -> str:
        """Return HTML of a page whose addresses lead to sections.

        Raises:
            CourseError: One leads nowhere.
        """
        addresses = _Within(name, self)
        changed = addresses.in_page(text)
        if addresses.broken:
            raise CourseError(name, f"leads to {min(addresses.broken)}, which is not there", "correct the link")
        return changed

    def address(self, target: str, fragment: str) -> str | None:
        """Return the address of a page, a text or a file of the site, if it is there."""
        page = self.pages.get(target) or self.pages.get(posixpath.normpath(posixpath.join(target, INDEX)))
        if page is not None:
            if STATE.match(fragment):
                return f"#{fragment}"
            renamed = self._renamed[page.name].get(fragment, fragment)
            return f"#{renamed if fragment in page.ids else page.id}"
        if target in self._texts:
            return f"#{self._texts[target]}"
        if target in self._files:
            self.asked.add(target)
            return f"#{target}"
        return None


class _Within(Addresses):
    """The addresses of one page, as they are in the document."""

    def __init__(self, place: str, sections: Sections) -> None:
        super().__init__(place, set())
        self._place, self._sections = place, sections

    def of_file(self, address: str) -> str:
        if ELSEWHERE.match(address):
            return address
        path, _, fragment = address.partition("#")
        path = path.partition("?")[0]
        folder = posixpath.dirname(self._place)
        target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else self._place
        found = self._sections.address(target, fragment)
        if found is None:
            self.broken.add(address)
        return found or address


def _with_names(tag: str, renamed: Mapping[str, str]) -> str:
    """Return a tag with the new names of what it names."""

    def naming(found: re.Match[str]) -> str:
        names = (renamed.get(name, name) for name in found["names"].split(" "))
        return f'{found["before"]}{" ".join(names)}"'

    tag = _NAMING.sub(naming, tag)
    tag = _POINTING.sub(lambda found: f"{found['before']}{renamed.get(found['name'], found['name'])}", tag)
    if _RADIO.search(tag):
        tag = _NAME.sub(lambda found: f' name="{renamed.get(found[1], found[1])}"', tag)
    return tag
