"""Questions in the browser: asked, answered, explained and kept, by keyboard alone."""

import json
import re
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from course_build.markdown import quiz
from course_build.quizzes.question import TYPES
from tests import ROOT
from tests.web.conftest import PYTHON, SCHEMES, WIDTHS, switch
from tests.web.test_pages import SOURCES, url_of

ASKED = [(url_of(source), one) for source in SOURCES for one in quiz.questions(ROOT / "docs" / source)]
"""Every question of the course, with the address of its page."""
PAGES = list(dict.fromkeys(page for page, _ in ASKED))


def of_each_type():
    """Return few pages that ask all types together, each with the first of its questions of each type.

    What a type does for all of its questions is tried on these.
    """
    found = {}
    missing = set(TYPES)
    while missing:
        # Not the deep dives, which are closed at first.
        on = {
            url: {one.TYPE: one for page, one in reversed(ASKED) if page == url} for url in PAGES if "dives" not in url
        }
        page = max(on, key=lambda url: len(missing & on[url].keys()))
        found[page] = list(on[page].values())
        missing -= on[page].keys()
    return found


OF_EACH_TYPE = of_each_type()
EACH_TYPE = pytest.mark.parametrize(("url", "questions"), OF_EACH_TYPE.items(), ids=list(OF_EACH_TYPE))
GRADED = [(url, one) for url, one in ASKED if one.GRADED]

WATCH = """() => {
  window.said = [];
  const status = [...document.querySelectorAll('[role=status]')];
  window.watcher?.disconnect();
  window.watcher = new MutationObserver((records) => {
    for (const target of new Set(records.map((one) => one.target.closest?.('[role=status]'))))
      window.said.push(target?.innerText.replace(/\\s+/g, ' ').trim());
  });
  for (const one of status) window.watcher.observe(one, {childList: true, subtree: true, characterData: true});
}"""


WRITTEN = {"numeric", "fill"}
KEPT = {*WRITTEN, "match", "order"}
"""Types in which a new try begins with what was answered, to be mended."""
INPUT = "fieldset :is(input, select, button)"
HIGHER_THAN_A_PAGE = 16_000
"""Pixels."""


def first(kind):
    """Return a question of a type, and its page."""
    return next((url, one) for url, one in ASKED if kind == one.TYPE)


def plain(text):
    return re.sub(r"\s+", " ", text).strip()


def as_shown(explanation):
    """Return a pattern for how the page shows an explanation: without marks, some text for a field or formula."""
    text = re.sub(r"<!--.*?-->", "", explanation)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = plain(re.sub(r"[*`]", "", text))
    shown = ".+?".join(re.escape(part) for part in re.split(r"\{\{.*?\}\}|\$.*?\$", text))
    # Quotes are typed straight and shown curved.
    return shown.replace("'", "’").replace('"', "[“”]")


class Asked:
    """One question on an open page, and the keys that answer it."""

    def __init__(self, page, question):
        self.page, self.question = page, question
        self.root = page.locator(f'[data-quiz="{question.id}"]')
        if self.root.count():
            # A deep dive is closed until opened.
            self.root.evaluate("one => one.parentElement.closest('details')?.setAttribute('open', '')")
        self.right = {one.id for one in question.options if one.right}

    @property
    def record(self):
        text = self.page.evaluate(f"localStorage.getItem('normalization/1/answer/{self.question.id}')")
        return json.loads(text) if text else None

    @property
    def order(self):
        return self.root.locator("fieldset :is(input, [data-pair], li)").evaluate_all(
            "all => all.map((one) => one.dataset.pair ?? one.dataset.step ?? one.value)"
        )

    @property
    def chosen(self):
        return self.root.locator("fieldset :is(input:checked, select)").evaluate_all(
            "all => all.map((one) => one.value).filter((one) => one)"
        )

    @property
    def explanations(self):
        return [plain(one) for one in self.root.locator(".course-quiz__explanation").all_inner_texts()]

    @property
    def outcome(self):
        return plain(self.root.locator(".course-quiz__outcome").inner_text())

    @property
    def verdict(self):
        shown = self.root.locator(".course-quiz__actions > .course-quiz__verdict")
        return plain(shown.inner_text()) if shown.is_visible() else ""

    @property
    def button(self):
        return self.root.locator(".course-button:not([hidden])")

    def has_focus(self, selector):
        return self.page.evaluate(
            "([id, selector]) => document.activeElement.matches(`[data-quiz=${id}] ${selector}`)",
            [self.question.id, selector],
        )

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def come(self):
        """Put the keyboard beside the question, as a click on its text does; test_whole_way.py goes all the way."""
        self.root.locator("legend").first.click()

    def tab_to(self, selector):
        for _ in range(300):
            if self.has_focus(selector):
                return
            self.press("Tab")
        pytest.fail(f"the keyboard does not reach {selector} of {self.question.id}")

    def choose(self, ids):
        """Choose options by keyboard."""
        self.tab_to("fieldset input")
        if self.question.TYPE == "choice":
            (wanted,) = ids
            self.press("Space")
            while self.chosen != [wanted]:
                self.press("ArrowDown")
            return
        for one in self.order:
            self.tab_to(f'input[value="{one}"]')
            if (one in ids) != (one in self.chosen):
                self.press("Space")

    def select(self, sides):
        """Select right sides by keyboard."""
        for left, side in sides.items():
            select = f'[data-pair="{left}"] > select'
            self.tab_to(select)
            self.press("Home")
            while self.root.locator(select).input_value() != side:
                self.press("ArrowDown")

    def arrange(self, names):
        """Put steps into an order by keyboard; 0 stands for the line between what is used and what is left out."""
        for place, name in enumerate(names):
            # What stands above is in order; the line moves when what is above it goes down.
            while (now := self.order).index(name) != place:
                mover = now[now.index(name) - 1] if name == 0 else name
                way = "down" if name == 0 else "up"
                self.tab_to(f'[data-step="{mover}"] .course-quiz__move--{way}')
                self.press("Enter")

    def submit(self):
        if self.question.TYPE in ("match", "order"):
            self.tab_to(".course-button")
        self.press("Enter")

    def write(self, text):
        self.tab_to("fieldset input")
        self.press("Control+a")
        self.page.keyboard.type(text)

    def enter(self, *, right):
        """Enter a right answer, or a wrong one by name; return its explanations, as the source has them."""
        one = self.question
        wrong = next((option for option in one.options if not option.right), None)
        match one.TYPE:
            case "numeric" | "fill":
                answer = one.answer.text if one.TYPE == "numeric" else one.answer[0].upper()
                self.write(answer if right else wrong.text.strip("`").partition(" | ")[0])
                return [("Right", None)] if right else [("Not right", wrong.explanation)]
            case "match":
                left, side = one.solution["wrong"][wrong.id]
                self.select(one.solution["right"] | ({} if right else {left: side}))
                told = [wrong if option.id == left and not right else option for option in one.options if option.right]
                return [("Right" if option.right else "Not right", option.explanation) for option in told]
            case "predict":
                self.tab_to("fieldset input")
                self.press("End")
                return [("What the run shows", None)]
            case "order":
                others = [option.id for option in one.options if not option.right]
                steps = [option.id for option in one.right]
                if right:
                    self.arrange([*steps, *([0] if others else []), *others])
                    return [("Right", None)]
                self.arrange([steps[1], steps[0]])
                return [("Not right", one.right[1].explanation)]
        ids = self.right if right else {wrong.id}
        self.choose(ids)
        return [
            ("Right" if option.right else "Not right", option.explanation) for option in one.options if option.id in ids
        ]


def same_in_any_order(shown, expected):
    assert len(shown) == len(expected)
    for verdict, explanation in expected:
        pattern = f"{verdict} " + (as_shown(explanation) if explanation else ".+")
        assert any(re.fullmatch(pattern, one) for one in shown), (pattern, shown)


def test_there_are_questions():
    assert len(ASKED) >= 8
    assert {one.TYPE for _, one in ASKED} == set(TYPES)


@pytest.mark.parametrize("url", list(dict.fromkeys(url for url, _ in GRADED)))
def test_wrong_and_then_right_by_keyboard_alone(address, reader, url):
    with reader(address + url) as found:
        for question in (one for page, one in GRADED if page == url):
            wrong_and_then_right(Asked(found.page, question))
        assert found.complaints == []


def wrong_and_then_right(asked):
    question, page = asked.question, asked.page
    asked.come()
    expect(asked.root.locator(".course-quiz__answer")).to_be_hidden()
    page.evaluate(WATCH)

    expected = asked.enter(right=False)
    asked.submit()
    same_in_any_order(asked.explanations, expected)
    expect(asked.button).to_have_text("Try again")
    assert asked.has_focus("button")
    said = page.evaluate("window.said")[-1]
    if len(expected) == 1:
        assert said == f"{asked.outcome} {asked.explanations[0].replace('Not right', 'Not right.', 1)}".strip()
    else:
        assert said.startswith(asked.outcome)
    # Nothing on the page says which one is right, before the reader opens the answers.
    if question.TYPE != "match":
        assert not any(one.startswith("Right") for one in asked.explanations)
    expect(asked.root.locator("dl")).to_be_hidden()
    expect(asked.root.locator("summary").last).to_be_visible()
    assert asked.record == {
        "content": question.content_hash,
        "answer": asked.record["answer"],
        "right": False,
        "score": asked.record["score"],
        "tries": 1,
        "seed": 0,
        "at": pytest.approx(time.time() * 1000, abs=60_000),
    }
    assert 0 <= asked.record["score"] < 1

    before, chosen = asked.order, asked.chosen
    asked.press("Enter")
    assert asked.explanations == []
    assert asked.has_focus(INPUT)
    if question.TYPE == "match":
        assert sorted(asked.chosen) == sorted(chosen)
    elif question.TYPE not in KEPT:
        assert asked.chosen == []
    if question.TYPE not in ("order", *WRITTEN):
        assert asked.order != before
        assert sorted(asked.order) == sorted(before)

    expected = asked.enter(right=True)
    page.evaluate("window.said = []")
    asked.tab_to("button.course-button")
    asked.press("Space")
    same_in_any_order(asked.explanations, expected)
    expect(asked.button).to_have_count(0)
    assert asked.has_focus(".course-quiz__answer > summary")
    (said,) = page.evaluate("window.said")
    assert said.startswith("Right")
    assert (asked.record["right"], asked.record["score"], asked.record["tries"]) == (True, 1, 2)
    asked.press("Enter")
    expect(asked.root.locator("dl")).to_be_visible()


@pytest.mark.parametrize(
    ("url", "question"), [pair for pair in ASKED if pair[1].TYPE == "predict"], ids=lambda one: getattr(one, "id", "")
)
def test_a_prediction_is_told_its_gap_and_not_graded(address, reader, url, question):
    with reader(address + url) as found:
        asked = Asked(found.page, question)
        figure = found.page.locator(f"[data-figure={question.figure}]")
        expect(figure.locator(".course-figure__drawing")).to_be_hidden()
        expect(figure.get_by_role("button", name="Show it without a prediction")).to_be_visible()
        largest = max(question.target.y[question.given :])
        # At bars it is told a digit finer than it is guessed.
        decimals = question.decimals + 1
        said_by_the_run = f"{largest:.2f}"[:4] if question.target.kind == "curve" else f"{largest:.{decimals}f}"
        asked.tab_to("fieldset input")
        before = asked.root.locator("svg:visible desc").text_content()
        assert said_by_the_run not in before
        for number in range(asked.root.locator("fieldset input").count()):
            asked.tab_to(f"#quiz-{question.id}-{number + question.given}")
            asked.press("End")
        assert asked.root.locator("svg:visible desc").text_content() != before
        found.page.evaluate(WATCH)
        asked.press("Enter")
        assert asked.root.locator(".course-chart__box").bounding_box()["height"] > 50
        (said,) = found.page.evaluate("window.said")
        assert said.startswith(asked.outcome)
        is_value = question.target.kind == "value"
        assert asked.outcome.startswith("The run gave " if is_value else "The largest gap is at ")
        assert f"you predicted {question.high:g}" in asked.outcome
        assert [one.partition("\n")[0].startswith("What the run shows") for one in asked.explanations] == [True]
        assert "Right" not in asked.root.inner_text()
        expect(figure.locator(".course-figure__drawing")).to_be_visible()
        expect(asked.button).to_have_count(0)
        assert (asked.record["right"], set(asked.record["answer"])) == (True, {question.high})
        drawn = asked.root.locator("svg:visible desc").text_content()
        assert said_by_the_run in drawn
        found.page.reload()
        assert asked.verdict == "You have predicted this"
        assert asked.explanations == []
        assert asked.root.locator("svg:visible desc").text_content() == drawn
        expect(figure.locator(".course-figure__drawing")).to_be_visible()
        asked.tab_to(".course-quiz__why")
        asked.press("Enter")
        assert len(asked.explanations) == 1
        assert found.complaints == []


def test_a_figure_can_be_seen_without_a_prediction(address, reader):
    url, question = first("predict")
    with reader(address + url) as found:
        figure = found.page.locator(f"[data-figure={question.figure}]")
        figure.get_by_role("button", name="Show it without a prediction").press("Enter")
        expect(figure.locator(".course-figure__drawing")).to_be_visible()
        assert found.page.evaluate("document.activeElement.dataset.figure") == question.figure
        expect(Asked(found.page, question).button).to_have_text("Check")


def test_a_curve_is_drawn_with_a_pointer_too(address, reader):
    url, question = next((url, one) for url, one in ASKED if one.TYPE == "predict" and one.target.kind == "curve")
    with reader(address + url) as found:
        root = Asked(found.page, question).root
        box = root.locator(".course-chart__box")
        box.scroll_into_view_if_needed()
        frame = box.bounding_box()
        values = root.locator("fieldset input[type=range]").evaluate_all
        before = values("all => all.map((one) => Number(one.value))")
        found.page.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.15)
        found.page.mouse.down()
        found.page.mouse.move(frame["x"] + frame["width"] * 0.3, frame["y"] + frame["height"] * 0.5, steps=8)
        found.page.mouse.up()
        after = values("all => all.map((one) => Number(one.value))")
        assert sum(one != other for one, other in zip(before, after, strict=True)) >= 2
        assert max(after) > 0.8 * question.high


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_the_order_of_a_new_try_outlasts_a_reload_and_moves_on(address, reader, kind):
    url, question = first(kind)
    orders = []
    with reader(address + url) as found:
        for _ in range(3):
            asked = Asked(found.page, question)
            orders.append(asked.order)
            if asked.button.inner_text() == "Check":
                asked.enter(right=False)
                asked.press("Enter")
            asked.tab_to("button")
            asked.press("Enter")
            order, seed = asked.order, asked.record["seed"]
            assert order != orders[-1]
            found.page.reload()
            assert Asked(found.page, question).order == order
            assert Asked(found.page, question).record["seed"] == seed > 0


@EACH_TYPE
def test_an_answer_is_there_again_after_a_reload(address, reader, url, questions):
    with reader(address + url) as found:
        every = [Asked(found.page, one) for one in questions if one.GRADED]
        for right in (False, True):
            shown = []
            for asked in every:
                if right:
                    asked.button.click()
                else:
                    asked.come()
                asked.enter(right=right)
                asked.submit()
                shown.append((asked.explanations, asked.outcome, asked.chosen, asked.order, asked.record))
            found.page.evaluate("document.activeElement.blur()")
            found.page.reload()
            assert found.page.evaluate("document.activeElement === document.body")
            assert found.page.locator("body > [role=status]").all_inner_texts() == [""]
            for asked, before in zip(every, shown, strict=True):
                assert asked.verdict == ("Right" if right else "Not right")
                assert asked.explanations == []
                found.page.evaluate(WATCH)
                asked.come()
                asked.tab_to(".course-quiz__why")
                asked.press("Enter")
                assert (asked.explanations, asked.outcome, asked.chosen, asked.order, asked.record) == before
                assert len(found.page.evaluate("window.said")) == 1
                assert asked.has_focus(".course-quiz__answer > summary" if right else ".course-button")
                assert asked.verdict == ""


def keep(page, records):
    """Put records into the browser, as they are or as JSON, under the ids of their questions."""
    texts = {name: one if isinstance(one, str) else json.dumps(one) for name, one in records.items()}
    page.evaluate(
        """(texts) => {
            for (const [id, text] of Object.entries(texts)) localStorage.setItem(`normalization/1/answer/${id}`, text);
        }""",
        texts,
    )


@EACH_TYPE
def test_a_changed_question_says_so_and_asks_again(address, reader, url, questions):
    with reader(address + url) as found:
        every = [Asked(found.page, one) for one in questions]
        for asked in every:
            asked.come()
            asked.enter(right=True)
            asked.submit()
        old = {one.question.id: {**one.record, "content": "0123456789abcdef", "tries": 5} for one in every}
        keep(found.page, old)
        found.page.reload()
        for asked in every:
            assert asked.outcome == "This question has changed since you answered it."
            assert (asked.explanations, asked.chosen) == ([], [])
            expect(asked.button).to_have_text("Check")
            expect(asked.root.locator(".course-quiz__answer")).to_be_hidden()
            assert asked.record == old[asked.question.id]
            asked.come()
            asked.enter(right=True)
            assert asked.outcome == ""
            asked.submit()
            assert (asked.record["content"], asked.record["tries"]) == (asked.question.content_hash, 1)


@EACH_TYPE
def test_a_damaged_record_asks_as_if_there_were_none(address, reader, url, questions):
    gone = {"answer": ["gone"], "right": True, "score": 1, "tries": 1, "seed": 0, "at": 1}
    with reader(address + url) as found:
        for damaged in ("{", "[]", {"answer": 5}, gone):
            whole = isinstance(damaged, dict)
            keep(
                found.page,
                {one.id: {"content": one.content_hash, **damaged} if whole else damaged for one in questions},
            )
            found.page.reload()
            for one in questions:
                asked = Asked(found.page, one)
                expect(asked.button).to_have_text("Check")
                assert asked.explanations == []
            assert found.complaints == []


def test_two_tabs_agree(address, chrome):
    url, question = first("choice")
    context = chrome.new_context()
    one, other = (Asked(context.new_page(), question) for _ in range(2))
    for tab in (one, other):
        tab.page.goto(address + url)
    one.enter(right=False)
    one.press("Enter")
    expect(other.button).to_have_text("Try again")
    assert (other.verdict, other.chosen, other.record) == ("Not right", one.chosen, one.record)
    # What is being answered in one tab is not taken away by the other.
    one.press("Enter")
    one.choose(one.right)
    other.button.click()
    assert other.record["tries"] == 1
    other.enter(right=False)
    expect(one.button).to_have_text("Check")
    assert set(one.chosen) == one.right
    one.press("Enter")
    expect(other.button).to_have_count(0)
    assert (other.verdict, other.chosen, other.order) == ("Right", one.chosen, one.order)
    one.page.evaluate("localStorage.clear()")
    expect(other.button).to_have_text("Check")
    assert other.chosen == []
    context.close()


def test_a_choice_of_several_says_how_far_it_is_and_not_what_is_missing(address, reader):
    url, question = first("multiple")
    right = [one for one in question.options if one.right]
    wrong = [one for one in question.options if not one.right]
    with reader(address + url) as found:
        asked = Asked(found.page, question)
        asked.choose({right[0].id})
        asked.press("Enter")
        assert asked.outcome == "The one option that you chose is right, but something is missing."
        assert len(asked.explanations) == 1
        assert asked.record["score"] == pytest.approx(1 / len(right))
        asked.press("Enter")
        found.page.evaluate(WATCH)
        asked.choose({right[0].id, wrong[0].id})
        asked.press("Enter")
        assert asked.outcome == "Of the 2 options that you chose, 1 is right, and something is missing."
        same_in_any_order(asked.explanations, [("Right", right[0].explanation), ("Not right", wrong[0].explanation)])
        (said,) = found.page.evaluate("window.said")
        assert said.startswith(asked.outcome)
        for option in (right[0], wrong[0]):
            assert plain(re.sub(r"[*`]", "", option.text)) in said


def test_a_number_is_right_however_it_is_written(address, reader):
    url, question = next((url, one) for url, one in ASKED if one.id == "batch-norm-means")
    with reader(address + url) as found:
        asked = Asked(found.page, question)
        for text in ("64", "64,0", "128/2", "6.4e1", " 64.0 "):
            asked.come()
            asked.write(text)
            asked.press("Enter")
            assert len(asked.explanations) == 1, text
            assert asked.explanations[0].startswith("Right "), text
            found.page.reload()
            assert asked.root.locator("fieldset input").input_value() == text
            found.page.evaluate("localStorage.clear()")
            found.page.reload()


NO_NUMBER = {
    "": "Write a number such as 64, 0.5, 1e-5 or 3/4.",
    "sixty-four": "Write a number such as 64, 0.5, 1e-5 or 3/4.",
    "1,024": "Leave out the comma, which may stand for thousands or for decimals.",
    "64/0": "Do not divide by zero.",
}


def test_what_is_no_number_is_no_try(address, reader):
    url, question = first("numeric")
    with reader(address + url) as found:
        asked = Asked(found.page, question)
        asked.come()
        for text, cure in NO_NUMBER.items():
            asked.write(text)
            found.page.evaluate(WATCH)
            asked.press("Enter")
            assert asked.outcome == cure
            assert found.page.evaluate("window.said") == [cure]
            assert asked.has_focus("fieldset input")
            assert asked.record is None
            expect(asked.root.locator(".course-quiz__answer")).to_be_hidden()
            found.page.keyboard.type("6")
            assert asked.outcome == ""


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_nothing_chosen_is_no_try(address, reader, kind):
    url, question = first(kind)
    with reader(address + url) as found:
        asked = Asked(found.page, question)
        asked.button.click()
        assert asked.outcome.startswith("Choose ")
        assert asked.record is None


def test_without_a_script_the_answer_waits_in_a_closed_element(address, chrome):
    context = chrome.new_context(java_script_enabled=False)
    page = context.new_page()
    for url in PAGES:
        page.goto(address + url)
        for dive in page.locator("details:has([data-quiz]:not(.course-exercise)) > summary").all():
            dive.click()
        for root in page.locator("[data-quiz]:not(.course-exercise)").all():
            expect(root.locator("fieldset :is(input, select, li)").first).to_be_enabled()
            expect(root.locator("button")).to_have_count(0)
            expect(root.locator("dl")).to_be_hidden()
            root.get_by_text("Answer and explanations").click()
            expect(root.locator("dl")).to_be_visible()
            assert root.locator("dd").count() >= 1
    context.close()


@pytest.mark.parametrize("url", PAGES)
def test_answered_questions_are_accessible(address, reader, url):
    with reader(address + url, width=390) as found:
        for number, question in enumerate(one for page, one in ASKED if page == url):
            asked = Asked(found.page, question)
            asked.come()
            asked.enter(right=number % 2 == 1)
            asked.submit()
            if number % 2:
                asked.press("Enter")
        for scheme in SCHEMES:
            switch(found.page, scheme)
            result = Axe().run(found.page, context="[data-quiz]")
            assert result.violations_count == 0, f"{scheme}: {result.generate_report()}"
        assert found.page.evaluate("document.documentElement.scrollWidth") <= 390
        for one in found.page.locator(
            # The button that copies code is Material's, as on all code.
            "[data-quiz] :is(button:not(.md-code__button), summary, select, .course-quiz__option > label,"
            ".course-quiz__entry > input)"
        ).all():
            if one.is_visible():
                assert one.bounding_box()["height"] >= 34


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kept", ["nothing", "right", "wrong", "changed"])
def test_nothing_shifts_when_questions_come_to_life_late(address, chrome, width, kept):
    # All that a page asks is in view while the script is on its way.
    context = chrome.new_context(viewport={"width": width, "height": HIGHER_THAN_A_PAGE})
    page = context.new_page()
    page.add_init_script(
        "window.shifted = []; new PerformanceObserver((list) => {"
        "for (const { sources } of list.getEntries())"
        " window.shifted.push(...sources.map(({ node }) => `${node?.nodeName} ${node?.id} ${node?.className}`), '');"
        "}).observe({type: 'layout-shift', buffered: true});"
    )

    def late(route):
        time.sleep(0.3)
        route.continue_()

    page.goto(address)
    page.route(re.compile(r"generated/course\.\w+\.js$"), late)
    for url in OF_EACH_TYPE:
        asked = [one for page, one in ASKED if page == url]
        if kept != "nothing":
            keep(page, {one.id: record_of(one, kept) for one in asked})
        page.goto(address + url, wait_until="commit")
        for one in asked:
            expect(page.locator(f"#quiz-{one.id} .course-quiz__actions")).to_be_visible(timeout=PYTHON)
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifted") == [], url
    context.close()


def record_of(question, kind):
    """Return the record of an answer: right, wrong, or to a question that has changed since."""
    wrong = next((one for one in question.options if not one.right), None)
    solution = question.solution
    match question.TYPE:
        case "numeric":
            answer = wrong.text.strip("`") if kind == "wrong" else question.answer.text
        case "fill":
            answer = wrong.text.partition(" | ")[0] if kind == "wrong" else question.answer[0]
        case "match":
            changed = dict([solution["wrong"][wrong.id]]) if kind == "wrong" else {}
            answer = solution["right"] | changed
        case "predict":
            answer = [question.low] * (len(question.target.x) - question.given)
        case "order":
            line = [one.id for one in question.options if not one.right]
            answer = solution["right"][:: -1 if kind == "wrong" else 1] + (["", *line] if line else [])
        case _:
            answer = [wrong.id] if kind == "wrong" else solution["right"]
    content = "0123456789abcdef" if kind == "changed" else question.content_hash
    right = kind != "wrong"
    return {"content": content, "answer": answer, "right": right, "score": int(right), "tries": 1, "seed": 0, "at": 1}
