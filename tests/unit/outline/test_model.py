"""The outline is written for pages and read by them; minutes add up."""

from hypothesis import given
from hypothesis import strategies as st

from course_build.outline.model import FILE, CorePage, Outline, in_minutes, whole_minutes

PAGES = (
    CorePage(0, "", "index.md", "Home", 90, 1),
    CorePage(1, "a", "a.md", "Why & how", 200, 2),
    CorePage(2, "b/c", "b/c.md", "Then", 300, 3),
)


def test_what_is_written_is_read(tmp_path):
    outline = Outline(PAGES)
    (tmp_path / FILE).write_text(outline.to_json())
    assert Outline.read(tmp_path) == outline
    assert Outline.read(tmp_path / "nowhere") == Outline()


def test_the_home_page_has_words_but_is_no_part():
    outline = Outline(PAGES)
    assert (outline.words, outline.minutes, outline.duration) == (590, 5, "5 minutes")
    assert outline.parts == PAGES[1:]
    assert outline.page("b/c.md") == PAGES[2]
    assert outline.page("d.md") is None
    assert outline.beside(PAGES[1], 1) == PAGES[2]
    assert outline.beside(PAGES[2], 1) is None
    assert outline.beside(PAGES[1], -1) is None


def test_minutes_in_words():
    assert [in_minutes(1), in_minutes(2)] == ["1 minute", "2 minutes"]


def test_minutes_of_the_parts_add_up_to_those_of_the_course():
    assert whole_minutes([80, 80, 80]) == [2, 1, 1]
    assert whole_minutes([10, 170]) == [1, 2]
    assert whole_minutes([10, 10, 10]) == [1, 1, 1]
    assert whole_minutes([]) == []


@given(st.lists(st.floats(60, 1000), max_size=12))
def test_minutes_are_near_and_their_sum_is_the_rounded_sum(seconds):
    minutes = whole_minutes(seconds)
    assert sum(minutes) == round(sum(one / 60 for one in seconds))
    assert all(abs(one - exact / 60) < 1 for one, exact in zip(minutes, seconds, strict=True))
