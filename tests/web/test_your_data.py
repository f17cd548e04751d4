"""What the browser keeps: counted, carried into a fresh browser, merged, and erased."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.web.conftest import LOOKS
from tests.web.test_progress import tab_to

ANSWER = {
    "content": "abc",
    "answer": ["one"],
    "right": True,
    "score": 1,
    "tries": 2,
    "seed": 0,
    "at": 1_770_000_000_000,
}
RECORDS = {
    "page/lessons/01-why-normalize": {"done": True, "at": "2026-02-03T04:05:06.000Z"},
    "answer/first": ANSWER,
    "answer/second": {**ANSWER, "right": False, "score": 0},
    "place/last": {"page": "playground", "at": "2026-02-04T04:05:06.000Z"},
    "something/later": {"at": 1},
}


def keep(page, records):
    page.evaluate(
        "(records) => { for (const [key, value] of Object.entries(records))"
        " localStorage.setItem(`normalization/1/${key}`, JSON.stringify(value)); }",
        records,
    )


def kept(page):
    texts = page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('normalization/')))"
    )
    return {key.removeprefix("normalization/1/"): json.loads(text) for key, text in texts.items()}


def now(page):
    return page.locator(".course-your-data__now").all_inner_texts()


def outcome(page):
    return page.locator(".course-your-data__outcome > p").first


def take(page, content, name="copy.json"):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    page.get_by_label("Take in a copy").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": content}
    )


@pytest.fixture
def copy(address, reader):
    """The file that a reader with these records saves."""
    with reader(f"{address}your-data/") as found:
        keep(found.page, RECORDS)
        found.page.reload()
        button = found.page.get_by_role("button", name="Download a copy")
        tab_to(found.page, button)
        with found.page.expect_download() as download:
            found.page.keyboard.press("Enter")
        assert download.value.suggested_filename.startswith("normalization-records-20")
        expect(outcome(found.page)).to_contain_text("holds 1 completed part, 2 answers, 1 place, and 1 other record.")
        assert found.complaints == []
        return json.loads(download.value.path().read_bytes())


def test_what_is_kept_is_counted_in_words_and_while_it_changes(address, reader):
    with reader(f"{address}your-data/") as found:
        page = found.page
        assert now(page) == ["none"] * 7
        keep(page, RECORDS)
        page.reload()
        assert now(page) == [
            "1, last on Feb 3, 2026",
            "2, last on Feb 2, 2026",
            "none",
            "1, last on Feb 4, 2026",
            "none",
            "none",
            "1, last on Jan 1, 1970",
        ]
        other = page.context.new_page()
        other.goto(f"{address}lessons/02-techniques/")
        other.get_by_role("button", name="Mark as complete").click()
        expect(page.locator("tr[data-kind=page] .course-your-data__now")).to_contain_text("2, last on ")
        assert found.complaints == []


def test_a_copy_says_what_it_is(copy):
    assert (copy["format"], copy["course"], copy["version"]) == ("course-records", "normalization", 1)
    assert {f"{kind}/{one}": value for kind, ids in copy["records"].items() for one, value in ids.items()} == RECORDS


def test_a_copy_comes_to_a_fresh_browser_and_is_merged(address, reader, copy):
    with reader(f"{address}your-data/") as found:
        page = found.page
        take(page, copy)
        expect(outcome(page)).to_have_text("Taken in: 1 completed part, 2 answers, 1 place, and 1 other record.")
        assert kept(page) == RECORDS
        take(page, copy)
        expect(outcome(page)).to_have_text("Nothing new was in this copy. 5 records stayed as they were here.")
        keep(page, {"answer/second": {**ANSWER, "at": 1}, "answer/first": {**ANSWER, "right": False, "at": 2}})
        take(page, copy)
        expect(outcome(page)).to_have_text("Taken in: 1 answer. 4 records stayed as they were here.")
        assert kept(page) == RECORDS | {"answer/second": {**ANSWER, "at": 1}}
        page.goto(f"{address}lessons/01-why-normalize/")
        expect(page.get_by_role("button", name="Mark as complete")).to_have_attribute("aria-pressed", "true")
        assert found.complaints == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff", "cannot be read"),
        (b"{" * 100_000, "cannot be read"),
        (b" " * 6_000_000, "too large"),
        ([], "was not made by this course"),
        ({"format": "course-records", "course": "other", "version": 1, "records": {}}, "another course"),
        ({"format": "course-records", "course": "normalization", "version": 2, "records": {}}, "newer version"),
    ],
)
def test_a_file_that_is_no_copy_is_refused_in_a_sentence(address, reader, content, words):
    with reader(f"{address}your-data/") as found:
        keep(found.page, RECORDS)
        take(found.page, content)
        expect(outcome(found.page)).to_contain_text(words)
        expect(outcome(found.page)).to_contain_text("Nothing was changed.")
        expect(found.page.locator("body > [role=status]")).to_contain_text(words)
        assert kept(found.page) == RECORDS
        assert found.complaints == []


def test_erasing_asks_first_by_keyboard_alone(address, reader):
    with reader(f"{address}your-data/") as found:
        page = found.page
        page.evaluate("localStorage.setItem('other/1/page/a', '1')")
        keep(page, RECORDS)
        page.reload()
        erase = page.get_by_role("button", name="Erase everything")
        tab_to(page, erase)
        page.keyboard.press("Enter")
        expect(outcome(page)).to_contain_text("It cannot be undone")
        expect(page.get_by_role("button", name="Keep everything")).to_be_focused()
        page.keyboard.press("Enter")
        expect(outcome(page)).to_have_text("Nothing was erased.")
        expect(erase).to_be_focused()
        assert kept(page) == RECORDS

        page.keyboard.press("Enter")
        page.keyboard.press("Shift+Tab")
        expect(page.get_by_role("button", name="Erase for good")).to_be_focused()
        page.keyboard.press("Enter")
        expect(outcome(page)).to_have_text(
            "Erased: 1 completed part, 2 answers, 1 place, and 1 other record."
            " Nothing of this course is left in this browser."
        )
        assert kept(page) == {}
        assert page.evaluate("localStorage.getItem('other/1/page/a')") == "1"
        assert now(page) == ["none"] * 7
        page.keyboard.press("Enter")
        expect(outcome(page)).to_contain_text("There is nothing to erase")
        assert found.complaints == []


def test_a_double_clicked_page_saves_and_takes_in(site, reader):
    with reader(f"{(site / 'your-data' / 'index.html').as_uri()}") as found:
        page = found.page
        keep(page, {key: RECORDS[key] for key in ("answer/first",)})
        page.reload()
        with page.expect_download() as download:
            page.get_by_role("button", name="Download a copy").click()
        copy = json.loads(download.value.path().read_bytes())
        page.evaluate("localStorage.clear()")
        take(page, copy)
        expect(outcome(page)).to_have_text("Taken in: 1 answer.")
        assert kept(page) == {"answer/first": ANSWER}


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_a_question_before_erasing_is_accessible(address, reader, scheme, width):
    with reader(f"{address}your-data/", scheme, width) as found:
        keep(found.page, RECORDS)
        found.page.reload()
        found.page.get_by_role("button", name="Erase everything").click()
        result = Axe().run(found.page)
        assert result.violations_count == 0, result.generate_report()
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        heights = (
            "[...document.querySelectorAll('.course-your-data :is(button, input)')].map((one) => one.offsetHeight)"
        )
        assert min(found.page.evaluate(heights)) >= 34


def test_without_javascript_it_says_what_would_be_kept(address, chrome):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}your-data/")
    expect(page.get_by_role("rowheader", name="Your answers to questions")).to_be_visible()
    expect(page.get_by_role("button", name="Erase everything")).not_to_be_visible()
    expect(page.get_by_text("The buttons need JavaScript.")).to_be_visible()
    context.close()
