"""Every cell of the course gives in the reader's browser what the build printed below it."""

import json

import pytest

from course_build.markdown import cell_source
from tests import ROOT
from tests.parity.text import assert_same

PAGES = {path: cells for path in sorted((ROOT / "docs").rglob("*.md")) if (cells := cell_source.find([path]))}
TEXTS = ("text", "printed", "message", "words", "traceback")
"""What a run may say with numbers in it; all else is the same exactly."""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_both_say_the_same(run_cells, project, path):
    cells = PAGES[path]
    for cell, found in zip(cells, run_cells(cells), strict=True):
        stored = project.generated / "cells" / f"{cell.id}.json"
        built = json.loads(stored.read_text("utf-8"))["output"]
        assert built.pop("warned") == ""
        assert found.keys() == built.keys(), found
        for key, expected in built.items():
            if key in TEXTS:
                assert_same(found[key], expected)
            elif key == "chart":
                assert_same(json.dumps(found[key]), json.dumps(expected))
            else:
                assert found[key] == expected, key


def test_the_course_has_cells():
    assert PAGES
