"""What a screen reader finds in each type of question: its accessibility tree, kept beside this file.

The questions are the golden cases, put into a page of the site, so that the course may say what it likes. A tree that
is missing gets written, and fails until somebody has read it.
"""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from course_build.assets.scripts import with_scripts
from course_build.markdown import quiz
from course_build.quizzes.question import TYPES
from tests import ROOT
from tests.web.test_quiz import Asked

GOLDEN = ROOT / "tests" / "golden"
TREES = Path(__file__).parent / "trees"
KINDS = (*TYPES, "exercise")
ARTICLE = re.compile(r"(<article[^>]*>).*(</article>)", re.DOTALL)


def case(kind):
    """Return the first question of the golden case of a type, as HTML, and what answers it."""
    folder = GOLDEN / ("exercise" if kind == "exercise" else "quiz")
    html = re.search(r"<section.*?</section>", (folder / f"{kind}.html").read_text("utf-8"), re.DOTALL)[0]
    name = re.search(r'data-quiz="([^"]*)"', html)[1]
    if kind in ("exercise", "predict"):
        return html, SimpleNamespace(id=name, TYPE=kind, GRADED=kind == "exercise", options=())
    return html, next(one for one in quiz.questions(folder / f"{kind}.md") if one.id == name)


@pytest.fixture(scope="module")
def asked(site, address, chrome):
    """Return each type's question on one page."""
    cases = {kind: case(kind) for kind in KINDS}
    body = "".join(f"<h2>{kind}</h2>{html}" for kind, (html, _) in cases.items())
    page_html = (site / "sources" / "index.html").read_text("utf-8")
    page_html = ARTICLE.sub(lambda found: f"{found[1]}<h1>Questions</h1>{body}{found[2]}", page_html)
    page_html = with_scripts(page_html, site / "generated")
    context = chrome.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.route(f"{address}trees/", lambda route: route.fulfill(body=page_html, content_type="text/html"))
    page.goto(f"{address}trees/")
    yield {kind: Asked(page, question) for kind, (_, question) in cases.items()}
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_tree_of_a_type_is_the_one_that_was_read(asked, kind):
    one = asked[kind]
    expect(one.button.last).to_be_visible()
    trees = {"asked": one.root.aria_snapshot()}
    if kind != "exercise":
        one.come()
        one.enter(right=kind == "predict")
        one.submit()
        expect(one.root.locator(".course-quiz__explanation").first).to_be_visible()
        trees["answered" if kind == "predict" else "answered wrong"] = one.root.aria_snapshot()
    text = "".join(f"# {state}\n{tree}\n" for state, tree in trees.items())
    kept = TREES / f"{kind}.yml"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, "utf-8")
        pytest.fail(f"{kept.name} was written: read it")
    assert text == kept.read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper_a_question_is_text_with_its_answer_closed(asked, kind):
    root = asked[kind].root
    page = asked[kind].page
    page.emulate_media(media="print")
    expect(root.locator("button:visible")).to_have_count(0)
    # As the theme does when a page is printed.
    for closed in root.locator(":is(.course-quiz__answer, .course-quiz__hint)").all():
        closed.evaluate("one => { one.open = true }")
    expect(root.locator(".course-quiz__answer > summary")).to_be_visible()
    expect(root.locator(".course-quiz__hint > p:visible")).to_have_count(0)
    expect(root.locator(".course-quiz__answer > :not(summary)").first).to_be_hidden()
    for closed in root.locator(":is(.course-quiz__answer, .course-quiz__hint)").all():
        closed.evaluate("one => { one.open = false }")
    page.emulate_media(media="screen")
