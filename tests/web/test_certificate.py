"""The certificate and the check of its evidence; test_whole_way.py earns one, saves it, and has it checked."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.outline.model import Outline
from course_build.quizzes.key import AnswerKey
from tests import ROOT
from tests.web.conftest import LOOKS, SCHEMES
from tests.web.test_progress import tab_to
from tests.web.test_quiz import ASKED
from tests.web.test_your_data import keep

RIGHT = {
    "choice": lambda solution: solution["right"],
    "multiple": lambda solution: solution["right"],
    "numeric": lambda solution: solution["answer"],
    "fill": lambda solution: solution["answer"][0],
    "match": lambda solution: solution["right"],
    "order": lambda solution: solution["right"],
}


@pytest.fixture(scope="module")
def key(site):
    """What this course asks, as its build wrote it down."""
    assert site.is_dir()
    return AnswerKey.read(ROOT / ".cache" / "noted")


@pytest.fixture(scope="module")
def parts(site):
    assert site.is_dir()
    return Outline.read(ROOT / ".cache" / "noted").parts


@pytest.fixture(scope="module")
def everything(key, parts):
    """The records of a reader who did the whole core path."""
    questions = {one.id: one for _, one in ASKED}
    answers = {
        f"answer/{one.id}": {
            "content": one.content,
            "answer": RIGHT[one.type](questions[one.id].solution),
            "right": True,
            "score": 1,
            "tries": 1 + index % 3,
            "seed": 0,
            "at": 1_772_600_000_000 + index,
        }
        for index, one in enumerate(key.questions)
        if one.core
    }
    return answers | {f"page/{one.id}": {"done": True, "at": "2026-03-01T10:00:00.000Z"} for one in parts}


@pytest.fixture
def certified(address, reader, everything):
    """Return a function that opens the certificate of a reader who did everything."""

    def open_page(**options):
        return reader(f"{address}certificate/", **options)

    def prepare(page):
        keep(page, everything)
        page.reload()

    return open_page, prepare


def choose(page, content):
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    page.get_by_label("Evidence file").set_input_files(
        {"name": "evidence.json", "mimeType": "application/json", "buffer": content}
    )


def evidence_of(page):
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the evidence").click()
    return json.loads(download.value.path().read_bytes())


def verdict(page):
    return page.locator(".course-verify__outcome > p").first


def test_the_key_holds_every_question_and_the_core_path_those_that_stand_open(key, parts):
    exercises = {path.stem for path in (ROOT / "docs" / "exercises").glob("*.py")}
    assert {one.id for one in key.questions} == {one.id for _, one in ASKED if one.GRADED} | exercises
    core = [one for one in key.questions if one.core]
    assert len(core) >= 8
    assert {one.page for one in core} <= {one.source for one in parts}
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{10}", key.version)


def test_a_fresh_reader_sees_what_is_asked_and_every_link_leads_there(address, reader, key, parts):
    with reader(f"{address}certificate/") as found:
        page = found.page
        core = [one for one in key.questions if one.core]
        assert page.locator(".course-certificate__left").inner_text() == (
            f"Left: {len(parts)} parts to complete and {len(core)} questions to answer right."
        )
        assert page.locator(".course-certificate__state").all_inner_texts() == [""] * (len(parts) + len(core))
        expect(page.locator("svg[role=img]")).to_have_count(0)
        link = page.locator(f"[data-question='{core[0].id}'] > a")
        tab_to(page, link)
        page.keyboard.press("Enter")
        expect(page.locator(f"#quiz-{core[0].id}")).to_be_in_viewport()
        assert found.complaints == []


def test_the_last_steps_bring_it_while_the_page_is_open(address, reader, everything, parts):
    last = parts[-1].id
    with reader(f"{address}certificate/") as found:
        page = found.page
        keep(page, {one: record for one, record in everything.items() if one != f"page/{last}"})
        page.reload()
        left = page.locator(".course-certificate__left")
        expect(left).to_have_text("Left: 1 part to complete.")
        other = page.context.new_page()
        other.goto(f"{address}{last}/")
        other.get_by_role("button", name="Mark as complete").click()
        expect(left).to_have_text("All of it is done. Your certificate is below.")
        expect(page.get_by_role("img", name="certificate of completion")).to_be_visible()
        other.get_by_role("button", name="Mark as complete").click()
        expect(page.get_by_role("img", name="certificate of completion")).to_have_count(0)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_prints_to_one_page(certified, scheme):
    open_page, prepare = certified
    with open_page(scheme=scheme) as found:
        prepare(found.page)
        for paper in ("A4", "Letter"):
            pdf = found.page.pdf(format=paper, prefer_css_page_size=False)
            assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1, paper
        found.page.emulate_media(media="print")
        expect(found.page.locator("h1")).not_to_be_visible()
        expect(found.page.get_by_role("img", name="certificate of completion")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_certificate_and_check_are_accessible(address, certified, scheme, width):
    open_page, prepare = certified
    with open_page(scheme=scheme, width=width) as found:
        page = found.page
        prepare(page)
        evidence = evidence_of(page)
        for address_of in ("certificate", "verify"):
            page.goto(f"{address}{address_of}/", wait_until="networkidle")
            if address_of == "verify":
                choose(page, evidence)
                expect(verdict(page)).to_be_visible()
            result = Axe().run(page)
            assert result.violations_count == 0, result.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            controls = page.locator("article :is(button, input)")
            assert min(controls.evaluate_all("(all) => all.map((one) => one.offsetHeight)")) >= 34
        assert found.complaints == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\xff", "cannot be read"),
        (b"[" * 1_000_000, "cannot be read"),
        (b" " * 6_000_000, "too large"),
        ({"format": "course-records"}, "Your data"),
        ({"format": "course-evidence", "course": "other"}, "another course"),
        ({"format": "course-evidence", "course": "normalization", "form": 1}, "damaged"),
    ],
)
def test_a_file_that_is_no_evidence_is_refused_in_a_sentence(address, reader, content, words):
    with reader(f"{address}verify/") as found:
        choose(found.page, content)
        expect(verdict(found.page)).to_contain_text(words)
        expect(found.page.locator("body > [role=status]")).to_contain_text(words)
        assert found.complaints == []


def test_double_clicked_pages_make_and_check_it(site, reader, everything):
    with reader((site / "certificate" / "index.html").as_uri()) as found:
        page = found.page
        keep(page, everything)
        page.reload()
        evidence = evidence_of(page)
        page.goto((site / "verify" / "index.html").as_uri())
        choose(page, evidence)
        expect(verdict(page)).to_have_text("This evidence holds.")


def test_without_javascript_both_say_what_they_do(address, chrome, parts):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}certificate/")
    assert page.locator(".course-certificate__asked > li > a").all_inner_texts() == [one.title for one in parts]
    expect(page.locator(".course-certificate__left")).to_have_text(re.compile(r"In all: \d+ parts and \d+ questions\."))
    page.goto(f"{address}verify/")
    expect(page.get_by_text("The check needs JavaScript.")).to_be_visible()
    expect(page.get_by_label("Evidence file")).not_to_be_visible()
    context.close()
