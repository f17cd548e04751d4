"""The questions and exercises of all pages, as they were rendered there, put once more into the page of the review.

They wait in a template element: no script runs in it, nothing in it is shown, found by search or reached
by the keyboard, and its ids clash with none of the page. A question stands in the page only while it is asked.
"""

import html
import posixpath
import re
from urllib.parse import urljoin, urlsplit

from course_build.exercises.model import TYPE as EXERCISE
from course_build.markdown.review import PLACE
from course_build.quizzes.question import TYPES

_QUESTION = re.compile(
    r'<section class="course-quiz(?: course-exercise)?"(?P<attributes>[^>]*)>.*?</section>', re.DOTALL
)
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_TYPE = re.compile(r'\bdata-type="([^"]*)"')
_ID = re.compile(r'\bid="([^"]*)"')
_ADDRESS = re.compile(r'(?P<before>\s(?:href|src)=")(?P<address>[^"]*)"')
_ASKED = {EXERCISE, *(name for name, one in TYPES.items() if one.GRADED)}
"""The types that have a right answer."""
_ROOT = "http://site/"
"""Stands for where the site is, while addresses are worked out."""


class Questions:
    """What was gathered in one build."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str, str]] = []

    def gather(self, page: str, url: str) -> None:
        """Take note of the questions of a page that can be asked again: those that have a right answer."""
        heading = _HEADING.search(page)
        title = _TAG.sub("", heading[1]) if heading else "its page"
        for found in _QUESTION.finditer(page):
            kind, name = _TYPE.search(found["attributes"]), _ID.search(found["attributes"])
            if kind and name and kind[1] in _ASKED:
                link = f'<a href="#{name[1]}">{title}</a>'
                origin = f'<p class="course-review__origin">From {link}.</p>'
                self._found.append((url, name[1], f"<div>{found[0]}{origin}</div>"))

    def put_in(self, output: str, url: str) -> str:
        """Return a page with all questions, if it is that of the review."""
        if PLACE not in output:
            return output
        questions = "\n".join(_moved(text, source, url) for source, _, text in sorted(self._found))
        return output.replace(PLACE, f"<template data-questions>{questions}</template>")


def _moved(text: str, source: str, target: str) -> str:
    """Return HTML whose addresses are relative to another page."""
    here = urljoin(_ROOT, target)

    def moved(found: re.Match[str]) -> str:
        address = html.unescape(found["address"])
        full = urljoin(urljoin(_ROOT, source), address)
        if full.startswith(_ROOT):
            parts = urlsplit(full)
            folder = parts.path.endswith("/")
            path = posixpath.relpath(parts.path, posixpath.dirname(urlsplit(here).path))
            address = f"{path}{'/' if folder else ''}{f'?{parts.query}' if parts.query else ''}"
            address += f"#{parts.fragment}" if parts.fragment else ""
        return f'{found["before"]}{html.escape(address)}"'

    return _ADDRESS.sub(moved, text)
