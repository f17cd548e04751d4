"""A chart as a cell gives it: plain data, which a page draws."""

import json
from dataclasses import dataclass
from typing import Any

LONGEST = 300_000
"""Characters of the data that a page takes."""


@dataclass(frozen=True, repr=False)
class Chart:
    """What `course_build.charts` returns."""

    kind: str
    """ "histogram", "bars" or "lines"."""
    title: str
    data: dict[str, Any]
    """As the page's charts have it: course_build/drawing and frontend/src/charts."""

    def __repr__(self) -> str:
        return f"<chart of {self.kind}: {self.title}>" if self.title else f"<chart of {self.kind}>"

    def told(self) -> dict[str, Any]:
        """Return it as JSON can hold it.

        Raises:
            ValueError: It holds NaN or infinity, or more than a page takes.
        """
        told = {"kind": self.kind, "title": self.title, "data": self.data}
        if len(json.dumps(told, allow_nan=False)) > LONGEST:
            raise ValueError("the chart holds more numbers than a page can show: take every tenth with [::10]")
        return told
