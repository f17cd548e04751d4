"""The review in the browser, with a clock that is set: what is due, and what an answer changes."""

import datetime
import json
import re
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import ROOT
from tests.web.conftest import LOOKS, switch
from tests.web.test_progress import tab_to
from tests.web.test_quiz import GRADED
from tests.web.test_your_data import keep, kept, take

NOW = datetime.datetime(2026, 3, 5, 23, 0)
NUMERIC = next(one for _, one in GRADED if one.TYPE == "numeric")
"""A question that is answered by writing, so that each test knows how."""

EXERCISES = [path.stem for path in (ROOT / "docs" / "exercises").glob("*.py")]


def record(question, right, days=1, tries=1):
    """Return an answer of some days before the clock of the tests, as a lesson keeps it."""
    at = (NOW - datetime.timedelta(days=days)).timestamp() * 1000
    shared = {"content": question.content_hash, "answer": "1", "score": float(right), "tries": tries}
    return {**shared, "right": right, "seed": 0, "at": at}


@pytest.fixture
def review(address, reader):
    """Return a context manager that opens the review at the time of the tests, with these records."""

    @contextmanager
    def open_review(records, scheme="light", width=1280):
        with reader(f"{address}your-data/", scheme, width) as found:
            found.page.clock.install(time=NOW)
            keep(found.page, records)
            found.page.goto(f"{address}review/")
            yield found

    return open_review


def status(page):
    return page.locator(".course-review__status")


def row(page, concept):
    cells = page.locator(f'tr[data-concept="{concept}"] :is(.course-review__word, .course-review__due)')
    return cells.all_inner_texts()


def concept_of(page, question):
    data = json.loads(page.locator("[data-part=review] script").text_content())
    return next(one["concept"] for one in data["questions"] if one["id"] == question.id)


def write(page, text):
    """Answer the question that is asked, by keyboard."""
    field = page.locator(".course-review__stage fieldset input")
    tab_to(page, field)
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def reviewed(page):
    return {key: one for key, one in kept(page).items() if key.startswith("review/")}


def test_who_answered_nothing_is_told_how_it_begins(review):
    with review({}) as found:
        expect(status(found.page)).to_contain_text("Nothing to review yet")
        expect(found.page.get_by_role("button", name="Practice")).to_have_count(0)
        assert row(found.page, concept_of(found.page, NUMERIC)) == ["not met yet", ""]
        assert found.complaints == []


def test_a_missed_question_returns_after_midnight_and_is_right_by_keyboard_alone(review):
    lesson = {f"answer/{NUMERIC.id}": record(NUMERIC, right=False, days=0)}
    with review(lesson) as found:
        page, concept = found.page, concept_of(found.page, NUMERIC)
        expect(status(page)).to_have_text(f"Nothing is due today. {concept} is next, tomorrow.")
        assert row(page, concept) == ["seen", "tomorrow"]
        page.clock.fast_forward("01:00:01")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(status(page)).to_have_text("1 concept is due.")
        expect(page.locator(f'tr[data-concept="{concept}"] .course-review__reason')).to_have_text("missed on Mar 5")

        tab_to(page, page.get_by_role("button", name="Review it"))
        page.keyboard.press("Enter")
        place = page.locator(".course-review__place")
        expect(place).to_have_text(f"Question 1 of 1: {concept}, missed on Mar 5")
        expect(place).to_be_focused()
        write(page, NUMERIC.answer.text)
        expect(page.locator(".course-review__told")).to_have_text(f"{concept} returns in 3 days.")
        page.clock.fast_forward(2000)
        expect(page.locator("body > [role=status]")).to_have_text(f"{concept} returns in 3 days.")
        tab_to(page, page.get_by_role("button", name="Finish"))
        page.keyboard.press("Enter")
        expect(status(page)).to_be_focused()
        expect(status(page)).to_have_text(
            f"You answered 1, and all of them right. Nothing is due today. {concept} is next, in 3 days."
        )
        assert row(page, concept) == ["known", "in 3 days"]
        (made,) = reviewed(page).values()
        assert (made["right"], made["row"], made["tries"], made["content"]) == (True, 1, 1, NUMERIC.content_hash)
        assert {key: one for key, one in kept(page).items() if not key.startswith("review/")} == lesson
        assert found.complaints == []


def test_the_first_try_decides_and_the_lesson_keeps_its_answer(review, address):
    lesson = {f"answer/{NUMERIC.id}": record(NUMERIC, right=True, days=3)}
    with review(lesson) as found:
        page, concept = found.page, concept_of(found.page, NUMERIC)
        page.get_by_role("button", name="Review it").click()
        write(page, "987654")
        expect(page.locator(".course-review__told")).to_have_text(f"{concept} returns tomorrow.")
        page.get_by_role("button", name="Try again").click()
        write(page, NUMERIC.answer.text)
        expect(page.locator(".course-review__stage .course-quiz__verdict--right").first).to_be_visible()
        (made,) = reviewed(page).values()
        assert (made["right"], made["row"]) == (False, 0)
        page.get_by_role("button", name="Finish").click()
        expect(status(page)).to_contain_text("You answered 1, and 0 of them right.")
        assert row(page, concept) == ["seen", "tomorrow"]
        assert kept(page)[f"answer/{NUMERIC.id}"] == lesson[f"answer/{NUMERIC.id}"]
        url = next(url for url, one in GRADED if one is NUMERIC)
        page.goto(address + url)
        expect(page.locator(f"#quiz-{NUMERIC.id} .course-quiz__actions > .course-quiz__verdict")).to_have_text("Right")
        assert found.complaints == []


def test_practice_before_the_day_changes_nothing_when_it_is_right(review):
    with review({f"answer/{NUMERIC.id}": record(NUMERIC, right=True)}) as found:
        page, concept = found.page, concept_of(found.page, NUMERIC)
        page.get_by_role("button", name="Practice before it is due").click()
        write(page, NUMERIC.answer.text)
        expect(page.locator(".course-review__told")).to_contain_text(f"{concept} returns in 2 days, as planned.")
        assert reviewed(page) == {}
        page.get_by_role("button", name="Finish").click()
        assert row(page, concept) == ["practiced", "in 2 days"]


def test_it_may_be_left_at_any_time_and_goes_on_where_it_was(review, address):
    """With one question of each concept missed, in all types: skipped, stopped, and met in another tab."""
    first = {one.concept: one for _, one in GRADED}
    with review({f"answer/{one.id}": record(one, right=False) for one in first.values()}) as found:
        page = found.page
        expect(status(page)).to_have_text(f"{len(first)} concepts are due.")
        page.get_by_role("button", name="Review them").click()
        concepts = []
        for index in range(3):
            expect(page.locator(".course-review__place")).to_contain_text(f"Question {index + 1} of {len(first)}")
            expect(page.locator(".course-review__stage [data-quiz]")).to_have_count(1)
            concepts.append(page.locator(".course-review__place strong").inner_text())
            page.get_by_role("button", name="Skip").click()
        assert len(set(concepts)) == 3
        page.get_by_role("button", name="Stop here").click()
        expect(status(page)).to_have_text(f"{len(first)} concepts are due.")
        assert reviewed(page) == {}

        page.goto(address)
        expect(page.locator(".course-map__review")).to_have_text(f"Review: {len(first)} concepts are due")
        page.locator(".course-map__review a").click()
        expect(status(page)).to_have_text(f"{len(first)} concepts are due.")
        other = page.context.new_page()
        other.goto(f"{address}lessons/08-takeaways/")
        expect(other.locator(".course-end__review")).to_contain_text("concept")
        assert found.complaints == []


def test_every_question_can_be_asked_with_links_that_lead_somewhere(review, site):
    with review({f"answer/{one.id}": record(one, right=False) for _, one in GRADED}) as found:
        page = found.page
        waiting = page.locator("template[data-questions]").evaluate(
            "one => [...one.content.querySelectorAll('[data-quiz]')].map((each) => each.dataset.quiz)"
        )
        assert sorted(waiting) == sorted([*(one.id for _, one in GRADED), *EXERCISES])
        links = page.locator("template[data-questions]").evaluate(
            "one => [...one.content.querySelectorAll('a[href]')]"
            ".map((each) => new URL(each.getAttribute('href'), location).href)"
        )
        root = page.url.removesuffix("review/")
        inside = {one.removeprefix(root).split("#")[0] for one in links if one.startswith(root)}
        assert inside
        assert [one for one in inside if not (site / one / "index.html").is_file()] == []
        assert page.evaluate("document.querySelectorAll('[data-quiz]').length") == 0
        assert found.complaints == []


def test_a_copy_carries_the_review_into_a_fresh_browser(review, address):
    done = {**record(NUMERIC, right=True, days=0), "row": 2}
    worse = {**record(NUMERIC, right=False, days=4), "row": 0}
    with review({f"review/{NUMERIC.id}": worse}) as found:
        page = found.page
        page.goto(f"{address}your-data/")
        expect(page.locator("tr[data-kind=review] .course-your-data__now")).to_contain_text("1, last on Mar 1, 2026")
        copy = {"format": "course-records", "course": "normalization", "version": 1}
        take(page, {**copy, "records": {"review": {NUMERIC.id: done, "damaged": {"row": 3}}}})
        expect(page.locator(".course-your-data__outcome > p").first).to_have_text(
            "Taken in: 1 answer in the review. 1 could not be read and were left out."
        )
        page.goto(f"{address}review/")
        assert row(page, concept_of(page, NUMERIC)) == ["known", "in 7 days"]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_it_is_accessible_while_it_asks(review, scheme, width):
    with review({f"answer/{one.id}": record(one, right=False) for _, one in GRADED}, scheme, width) as found:
        page = found.page
        switch(page, scheme)
        for asking in (False, True):
            if asking:
                page.get_by_role("button", name="Review them").click()
            result = Axe().run(page)
            assert result.violations_count == 0, result.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            heights = (
                "[...document.querySelectorAll('.course-review button')].map((one) => one.offsetHeight).filter(Boolean)"
            )
            assert min(page.evaluate(heights)) >= 34
        top = page.locator(".course-review__place").bounding_box()["y"]
        assert top >= page.locator(".md-header").bounding_box()["height"]


def test_a_double_clicked_page_asks_too(site, reader):
    with reader((site / "review" / "index.html").as_uri()) as found:
        page = found.page
        keep(page, {f"answer/{NUMERIC.id}": record(NUMERIC, right=False, days=1)})
        page.reload()
        page.get_by_role("button", name="Review it").click()
        expect(page.locator(f".course-review__stage #quiz-{NUMERIC.id}")).to_be_visible()


def test_without_javascript_it_leads_to_every_question(address, chrome):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}review/")
    expect(page.get_by_text("Without JavaScript, go by the list")).to_be_visible()
    concepts = {one.concept for _, one in GRADED}
    assert page.locator(".course-review__pages").count() == len(concepts)
    assert page.get_by_role("button", name=re.compile("Review|Practice")).count() == 0
    context.close()


def test_search_finds_no_question_twice(site):
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    texts = " ".join(one["text"] for one in index["docs"] if one["location"].startswith("review/"))
    assert "When a concept returns" in " ".join(one["title"] for one in index["docs"])
    assert "<template" not in texts
    assert "course-quiz" not in texts
