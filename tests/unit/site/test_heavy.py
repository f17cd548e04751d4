"""Drawings and their tables come back where they stood, on the page that they were taken from."""

from course_build.markdown.table import table_html
from course_build.site.heavy import Heavy

DRAWING = '<svg xmlns="x" class="course-svg" viewBox="0 0 1 1"><g>\n<text>{}</text></g></svg>'
PAGE = "<p>a</p>{}<svg class='icon'><path/></svg><p>b</p>{}<table><tr><td>text</td></tr></table>"


def test_a_page_gets_its_own_drawings_and_tables_back_whatever_was_put_away_since():
    heavy = Heavy()
    table = table_html(["size", "loss"], [["1", "0.5"]])
    pages = [PAGE.format(DRAWING.format(one), DRAWING.format(one + 1) + table) for one in (1, 3)]
    short = [heavy.put_away(page) for page in pages]
    assert not any("course-svg" in page or "0.5" in page for page in short)
    assert all("icon" in page and "<td>text</td>" in page for page in short)
    assert [heavy.put_back(page) for page in reversed(short)] == pages[::-1]


def test_sections_out_of_search_are_put_away_but_for_what_stands_around_one():
    heavy = Heavy()
    cell = '<section class="a" data-search-exclude="">1 <b>2</b></section>'
    page = f'<section data-search-exclude=""><p>around</p>{cell}</section><section>found</section>'
    short = heavy.put_away(page)
    assert "<b>" not in short
    assert "around" in short
    assert "<section>found</section>" in short
    assert heavy.put_back(short) == page
