"""Drawings, their tables of numbers, and sections out of search, put away while search reads a page.

It leaves them out anyway, but would parse their many thousands of tags: this makes a build faster by a fourth.
"""

import re

from course_build.markdown.table import MARK

_HEAVY = re.compile(
    rf'<(svg|table)\b[^>]*\b(?:class="course-svg"|{MARK}="").*?</\1>'
    # One around another stays: it ends further down.
    r'|<section\b[^>]*\bdata-search-exclude=""[^>]*>(?:(?!<section\b).)*?</section>',
    re.DOTALL,
)
_PLACE = re.compile(r"<!--course-heavy:(\d+)-->")


class Heavy:
    """What was put away in one build."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def put_away(self, html: str) -> str:
        """Return the HTML with a comment in the place of each of them."""

        def keep(found: re.Match[str]) -> str:
            self._kept.append(found[0])
            return f"<!--course-heavy:{len(self._kept) - 1}-->"

        return _HEAVY.sub(keep, html)

    def put_back(self, html: str) -> str:
        """Return the HTML as it was."""
        return _PLACE.sub(lambda found: self._kept[int(found[1])], html)
