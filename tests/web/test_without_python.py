"""A copy of the course without Python: its pages read well, and have no button that does nothing."""

import os
import shutil
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests import ROOT
from tests.checkout import copy_checkout
from tests.serving import serve
from tests.web.conftest import WIDTHS

CELL, LIVE, PLAYGROUND = "lessons/02-techniques/", "figures/f11/", "playground/"
COPY = "Copy to clipboard"
"""Material's button, which needs no Python."""


@pytest.fixture(scope="module")
def copy(figures, tmp_path_factory):
    """The address of a copy that was built without Python, with the figures of this checkout."""
    root = tmp_path_factory.mktemp("copy") / "course"
    copy_checkout(root)
    for name in (".cache", "docs/generated"):
        shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1", "COURSE_WITHOUT_PYTHON": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (root / "site" / "generated" / "python").exists()
    with serve(root / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("path", "part", "buttons"),
    [(CELL, "cell", [COPY]), (LIVE, "live", []), (PLAYGROUND, "playground", [COPY])],
)
def test_pages_read_well(copy, reader, path, part, buttons):
    with reader(copy + path) as opened:
        page, shown = opened.page, opened.page.locator(f'[data-part="{part}"]').first
        found = shown.locator("button:enabled:visible")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            shown.scroll_into_view_if_needed()
            assert [one.get_attribute("title") for one in found.all()] == buttons
        if part == "live":
            shown.locator("summary").click()
            expect(shown).to_contain_text("This copy of the course has no Python for your browser.")
            expect(page.locator(".course-figure svg:visible").first).to_be_visible()
        else:
            expect(shown).to_contain_text("Live Python is not part of this copy of the course.")
        if part == "cell":
            expect(shown.locator(".course-cell__output")).to_contain_text("Array of the shape (2, 3), float64")
        if part == "playground":
            shown.locator("#playground-technique").select_option("layer")
            expect(shown.locator(".course-playground__code code")).to_contain_text("layer_norm")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert opened.complaints == []
        assert all(url.startswith(copy) for url in opened.requests)
