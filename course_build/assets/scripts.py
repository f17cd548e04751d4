"""The scripts of the course: one that every page runs, and those that come with what a page shows.

A module is in one script alone, so what it keeps is there once: a later script takes it from the earlier one.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = "scripts"
"""Where the scripts stand that not every page has."""
_COURSE = re.compile(r'<script src="(?P<base>[^"]*)generated/course\.[^"]*"[^>]*></script>')


@dataclass(frozen=True)
class Script:
    """A script of `frontend/src/scripts`."""

    name: str
    marks: tuple[str, ...] = ()
    """HTML that wants it: a page with one of these has the script."""
    needs: tuple[str, ...] = ()
    """The scripts that it takes modules from, besides the one that every page has; they stand before it."""


LATER = "charts"
"""The script that a page without it may bring later: a cell may give a chart at any time."""
SCRIPTS = (
    Script("cells", ('data-part="cell"',)),
    Script("exercise", ('data-type="exercise"',), ("cells",)),
    Script("charts", ('data-chart="',)),
    Script("predict", ('data-type="predict"',), ("charts",)),
    Script("distributions", ('data-part="distributions"',), ("charts",)),
    Script("live", ('data-part="live"',), ("cells", "charts")),
    Script("playground", ('data-part="playground"',), ("cells", "charts")),
    Script("review", ('data-part="review"',)),
    Script("records", ('data-part="certificate"', 'data-part="device"', 'data-part="verify"', 'data-part="your-data"')),
)


def wanted(html: str) -> list[Script]:
    """Return the scripts of a page, each behind those that it needs."""
    names = {name for one in SCRIPTS if any(mark in html for mark in one.marks) for name in (one.name, *one.needs)}
    return [one for one in SCRIPTS if one.name in names]


def with_scripts(html: str, generated: Path) -> str:
    """Return a page that runs what it needs, right behind the script that every page has.

    Parameters:
        html: The page.
        generated: The folder of the sources in which the scripts stand.
    """
    course = _COURSE.search(html)
    if course is None:
        return html
    files = {path.name.partition(".")[0]: path.name for path in (generated / FOLDER).glob("*.js")}
    tags = [
        f'<script src="{course["base"]}generated/{FOLDER}/{files[one.name]}" defer></script>' for one in wanted(html)
    ]
    return f"{html[: course.end()]}{''.join(tags)}{html[course.end() :]}"
