"""The questions of the review: gathered from the pages, with links that lead where they led before."""

import re

import pytest

from course_build import sources
from course_build.errors import CourseError
from course_build.markdown.review import PLACE
from course_build.project import Project
from course_build.site.pages import read_page
from course_build.site.review import Questions
from tests import ROOT
from tests.unit.quizzes.sources import CHOICE

SECTION = (
    '<section class="course-quiz" data-concept="axes" data-quiz="{name}" data-type="{kind}" id="quiz-{name}">'
    '<p><a href="{link}">a link</a></p></section>'
)


def gathered(link, source, target="review/", name="means", kind="choice", title="One"):
    questions = Questions()
    section = SECTION.format(link=link, name=name, kind=kind)
    questions.gather(f"<h1 id='t'>{title}</h1><p>Text.</p>{section}<p>More.</p>", source)
    return questions.put_in(f"<main>{PLACE}</main>", target)


@pytest.mark.parametrize(
    ("link", "source", "moved"),
    [
        ("../../sources/#wu-2018", "lessons/02-techniques/", "../sources/#wu-2018"),
        ("../03-activations/", "lessons/02-techniques/", "../lessons/03-activations/"),
        ("#axes", "lessons/02-techniques/", "../lessons/02-techniques/#axes"),
        ("../review/#rule", "playground/", "./#rule"),
        ("sources/?a=1&amp;b=2", "", "../sources/?a=1&amp;b=2"),
        ("../../generated/figures/f01.csv", "more/one/", "../generated/figures/f01.csv"),
        ("https://arxiv.org/abs/1?a&amp;b#c", "more/one/", "https://arxiv.org/abs/1?a&amp;b#c"),
        ("mailto:somebody", "more/one/", "mailto:somebody"),
    ],
)
def test_a_link_leads_where_it_led(link, source, moved):
    assert f'<a href="{moved}">a link</a>' in gathered(link, source)


def test_a_question_says_where_it_is_from():
    page = gathered("#a", "lessons/02-techniques/", title="Why &amp; <em>how</em> &lt;b&gt;")
    assert 'From <a href="../lessons/02-techniques/#quiz-means">Why &amp; how &lt;b&gt;</a>.' in page
    assert page.startswith("<main><template data-questions><div><section")


def test_what_has_no_right_answer_is_left_out():
    assert "<section" not in gathered("#a", "one/", kind="predict")


def test_an_exercise_is_asked_again():
    questions = Questions()
    section = SECTION.format(link="#a", name="means", kind="exercise").replace('quiz"', 'quiz course-exercise"', 1)
    questions.gather(f"<h1>One</h1>{section}", "more/one/")
    page = questions.put_in(PLACE, "review/")
    assert page.count('<section class="course-quiz course-exercise"') == 1
    assert 'From <a href="../more/one/#quiz-means">One</a>.' in page


def test_other_pages_stay_as_they_are():
    questions = Questions()
    questions.gather(SECTION.format(link="#a", name="means", kind="choice"), "one/")
    assert questions.put_in("<main>Text.</main>", "two/") == "<main>Text.</main>"


def site(folder, waiting):
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "page.md").write_text(f"{CHOICE}\n/// review\n///\n")
    quiz = '<section data-quiz="bn-axes"></section>'
    page = f'<!doctype html><html><head></head><body>{quiz}<div data-part="review">{waiting}</div></body></html>'
    (folder / "page.html").write_text(page)
    sources.check_counts(Project(folder), read_page(folder / "page.html").blocks)


def test_a_question_that_is_missing_in_the_review_stops_the_build(tmp_path):
    copy = '<section data-quiz="bn-axes"><p data-part="aside" data-figure="f01">Text.</p></section>'
    site(tmp_path, f"<template>{copy}</template>")
    with pytest.raises(CourseError, match=r"review bn-axes: stands 1 times .* 0 times"):
        site(tmp_path, "<template></template>")
    with pytest.raises(CourseError, match=r"review bn-axes: stands 1 times .* 2 times"):
        site(tmp_path, f"<template>{copy * 2}</template>")


def test_readers_are_told_the_rule_as_it_is():
    page = (ROOT / "docs" / "review.md").read_text("utf-8")
    script = (ROOT / "course_build" / "frontend" / "src" / "review" / "schedule.ts").read_text("utf-8")
    days = re.search(r"DAYS: readonly number\[\] = \[(.*?)\];", script)[1].split(", ")
    assert re.findall(r"^\|[^|]*\| (\d+) days? \|$", page, re.MULTILINE) == days
    assert f"Growing intervals of {', '.join(days[:-1])} and {days[-1]} days" in page
