"""Every page, in both schemes: private, silent and accessible."""

import gzip
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import ROOT
from tests.web.conftest import SCHEMES, WIDTHS, switch

SOURCES = sorted(
    path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md") if "generated" not in path.parts
)


def url_of(source: Path) -> str:
    """Return the address of a page, as MkDocs makes it from its source."""
    folder = source.parent if source.stem == "index" else source.with_suffix("")
    return "" if folder == Path() else f"{folder.as_posix()}/"


PAGES = [url_of(source) for source in SOURCES]
MOST_SCRIPT = {True: 60_000, False: 30_000}
"""Bytes, gzipped, of a page that draws and of one that does not: d3 is a third of the script of those that draw."""


def test_every_source_became_a_page_and_no_other(site):
    built = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert built == {page.rstrip("/") or "." for page in PAGES}
    assert len(PAGES) >= 10


def test_no_page_brings_more_script_of_ours_than_it_may(site):
    for path in site.rglob("index.html"):
        names = re.findall(r'<script src="[^"]*(generated/[^"]+)"', path.read_text("utf-8"))
        assert names, path
        size = sum(len(gzip.compress((site / name).read_bytes(), 9)) for name in names)
        place = path.relative_to(site)
        draws = any(name.startswith("generated/scripts/charts.") for name in names)
        assert size < MOST_SCRIPT[draws], (place, size)


WATCH_SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value; })
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_private_silent_still_and_accessible(address, reader, page):
    # Loaded once, and looked at in both schemes and widths, as a reader may switch and turn.
    with reader("about:blank") as found:
        found.page.add_init_script(WATCH_SHIFTS)
        found.page.goto(address + page)
        for scheme in SCHEMES:
            switch(found.page, scheme)
            result = Axe().run(found.page)
            assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"
            # By now, what came late has come.
            assert found.page.evaluate("window.shift") == 0, scheme
        for width in WIDTHS:
            found.page.set_viewport_size({"width": width, "height": 900})
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert found.complaints == []
        assert [url for url in found.requests if not url.startswith((address, "data:", "blob:", "about:"))] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_search_works_and_is_accessible_when_open(address, reader, scheme):
    with reader(address, scheme) as found:
        found.page.keyboard.press("/")
        found.page.keyboard.type("GroupNorm")
        found.page.wait_for_selector(".md-search-result__link")
        assert found.page.locator(".md-search-result__link").count() >= 1
        result = Axe().run(found.page)
        assert result.violations_count == 0, result.generate_report()
        assert found.complaints == []
        assert all(url.startswith(address) for url in found.requests)


def test_the_policy_stops_scripts_of_strangers(address, reader):
    with reader(address) as found:
        found.page.evaluate(
            "() => { const one = document.createElement('script'); one.textContent = 'window.stranger = 1';"
            "document.head.append(one); }"
        )
        assert found.page.evaluate("window.stranger") is None
        assert (
            found.page.evaluate("() => fetch('http://127.0.0.1:9/').then(() => 'allowed', () => 'refused')")
            == "refused"
        )
        assert any("Content Security Policy" in complaint for complaint in found.complaints)
