"""The SCORM package in a learning platform that is not ours: scorm-again stands for it."""

import json
import zipfile
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from course_build.assets.node import FRONTEND
from course_build.markdown import quiz
from course_build.outline.model import Outline
from course_build.quizzes.key import AnswerKey
from tests import ROOT
from tests.serving import serve
from tests.web.conftest import SAVES_DATA, export, until

PLATFORM = """<!doctype html><html lang="en"><title>A platform</title>
<body><script src="scorm12.js"></script><script src="platform.js"></script></body></html>"""
BEGINS = """
const visit = JSON.parse(decodeURIComponent(location.hash.slice(1)));
window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
API.loadFromJSON({ core: { student_id: visit.learner, ...visit.core }, suspend_data: visit.suspend_data ?? "" });
const frame = Object.assign(document.createElement("iframe"), { src: "package/scorm.html", width: 1200, height: 800 });
document.body.append(frame);
"""
LESSON = "lessons/02-techniques"
QUESTION = next(one for one in quiz.questions(ROOT / "docs" / f"{LESSON}.md") if one.TYPE == "numeric")


@pytest.fixture(scope="module")
def archive(once, site):
    """The package, as the command writes it."""
    return once("scorm", lambda folder: export("scorm", site, folder / "course.zip")) / "course.zip"


@pytest.fixture(scope="module")
def platform(archive, tmp_path_factory):
    """The address of a platform that was given the package."""
    folder = tmp_path_factory.mktemp("platform")
    with zipfile.ZipFile(archive) as package:
        package.extractall(folder / "package")
    (folder / "index.html").write_text(PLATFORM)
    (folder / "platform.js").write_text(BEGINS)
    (folder / "scorm12.js").write_bytes((FRONTEND / "node_modules/scorm-again/dist/scorm12.min.js").read_bytes())
    with serve(folder) as address:
        yield address


@pytest.fixture
def visit(chrome, platform):
    """Return a function that begins a visit, in a browser of its own unless one is given."""
    opened = []

    def begin(context=None, **left):
        if context is None:
            context = chrome.new_context()
            context.add_init_script(SAVES_DATA)
            opened.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(f"{platform}#{json.dumps({'learner': 'a', **left})}")
        return page

    yield begin
    for context in opened:
        context.close()


def course(page):
    """Return the frame of the course within the package's page within the platform's."""
    return page.frame_locator("iframe").frame_locator("iframe")


def told(page, element):
    return page.evaluate("(element) => API.LMSGetValue(element)", element)


def wait_until(page, element, value):
    until(lambda: told(page, element), lambda found: found == value)


def answer(page, text):
    question = course(page).locator(f'[data-quiz="{QUESTION.id}"]')
    question.locator("fieldset input").fill(text)
    question.get_by_role("button", name="Check").click()
    return question


def test_the_manifest_names_every_file(archive, site, tmp_path):
    with zipfile.ZipFile(archive) as package:
        manifest = ElementTree.fromstring(package.read("imsmanifest.xml"))
        names = set(package.namelist())
    space = {"": "http://www.imsproject.org/xsd/imscp_rootv1p1p2"}
    files = {one.get("href") for one in manifest.iterfind(".//file", space)}
    assert files == names - {"imsmanifest.xml"}
    (resource,) = manifest.iterfind(".//resource", space)
    assert resource.get("href") in files
    assert resource.get("{http://www.adlnet.org/xsd/adlcp_rootv1p2}scormtype") == "sco"
    again = tmp_path / "again.zip"
    export("scorm", site, again)
    assert again.read_bytes() == archive.read_bytes()


def test_answers_progress_and_score_are_reported_and_another_device_resumes(visit):
    page = visit()
    wait_until(page, "cmi.core.lesson_status", "incomplete")
    assert told(page, "cmi.core.score.raw") == "0"
    course(page).get_by_role("article").get_by_role("link", name="The techniques").click()
    expect(course(page).locator("h1")).to_contain_text("The techniques")

    wrong = answer(page, "1")
    wait_until(page, "cmi.interactions._count", "1")
    wrong.get_by_role("button", name="Try again").click()
    answer(page, QUESTION.answer.text)
    wait_until(page, "cmi.interactions._count", "2")
    for number, result in enumerate(("wrong", "correct")):
        entry = page.evaluate("(number) => API.cmi.interactions.childArray[number].toJSON()", number)
        values = {name: entry[name] for name in ("id", "type", "result")}
        assert values == {"id": QUESTION.id, "type": "numeric", "result": result}
    core = sum(one.core for one in AnswerKey.read(ROOT / ".cache" / "noted").questions)
    wait_until(page, "cmi.core.score.raw", str(int(100 / core + 0.5)))
    course(page).get_by_role("button", name="Mark as complete").click()
    expect(course(page).locator(".course-progress")).to_contain_text("1 of 8")
    page.wait_for_timeout(300)
    kept, place = told(page, "cmi.suspend_data"), told(page, "cmi.core.lesson_location")
    assert 0 < len(kept) <= 4096
    assert place.startswith(f"{LESSON}/index.html")
    # The course goes, as when a platform is left.
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.evaluate("API.cmi.core.toJSON().exit") == "suspend"
    assert page.evaluate("API.isTerminated()")

    other = visit(core={"lesson_location": place, "lesson_status": "incomplete"}, suspend_data=kept)
    question = course(other).locator(f'[data-quiz="{QUESTION.id}"]')
    expect(question.locator(".course-quiz__actions > .course-quiz__verdict")).to_contain_text("Right")
    expect(course(other).locator(".course-progress")).to_contain_text("1 of 8")
    assert told(other, "cmi.interactions._count") == "0"
    assert page.complaints == other.complaints == []


def test_it_is_completed_when_the_core_path_is(visit):
    folder = ROOT / ".cache" / "noted"
    key, outline = AnswerKey.read(folder), Outline.read(folder)
    records = {f"page/{one.id}": {"done": True, "at": 1} for one in outline.parts}
    for one in key.questions:
        if one.core:
            right = {"answer": [], "right": True, "score": 1, "tries": 1, "seed": 0, "at": 1}
            records[f"answer/{one.id}"] = {"content": one.content, **right}
    page = visit()
    wait_until(page, "cmi.core.lesson_status", "incomplete")
    course(page).locator("h1").first.evaluate(
        """(_, records) => {
            for (const [key, value] of Object.entries(records))
                localStorage.setItem(`normalization/1/${key}`, JSON.stringify(value));
        }""",
        records,
    )
    wait_until(page, "cmi.core.lesson_status", "completed")
    assert told(page, "cmi.core.score.raw") == "100"
    assert told(page, "cmi.interactions._count") == str(len(records) - len(outline.parts))


def test_another_learner_in_the_same_browser_begins_anew(visit):
    page = visit()
    course(page).get_by_role("article").get_by_role("link", name="The techniques").click()
    answer(page, "1")
    wait_until(page, "cmi.interactions._count", "1")
    page.goto("about:blank")
    same = visit(page.context, learner="b")
    wait_until(same, "cmi.core.lesson_status", "incomplete")
    assert same.evaluate("Object.keys(localStorage).filter((key) => key.includes('/answer/'))") == []


def test_what_was_read_here_before_the_first_visit_stays(chrome, platform, visit):
    context = chrome.new_context()
    page = context.new_page()
    page.goto(f"{platform}scorm12.js")
    part = Outline.read(ROOT / ".cache" / "noted").parts[0].id
    page.evaluate(
        "(key) => localStorage.setItem(key, JSON.stringify({ done: true, at: 1 }))", f"normalization/1/page/{part}"
    )
    expect(course(visit(context)).locator(".course-progress")).to_contain_text("1 of 8")
    context.close()


def test_without_a_platform_the_course_works_and_says_so(chrome, platform):
    page = chrome.new_page()
    page.goto(f"{platform}package/scorm.html")
    expect(page.get_by_role("status")).to_contain_text("No learning platform")
    expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
    page.close()
