"""The course's own questions, the recipe for authors, the command that checks, and the count at the end."""

import re

import pytest
from markdown import Markdown

from course_build import sources
from course_build.errors import CourseError
from course_build.markdown import quiz
from course_build.markdown.source import check_balance
from course_build.project import Project
from course_build.quizzes.misconceptions import MISCONCEPTIONS
from course_build.quizzes.predict import Predict
from course_build.quizzes.question import TYPES
from course_build.site.pages import read_page
from tests import ROOT
from tests.small_course import SmallCourse
from tests.unit.quizzes.sources import CHOICE, NUMERIC

PAGES = sorted(path for path in (ROOT / "docs").rglob("*.md") if "generated" not in path.parts)
QUICK_CHECKS = {
    "covariate-shift-meaning",
    "batch-norm-means",
    "transformers-layer-norm",
    "batch-norm-output",
    "how-much-faster",
    "larger-learning-rate",
    "rms-versus-layer-norm",
    "batch-of-two",
}


def course_questions():
    return [question for page in PAGES for question in quiz.questions(page)]


def render(text):
    return Markdown(extensions=["pymdownx.superfences", "course_build.markdown.quiz"]).convert(text)


def test_the_course_asks_the_eight_quick_checks_without_a_mistake():
    assert [error for page in PAGES for error in check_balance(page, str)] == []
    assert quiz.check(PAGES, str) == []
    questions = [one for one in course_questions() if one.id in QUICK_CHECKS]
    assert len(questions) == 8
    assert {one.TYPE for one in questions} == {"choice", "multiple", "numeric"}
    assert len({one.concept for one in questions}) >= 6


def test_the_course_asks_forty_questions_of_every_type():
    questions = course_questions()
    assert len(questions) >= 40
    assert {one.TYPE for one in questions} == set(TYPES)


@pytest.mark.parametrize("misconception", MISCONCEPTIONS)
def test_each_misconception_is_met_by_two_questions_on_different_pages(misconception):
    pages = {
        page
        for page in PAGES
        for one in quiz.questions(page)
        if any(option.misconception == misconception for option in one.options)
    }
    assert len(pages) >= 2, pages


@pytest.mark.parametrize("figure", ["f01", "f03", "f04", "f09", "f13"])
def test_a_prediction_stands_above_the_first_picture_of_its_figure(figure):
    found = [
        (page.read_text("utf-8"), one)
        for page in PAGES
        for one in quiz.questions(page)
        if isinstance(one, Predict) and one.figure == figure
    ]
    assert found
    for text, one in found:
        assert text.index(f"id: {one.id}") < text.index(f"/// figure | {figure}")


def test_never_more_than_three_questions_in_a_row():
    row = re.compile(r"(?:^//// quiz$.*?^////$\s*){4}", re.MULTILINE | re.DOTALL)
    assert [page for page in PAGES if row.search(page.read_text("utf-8"))] == []


def test_no_question_of_the_course_is_weak():
    assert quiz.advice(PAGES, str) == []


def test_every_option_is_explained_in_sentences():
    for question in course_questions():
        for option in question.options:
            assert option.explanation.rstrip(" ->").endswith(".") or "<!--" in option.explanation, option
            assert len(option.explanation.split()) >= 10, option
            assert "!" not in option.explanation.replace("<!--", ""), option


def test_the_right_option_is_not_told_by_its_length():
    choices = [one for one in course_questions() if one.TYPE == "choice"]
    longest = [max(one.options, key=lambda option: len(option.text)).right for one in choices]
    assert sum(longest) <= len(choices) / 2


def test_the_example_of_the_recipe_works_as_it_is_written(tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Recipe: a question\n")[1].split("\n## ")[0]
    (example,) = re.findall(r"^```markdown\n(.*?)^```$", recipe, re.DOTALL | re.MULTILINE)
    page = tmp_path / "page.md"
    page.write_text(example)
    assert check_balance(page, str) == []
    assert quiz.check([page], str) == []
    assert [one.TYPE for one in quiz.questions(page)] == ["choice", "numeric"]
    assert render(example).count("<fieldset>") == 2


def test_a_question_is_never_printed_as_text():
    with pytest.raises(CourseError, match="line 1 of the page: no option is right; mark the right one"):
        render(CHOICE.replace("[x]", "[ ]"))


def test_questions_of_another_page_are_forgotten():
    md = Markdown(extensions=["course_build.markdown.quiz"])
    assert "bn-axes" in md.convert(CHOICE)
    html = md.reset().convert(NUMERIC)
    assert "bn-axes" not in html
    assert "bn-means" in html


def test_course_check_tells_all_mistakes_and_fails(tmp_path):
    course = SmallCourse(tmp_path)
    course.write("docs/one.md", CHOICE.replace("concept:", "conept:"))
    course.write("docs/two.md", f"# Two\n\n{NUMERIC.replace('64', 'many')}\n/// hnit\n///\n")
    course.write("docs/three.md", CHOICE.removesuffix("////\n"))
    course.edit("docs/index.md", "/// figure | f01", "/// figure | f1")
    result = course.run("course_build", "check")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert sorted(result.stderr.splitlines()) == [
        "docs/index.md:3: there is no figure 'f1'; did you mean f01?",
        "docs/one.md:1: the question has no concept; add the option concept",
        "docs/one.md:4: there is no option 'conept' here; did you mean concept?",
        "docs/three.md:1: the block quiz is not closed; end it with a line ////",
        "docs/two.md:19: there is no block 'hnit'; did you mean hint?",
        "docs/two.md:7: 'many' is not a number; write a number such as 64, 0.5, 1e-5 or 3/4",
    ]
    assert course.runs() == 0


def test_course_check_is_content_with_a_good_course(tmp_path):
    course = SmallCourse(tmp_path)
    course.write("docs/one.md", CHOICE)
    result = course.run("course_build", "check")
    assert (result.returncode, result.stdout) == (0, "No mistakes found.\n"), result.stderr


def test_course_check_tells_bytes_that_are_no_text(tmp_path):
    course = SmallCourse(tmp_path)
    (tmp_path / "docs" / "one.md").write_bytes(b"# One\n\ncaf\xe9\n")
    course.write("docs/two.md", "# Two\x0c\n")
    result = course.run("course_build", "check")
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "docs/one.md:3: holds bytes that are not UTF-8; save it as UTF-8",
        "docs/two.md:1: holds the invisible character U+000C; remove it",
    ]


def test_a_question_that_did_not_reach_the_site_stops_the_build(tmp_path):
    page = '<!doctype html><html><head></head><body><section data-quiz="bn-axes"></section></body></html>'
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(CHOICE)
    (tmp_path / "page.html").write_text(page)
    rendered = read_page(tmp_path / "page.html").blocks
    sources.check_counts(Project(tmp_path), rendered)
    (tmp_path / "docs" / "page.md").write_text(f"{CHOICE}\n{NUMERIC}")
    with pytest.raises(CourseError, match=r"quiz bn-means: stands 1 times .* 0 times .* makes the block quiz"):
        sources.check_counts(Project(tmp_path), rendered)


def test_search_finds_no_answers(site):
    index = (site / "search" / "search_index.json").read_text("utf-8")
    page = (site / "lessons" / "02-techniques" / "index.html").read_text("utf-8")
    assert "which entries share one" in index
    for words in ("Answer and explanations", "Their batches are too small for", "One mean for the whole tensor"):
        assert words in page
        assert words not in index
