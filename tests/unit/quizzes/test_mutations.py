"""However a question's source is damaged, it is refused with its line, or shown whole: never half of each.

Ten thousand sources, the same in every run.
"""

import random
import re

import pytest
from markdown import Markdown

from course_build.exercises.source import read
from course_build.experiments.figure import FigureData, Series
from course_build.markdown import exercise, exercise_source, quiz
from course_build.markdown.source import check_balance, check_encoding, check_fences, check_names
from course_build.quizzes.figures import Figures
from tests.unit.exercises.test_source import FILE
from tests.unit.quizzes.sources import CHOICE, FILL, MATCH, NUMERIC, ORDER, PREDICT

EXERCISE = """\
//// exercise | double-it
    concept: forward-pass

Double it.

/// hint
What is twice one?
///
////
"""
SOURCES = {
    "choice": CHOICE,
    "code": NUMERIC.replace("How many", "Some code:\n\n```\n- [ ] not an option\n```\n\nHow many"),
    "exercise": EXERCISE,
    "fill": FILL,
    "match": MATCH,
    "multiple": CHOICE.replace("type: choice", "type: multiple"),
    "numeric": NUMERIC,
    "order": ORDER,
    "predict": PREDICT,
}
EACH = 10_000 // (len(SOURCES) + 1)
"""As many of each source, and of the file of an exercise."""
PIECES = [
    *CHOICE.splitlines(),
    *NUMERIC.splitlines(),
    "text",
    "    text",
    "- item",
    "1. item",
    "```",
    "<div>",
    "<b>a</b>",
    "# a",
]
TYPED = "[]x -*>#`:/|1a&!\t\f"
SHOWN = re.compile(r"(?:^|[\s>])\[[ xX]\](?=[\s<])|(?:^|>)\s*/{3,}[ \t]*\w*[ \t]*$", re.MULTILINE)


def name_of(path):
    return path.name


def damaged(source, chance):
    """Return a source of which some lines were removed, doubled, moved, replaced, or changed inside."""
    lines = source.splitlines()
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(lines))
        match chance.choice(["remove", "double", "insert", "swap", "indent", "dedent", "cut", "type", "type"]):
            case "remove" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "insert":
                lines.insert(at, chance.choice(PIECES))
            case "swap":
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = " " * chance.randint(1, 5) + lines[at]
            case "dedent":
                lines[at] = lines[at][chance.randint(1, 5) :]
            case "cut":
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case "type":
                place = chance.randint(0, len(lines[at]))
                typed = "".join(chance.choices(TYPED, k=chance.randint(1, 3)))
                lines[at] = lines[at][:place] + typed + lines[at][place:]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the figure and the exercise that the sources name."""
    folder = tmp_path_factory.mktemp("damaged")
    series = Series("squares", (1.0, 2.0, 3.0), (1.0, 4.0, 9.0), unit="area", x_unit="side")
    (folder / "f01.json").write_text(FigureData("f01", "How?", {}, (series,), {}).to_json())
    (folder / "double-it.py").write_text(FILE)
    return folder


def mistakes(path, folder):
    """Return everything that the check says of a page."""
    return check_encoding([path], name_of) or [
        *check_fences(path, name_of),
        *check_balance(path, name_of),
        *check_names(path, (*quiz.BLOCKS, *exercise.BLOCKS), name_of),
        *quiz.check([path], name_of, Figures(folder)),
        *exercise_source.check([path], [folder / "double-it.py"], {}, name_of),
    ]


@pytest.mark.parametrize("kind", SOURCES)
def test_a_damaged_question_is_refused_or_shown_whole(folder, tmp_path, kind):
    chance = random.Random(kind)
    path = tmp_path / "page.md"
    page = Markdown(
        extensions=["pymdownx.superfences", "course_build.markdown.quiz", "course_build.markdown.exercise"],
        extension_configs={f"course_build.markdown.{name}": {"folder": str(folder)} for name in ("exercise", "quiz")},
    )
    refused = shown = 0
    for _ in range(EACH):
        text = damaged(SOURCES[kind], chance)
        path.write_text(text)
        errors = mistakes(path, folder)
        if kind != "exercise":
            # No page of these shows the exercise.
            errors = [one for one in errors if one.place != "double-it.py"]
        for error in errors:
            assert re.fullmatch(r"page\.md:\d+", error.place) or error.place == "double-it.py", (error, text)
            _, _, line = error.place.partition(":")
            assert not line or 1 <= int(line) <= text.count("\n") + 1, (error, text)
        if errors:
            refused += 1
            continue
        asked = len(quiz.questions(path, Figures(folder))) + len(list(exercise_source.shown_on(text)))
        html = page.reset().convert(text)
        if html.count("data-quiz") != asked:
            # HTML around a question swallows it: that is what finish() counts for.
            assert "<div" in text, text
            continue
        shown += 1
        outside_code = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
        assert not SHOWN.search(re.sub(r'data-solution="[^"]*"', "", outside_code)), text
    # Both happen, or nothing was tried.
    assert refused > EACH / 5
    assert shown > EACH / 50


def test_a_damaged_file_of_an_exercise_is_read_or_told_with_its_line(tmp_path):
    chance = random.Random("file")
    path = tmp_path / "double-it.py"
    for _ in range(EACH):
        text = damaged(FILE, chance)
        path.write_text(text)
        found, findings = read(path)
        assert (found is None) == bool(findings), text
        for one in findings:
            assert 1 <= one.line <= text.count("\n") + 1, (one, text)
