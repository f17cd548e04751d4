"""What a page says of itself in a sentence."""

import pytest

from course_build.about.plain import Plain
from course_build.about.words import MOST, About, Words, preview_of, shortened, words

LONG = "This paragraph is long enough to say something about the page. "


@pytest.fixture
def say(tmp_path):
    plain = Plain(tmp_path, tmp_path / "generated")

    def of(text):
        (tmp_path / "a.md").write_text(text)
        return words(tmp_path / "a.md", plain, Words("Course", "About the course."))

    return of


@pytest.mark.parametrize(
    ("text", "description"),
    [
        (f"---\ndescription: Said.\n---\n\n# T\n\n{LONG}", "Said."),
        (f"# T\n\nShort.\n\n{LONG}", LONG.strip()),
        (f"# T\n\n{LONG[:-2]}:\n\nWith $x$, {LONG}\n\n- {LONG}\n\n> {LONG}\n\n```\n{LONG}\n\n{LONG}\n```\n", None),
        (f"# T\n\n*{LONG.strip()}* See [here](b.md), `x`.", f"{LONG.strip()} See here, x."),
        ("# T\n", None),
    ],
)
def test_the_description_is_given_or_the_first_paragraph_that_stands_alone(say, text, description):
    assert say(text) == Words("T", description or "About the course.")


def test_a_page_without_a_title_has_that_of_the_course(say):
    assert say(LONG).title == "Course"


def test_whole_sentences_are_kept_while_they_fit():
    assert shortened(LONG * 4) == (LONG * 2).strip()
    assert shortened("word, " * 60).endswith("word…")
    assert len(shortened("word, " * 60)) <= MOST


def test_words_are_read_as_they_were_written(tmp_path):
    assert About.read(tmp_path).page("a.md") == Words("", "")
    about = About(Words("Course", "All."), {"a.md": Words("é", "b", "f01")})
    (tmp_path / "about.json").write_text(about.to_json())
    again = About.read(tmp_path)
    assert (again.page("a.md"), again.page("404")) == (Words("é", "b", "f01"), Words("Course", "All."))


def test_each_page_has_a_picture_of_its_own():
    assert preview_of("index.md") == "generated/previews/index.png"
    assert preview_of("figures/index.md") == "generated/previews/figures.png"
    assert preview_of("lessons/01-a.md") == "generated/previews/lessons/01-a.png"
