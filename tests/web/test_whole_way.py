"""A reader's whole way, by keyboard alone.

On the first day the core path, every type of question wrong and then right, a prediction and an exercise; on the next
day the review and the certificate; and at last a fresh browser, which takes all of it in and checks the evidence.
"""

import datetime
import json
import re
import xml.etree.ElementTree as etree

from playwright.sync_api import expect

from course_build.exercises.source import read
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.question import TYPES
from tests import ROOT
from tests.web import test_exercises as exercises
from tests.web.test_progress import mark
from tests.web.test_quiz import ASKED, Asked, first

NAME = "Ada Lovelace"
EXERCISE = read(ROOT / "docs" / "exercises" / "group-norm.py")[0]
WRONG = next(one for one in EXERCISE.wrongs if one.name == "over-samples")
CONCEPT = CONCEPTS["group-norm"]
"""Of the exercise; no other question that is answered here has it."""
ELSEWHERE = ("fill", "match", "order", "predict")
"""Types of which the core path asks none."""


def tab_to(page, locator):
    """Go forward with the Tab key until one of the elements has the focus; from the page's end on from its start."""
    locator.first.wait_for(state="attached")
    # Found once: to look for a role and a name takes much longer than a key.
    locator.evaluate_all("all => { window.wanted = all; }")
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("wanted.includes(document.activeElement)"):
            return
    raise AssertionError(f"the keyboard does not reach {locator}")


def press(page, locator):
    tab_to(page, locator)
    page.keyboard.press("Enter")


def saved(page, button):
    """Return the name and the bytes of the file that a button saves."""
    with page.expect_download() as download:
        press(page, page.get_by_role("button", name=button))
    return download.value.suggested_filename, download.value.path().read_bytes()


def choose(page, label, content):
    """Choose a file with this JSON."""
    tab_to(page, page.get_by_label(label))
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    chooser.value.set_files({"name": "file.json", "mimeType": "application/json", "buffer": content})


def answer_wrong_and_right(page, question):
    asked = Asked(page, question)
    if question.GRADED:
        asked.enter(right=False)
        asked.tab_to("button.course-button")
        page.keyboard.press("Enter")
        expect(asked.button).to_have_text("Try again")
        assert not asked.record["right"]
        page.keyboard.press("Enter")
    asked.enter(right=True)
    asked.tab_to("button.course-button")
    page.keyboard.press("Enter")
    expect(asked.root.locator(".course-quiz__explanation").first).to_contain_text(
        "Right" if question.GRADED else "What the run shows"
    )
    assert asked.record["right"]


def walk_through(page):
    steps = page.locator(".course-walkthrough__step")
    for number in range(2, steps.count() + 1):
        press(page, page.get_by_text("Next", exact=True).locator("visible=true"))
        expect(page).to_have_url(f"{page.url.split('#')[0]}#step-{number}")


def choose_axes(page):
    tab_to(page, page.locator('input[name="axes-picture-technique"]'))
    said = page.locator("#axes-picture [aria-live], #axes-picture [role=status]").first
    before = said.inner_text()
    page.keyboard.press("ArrowRight")
    expect(said).not_to_have_text(before)


def go_the_core_path(page, address, parts):
    """Complete every part, its questions answered, and come back once in between; return the types that it asks."""
    types = set()
    press(page, page.locator(".course-map__start a"))
    for part in parts:
        url = f"{part['id']}/"
        expect(page).to_have_url(address + url)
        page.wait_for_load_state()
        if page.locator("#axes-picture").count():
            choose_axes(page)
        if page.locator(".course-walkthrough__step").count():
            walk_through(page)
        for question in (one for where, one in ASKED if where == url):
            answer_wrong_and_right(page, question)
            types.add(question.TYPE)
        tab_to(page, mark(page))
        page.keyboard.press("Space")
        expect(mark(page)).to_have_attribute("aria-pressed", "true")
        if part["part"] == 4:
            # Away and back: the course goes on where it stopped.
            page.goto(address)
            resume = page.locator(".course-map__start a")
            expect(resume).to_have_text(f"Resume: {parts[4]['title']}")
            press(page, resume)
        elif part is not parts[-1]:
            press(page, page.locator(".course-end__next a"))
    expect(page.locator(".course-progress")).to_contain_text(f"{len(parts)} of {len(parts)} parts complete")
    return types


def predict_and_see(page, question):
    figure = page.locator(f"[data-figure={question.figure}] .course-figure__drawing")
    expect(figure).to_be_hidden()
    answer_wrong_and_right(page, question)
    expect(figure).to_be_visible()


def fail_and_solve(page):
    """Make a known mistake in the exercise, be told it word by word, and mend it."""
    asked = exercises.Asked(page, EXERCISE.id)
    expect(asked.root.get_by_text("Solution", exact=True)).to_be_hidden()
    asked.tab_to("Edit")
    page.keyboard.press("Enter")
    asked.write(WRONG.code)
    page.keyboard.press("Escape")
    asked.tab_to("Check")
    page.keyboard.press("Enter")
    expect(asked.outcome).to_contain_text("Not right: ", timeout=exercises.ARRIVES)
    (failed,) = [one for one in asked.said() if one.startswith("Failed: ")]
    assert failed == "Failed: " + re.sub(r"\s+", " ", re.sub(r"^(Input|Expected|Got):", r"\1", WRONG.earns, flags=re.M))
    expect(page.locator("[role=status].course-hidden")).to_contain_text(WRONG.earns.splitlines()[1])
    record = {"content": EXERCISE.content_hash, "answer": WRONG.code, "right": False, "tries": 1, "seed": 0}
    assert asked.record == record | {name: asked.record[name] for name in ("at", "score")}
    expect(asked.root.get_by_text("Solution", exact=True)).to_be_visible()
    # Editing is the next try: no other button is needed, and the message stays in sight meanwhile.
    page.keyboard.press("Enter")
    asked.write(EXERCISE.solution.text)
    expect(asked.button).to_have_text("Check")
    assert failed in asked.said()
    page.keyboard.press("Escape")
    asked.tab_to("Check")
    page.keyboard.press("Enter")
    expect(asked.outcome).to_have_text("Right: all checks pass. Compare with the solution.", timeout=exercises.ARRIVES)
    assert all(one.startswith("Passed: ") for one in asked.said())
    assert (asked.record["right"], asked.record["score"], asked.record["tries"]) == (True, 1, 2)
    # After a reload it stands there as it was, without a byte of Python.
    page.reload()
    expect(asked.root.locator(".course-quiz__actions > .course-quiz__verdict")).to_have_text("Right")
    expect(asked.root.locator(".course-cell code").first).to_contain_text(EXERCISE.solution.text.splitlines()[-1])
    resources = "performance.getEntriesByType('resource').filter((one) => /python/.test(one.name)).length"
    assert page.evaluate(resources) == 0


def review(page):
    """Answer one question and the exercise, and leave all else for later; return how many concepts were due."""
    due = int(page.locator(".course-review__status").inner_text().split()[0])
    press(page, page.get_by_role("button", name="Review them"))
    told = page.locator(".course-review__told")
    quiz = page.locator(".course-review__stage [data-quiz]")
    place = page.locator(".course-review__place")
    question = next(one for _, one in ASKED if one.id == quiz.get_attribute("data-quiz"))
    expect(place).to_contain_text(f"Question 1 of {due}: {CONCEPTS[question.concept]}, right only at try 2")
    asked = Asked(page, question)
    asked.enter(right=True)
    asked.tab_to("button.course-button")
    page.keyboard.press("Enter")
    # Other questions of the concept may be open.
    expect(told).to_contain_text(f"{CONCEPTS[question.concept]} returns ")
    press(page, page.get_by_role("button", name="Next question"))
    while CONCEPT not in place.inner_text():
        press(page, page.get_by_role("button", name="Skip"))
    code = exercises.Asked(page, EXERCISE.id)
    # From its first code, whatever was written in the lesson.
    expect(code.root.locator(".course-cell code").first).to_have_text(EXERCISE.starter.text)
    code.tab_to("Edit")
    page.keyboard.press("Enter")
    code.write(EXERCISE.solution.text)
    page.keyboard.press("Escape")
    code.tab_to("Check")
    page.keyboard.press("Enter")
    expect(told).to_have_text(f"{CONCEPT} returns in 3 days.", timeout=exercises.ARRIVES)
    press(page, page.get_by_role("button", name=re.compile("Stop here|Finish")))
    expect(page.locator(".course-review__status")).to_contain_text("You answered 2, and all of them right.")
    assert known(page) == ["known", "in 3 days"]
    assert code.record["tries"] == 2
    return due


def known(page):
    """Return what the review says of the exercise's concept."""
    cells = page.locator(f'tr[data-concept="{CONCEPT}"] :is(.course-review__word, .course-review__due)')
    return cells.all_inner_texts()


def certify(page):
    """Make the certificate; return what it says, and its evidence."""
    tab_to(page, page.get_by_role("textbox", name="Your name, as it should stand there"))
    page.keyboard.type(NAME)
    image = page.get_by_role("img", name="certificate of completion")
    label = image.get_attribute("aria-label")
    assert f"{NAME} completed the core path of this course on" in label
    assert f"{CONCEPT}: 1 of 1, later try" in label
    page.evaluate("window.printed = 0; window.print = () => { window.printed += 1; }; null")
    press(page, page.get_by_role("button", name="Print"))
    assert page.evaluate("window.printed") == 1
    pdf = page.pdf(format="A4", prefer_css_page_size=False)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
    name, picture = saved(page, "Download the certificate")
    assert re.fullmatch(r"normalization-certificate-\d{4}-\d\d-\d\d\.svg", name)
    assert b"var(" not in picture
    texts = [one.text for one in etree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    name, text = saved(page, "Download the evidence")
    assert re.fullmatch(r"normalization-certificate-\d{4}-\d\d-\d\d-evidence\.json", name)
    evidence = json.loads(text)
    assert NAME in texts
    assert any(evidence["mark"] in one for one in texts)
    assert evidence["mark"] in label
    assert "Nobody watched" in evidence["statement"]
    return label, evidence


def check(page, evidence):
    """Have genuine evidence checked, and two forgeries of it."""
    outcome = page.locator(".course-verify__outcome")
    verdict, points = outcome.locator("> p").first, outcome.locator("> ul")
    choose(page, "Evidence file", evidence)
    expect(verdict).to_have_text("As far as this copy of the course can judge it, this evidence holds.")
    expect(outcome).to_contain_text(f"It is made out to {NAME}, for ")
    expect(outcome).to_contain_text(evidence["mark"])
    count = len(evidence["answers"])
    expect(outcome).to_contain_text(f"judged {count - 1} of {count} answers again; {count - 1} are as the file says.")
    expect(outcome).to_contain_text("with the same version of the course")
    expect(outcome).to_contain_text("does not prove who answered")
    expect(points).to_contain_text(f"{CONCEPT}: the code was checked in the reader’s own browser")
    expect(page.locator("body > [role=status]")).to_contain_text("this evidence holds.")

    forged = json.loads(json.dumps(evidence))
    forged["scores"][0]["first"] += 1
    choose(page, "Evidence file", forged)
    expect(verdict).to_have_text("This evidence does not hold.")
    expect(points).to_contain_text("Its scores are not the sums of its answers.")
    expect(points).to_contain_text("its mark does not fit")

    forged = json.loads(json.dumps(evidence))
    one, other = forged["answers"][0], next(each for each in forged["answers"] if each["id"] == "batch-norm-means")
    one["answer"], other["answer"] = other["answer"], one["answer"]
    choose(page, "Evidence file", forged)
    expect(verdict).to_have_text("This evidence does not hold.")
    expect(points).to_contain_text(f"{CONCEPTS['axes']}: what the file holds is no answer to this question.")

    forged = json.loads(json.dumps(evidence))
    forged["answers"][0]["answer"] = ["00000000"]
    choose(page, "Evidence file", forged)
    expect(points).to_contain_text("the answer is not right, and the file says right.")


def test_the_whole_way_by_keyboard_alone(address, reader):
    parts = json.loads((ROOT / ".cache" / "noted" / "outline.json").read_text("utf-8"))["pages"][1:]
    with reader(address) as found:
        page = found.page
        types = go_the_core_path(page, address, parts)
        for kind in ELSEWHERE:
            url, question = first(kind)
            page.goto(f"{address}{url}#quiz-{question.id}")
            if kind == "predict":
                predict_and_see(page, question)
            else:
                answer_wrong_and_right(page, question)
        assert types | set(ELSEWHERE) == set(TYPES)
        page.goto(f"{address}more/exercises/#quiz-{EXERCISE.id}")
        fail_and_solve(page)

        page.clock.set_fixed_time(datetime.datetime.now() + datetime.timedelta(days=1))
        page.goto(f"{address}review/")
        due = review(page)
        page.goto(f"{address}certificate/")
        label, evidence = certify(page)
        page.goto(f"{address}your-data/")
        _, copy = saved(page, "Download a copy")
        assert found.complaints == []

    with reader(f"{address}your-data/") as found:
        page = found.page
        # From here on, the browser hands files over instead of showing its own dialog.
        page.on("filechooser", lambda _: None)
        choose(page, "Take in a copy", copy)
        said = page.locator(".course-your-data__outcome > p").first
        expect(said).to_contain_text(f"Taken in: {len(parts)} completed parts, {len(evidence['answers']) + 1} answers")
        expect(said).to_contain_text("2 answers in the review")
        expect(said).to_contain_text("1 piece of code, and 1 name.")
        expect(page.locator(".course-progress")).to_contain_text(f"{len(parts)} of {len(parts)} parts complete")
        page.goto(f"{address}certificate/")
        expect(page.get_by_role("textbox", name="Your name")).to_have_value(NAME)
        expect(page.get_by_role("img", name="certificate of completion")).to_have_attribute("aria-label", label)
        page.clock.set_fixed_time(datetime.datetime.now() + datetime.timedelta(days=1))
        page.goto(f"{address}review/")
        assert known(page) == ["known", "in 3 days"]
        assert 0 < int(page.locator(".course-review__status").inner_text().split()[0]) < due
        page.goto(f"{address}verify/")
        check(page, evidence)
        assert found.complaints == []
