"""Drawings come back where they stood, on the page that they were taken from."""

from course_build.site.drawings import Drawings

DRAWING = '<svg xmlns="x" class="course-svg" viewBox="0 0 1 1"><g>\n<text>{}</text></g></svg>'
PAGE = "<p>a</p>{}<svg class='icon'><path/></svg><p>b</p>{}"


def test_a_page_gets_its_own_drawings_back_whatever_was_put_away_since():
    drawings = Drawings()
    pages = [PAGE.format(DRAWING.format(one), DRAWING.format(one + 1)) for one in (1, 3)]
    short = [drawings.put_away(page) for page in pages]
    assert not any("course-svg" in page for page in short)
    assert all("icon" in page for page in short)
    assert [drawings.put_back(page) for page in reversed(short)] == pages[::-1]
