"""The listings of the course run, and print what the pages say."""

import doctest
import re

import pytest

from tests import ROOT

PAGES = {
    path.relative_to(ROOT / "docs").as_posix(): listings
    for path in sorted((ROOT / "docs").rglob("*.md"))
    if (listings := re.findall(r"^```pycon\n(.*?)^```$", path.read_text("utf-8"), re.DOTALL | re.MULTILINE))
}


def test_there_are_listings():
    assert "more/numerics-and-bugs.md" in PAGES


@pytest.mark.parametrize("page", PAGES)
def test_the_listings_of_a_page_print_what_it_says(page):
    listing = doctest.DocTestParser().get_doctest("\n".join(PAGES[page]), {}, page, page, 0)
    output: list[str] = []
    failed, tried = doctest.DocTestRunner().run(listing, out=output.append)
    assert tried >= 1
    assert failed == 0, "".join(output)
