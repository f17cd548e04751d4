"""The questions as Moodle imports them, read by a parser that is not ours."""

import json
import os
import subprocess
from fractions import Fraction

import pytest

from course_build.assets.node import FRONTEND, find_node
from course_build.errors import CourseError
from course_build.export.finished import FinishedSite
from course_build.export.gift import export_questions, gift
from course_build.export.questions import BuiltQuestion, Told, built_questions
from course_build.markdown import quiz
from tests import ROOT

PARSE = """
import parser from "gift-pegjs";
import { text } from "node:stream/consumers";
process.stdout.write(JSON.stringify(parser.parse(await text(process.stdin))));
"""


def parsed(text: str) -> list[dict]:
    node = find_node()
    assert node is not None
    done = subprocess.run(
        ["node", "--input-type=module", "-e", PARSE],
        cwd=FRONTEND,
        env={**os.environ, "PATH": f"{node}{os.pathsep}{os.environ['PATH']}"},
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def exported(site, tmp_path_factory) -> tuple[dict[str, dict], list[str]]:
    """The questions of the course by their ids, as the parser reads them, and what was left out."""
    out = tmp_path_factory.mktemp("gift") / "questions.gift"
    left = export_questions(FinishedSite(site), out)
    return {one["title"]: one for one in parsed(out.read_text("utf-8")) if one["type"] != "Category"}, left


ASKED = [one for path in sorted((ROOT / "docs").rglob("*.md")) for one in quiz.questions(path)]


def of_type(kind: str):
    return next(one for one in ASKED if kind == one.TYPE)


def test_each_question_of_the_course_is_carried_or_listed(exported):
    carried, left = exported
    ids = {one.id for one in ASKED} | {path.stem for path in (ROOT / "docs" / "exercises").glob("*.py")}
    whole = {line.partition(":")[0] for line in left if "all of it" in line}
    assert carried.keys() | whole == ids
    assert not carried.keys() & whole
    assert {one.TYPE for one in ASKED if one.id in whole} == {"order", "predict"}


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_options_keep_their_order_their_verdicts_and_their_explanations(exported, kind):
    question, read = of_type(kind), exported[0][of_type(kind).id]
    assert read["type"] == "MC"
    assert [one["text"]["format"] for one in read["choices"]] == ["html"] * len(question.options)
    assert all(one["feedback"]["text"] for one in read["choices"])
    if kind == "choice":
        assert [one["isCorrect"] for one in read["choices"]] == [one.right for one in question.options]
        return
    weights = [one["weight"] for one in read["choices"]]
    assert [one > 0 for one in weights] == [one.right for one in question.options]
    assert sum(one for one in weights if one > 0) == pytest.approx(100, abs=0.001)


def test_a_number_has_its_tolerance_and_wrong_ones_their_explanations(exported):
    question = of_type("numeric")
    read = exported[0][question.id]
    assert read["type"] == "Numerical"
    right, *wrong = read["choices"]
    assert right["text"]["number"] == pytest.approx(float(question.answer.value))
    assert right["text"]["range"] == pytest.approx(float(question.answer.within))
    assert [one["weight"] for one in wrong] == [0] * len(question.options)
    numbers = [float(Fraction(one)) for one in question.solution["wrong"].values()]
    assert [one["text"]["number"] for one in wrong] == pytest.approx(numbers)
    assert all(one["feedback"]["text"] for one in read["choices"])


def test_each_spelling_of_a_word_counts(exported):
    question = of_type("fill")
    read = exported[0][question.id]
    assert read["type"] == "Short"
    right = [one["text"]["text"] for one in read["choices"] if one["weight"] != 0]
    assert right == list(question.answer)


def test_pairs_belong_together(exported):
    question = of_type("match")
    read = exported[0][question.id]
    assert read["type"] == "Matching"
    assert [one["subanswer"] for one in read["matchPairs"]] == list(question.solution["right"].values())
    assert f"{question.id}: the explanations of its pairs" in exported[1]


def test_marks_of_the_format_are_text():
    odd = r"a = {b} ~ c # d : \e ->"
    told = (Told("1", odd, odd, True, odd), Told("2", "no", "no", False, ""))
    text, left = gift("Course", [BuiltQuestion("odd", "choice", "A/B", odd, told, 0, 2, {})])
    category, read = parsed(text)
    assert category["title"] == "$course$/Course/A//B"
    assert read["stem"]["text"] == odd
    assert read["choices"][0]["text"]["text"] == odd
    assert read["choices"][0]["feedback"]["text"] == odd
    assert left == ["odd: where 2 links led"]


def test_without_a_site_or_room_nothing_is_written(tmp_path, site):
    with pytest.raises(CourseError, match="holds no finished site"):
        export_questions(FinishedSite(tmp_path), tmp_path / "out.gift")
    (tmp_path / "file").write_text("")
    with pytest.raises(CourseError, match="cannot be written"):
        export_questions(FinishedSite(site), tmp_path / "file" / "out.gift")
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_the_review_does_not_double_questions(site):
    ids = [one.id for one in built_questions(FinishedSite(site))]
    assert len(ids) == len(set(ids)) >= 40
