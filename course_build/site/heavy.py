"""Drawings and their tables of numbers, put away while MkDocs and its plugins go over a page.

Search leaves them out anyway, but would parse their many thousands of tags: this makes a build faster by a fourth.
"""

import re

from course_build.markdown.table import MARK

_HEAVY = re.compile(rf'<(svg|table)\b[^>]*\b(?:class="course-svg"|{MARK}="").*?</\1>', re.DOTALL)
_PLACE = re.compile(r"<!--course-heavy:(\d+)-->")


class Heavy:
    """What was put away in one build."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def put_away(self, html: str) -> str:
        """Return the HTML with a comment in the place of each drawing and table."""

        def keep(found: re.Match[str]) -> str:
            self._kept.append(found[0])
            return f"<!--course-heavy:{len(self._kept) - 1}-->"

        return _HEAVY.sub(keep, html)

    def put_back(self, html: str) -> str:
        """Return the HTML as it was."""
        return _PLACE.sub(lambda found: self._kept[int(found[1])], html)
