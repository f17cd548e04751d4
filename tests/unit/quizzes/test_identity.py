"""A saved answer belongs to an option and to a content: ids and hashes change with these, and with nothing else."""

import base64
import json

import pytest

from course_build.markdown import quiz
from tests import ROOT
from tests.unit.quizzes.sources import CHOICE, FILL, MATCH, NUMERIC, ORDER

FIXED = {
    "covariate-shift-meaning": ("57a313ad9dba16a4", ["7d19182b", "52525eb8", "11e9a859", "6f6328a0"]),
    "batch-norm-means": ("fc20b1e3cbba603c", ["e29c9c18", "bfa0ec8b", "8a2ce3d2", "a2258ffa", "6b86b273"]),
    "transformers-layer-norm": ("23225c3554c55453", ["ddcfb880", "6be02b50", "d39cb9a2", "ae3328fe"]),
    "batch-norm-output": ("41615275ec063adf", ["f4b32eaf", "9c5a8f19", "deb5867b", "3f4ec74c"]),
    "how-much-faster": ("40cccc6a25cabd0b", ["e7648c85", "93f57a3d", "14ba61a7", "06b97fc6"]),
    "larger-learning-rate": ("a2ce26ffa7e0d460", ["ddef353f", "589f2e0b", "78940b0b", "fe126928"]),
    "rms-versus-layer-norm": ("620bf391678000c6", ["6c5a8f97", "ea927b05", "2d551157", "c32c3b4d"]),
    "batch-of-two": ("5600a95ae713f18a", ["6369a299", "7312521a", "3eebbdf2", "9eace7fc"]),
}
"""What readers' browsers already keep answers under: the hash of a question, and its options in their order."""


@pytest.fixture
def read(tmp_path):
    def read(text):
        path = tmp_path / "page.md"
        path.write_text(text)
        assert quiz.check([path], str) == []
        (question,) = quiz.questions(path)
        return question

    return read


def test_ids_and_hashes_are_fixed_for_all_time(read):
    # Readers keep answers under these: a change here loses them.
    choice, numeric = read(CHOICE), read(NUMERIC)
    assert [one.id for one in choice.options] == ["3586a032", "3f869c3f"]
    assert (choice.content_hash, numeric.content_hash) == ("841b5d853c3e211c", "66112a77a17d6b25")


def test_questions_that_readers_have_answered_are_as_they_were():
    pages = sorted(path for path in (ROOT / "docs").rglob("*.md") if "generated" not in path.parts)
    found = {
        one.id: (one.content_hash, [option.id for option in one.options])
        for page in pages
        for one in quiz.questions(page)
    }
    assert {name: found[name] for name in FIXED} == FIXED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("That is LayerNorm.", "This would be LayerNorm."),
        ("Which axis stays?", "Which one?"),
        ("/// hint\nWhich axis stays?\n///\n", ""),
        ("Which axes?", "Over which axes?"),
        ("C, H, W", "C,  H, W "),
        ("concept: axes", "concept: statistics"),
        ("id: bn-axes", "id:   'other'"),
        ("- [ ]", "* [ ]"),
        ("- [x]", "- [X]"),
    ],
)
def test_explanations_hints_words_and_space_do_not_count(read, old, new):
    before, after = read(CHOICE), read(CHOICE.replace(old, new))
    assert after.content_hash == before.content_hash
    assert [one.id for one in after.options] == [one.id for one in before.options]


def test_the_order_of_the_options_does_not_count(read):
    first = "- [ ] C, H, W\n\n    > That is LayerNorm.\n\n"
    before, after = read(CHOICE), read(CHOICE.replace(first, "").replace("/// hint", f"{first}/// hint"))
    assert [one.text for one in after.options] == ["N, H, W", "C, H, W"]
    assert after.content_hash == before.content_hash


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (CHOICE, "type: choice", "type: multiple"),
        (CHOICE, "C, H, W", "C, H"),
        (CHOICE.replace("choice", "multiple"), "- [ ]", "- [x]"),
        (NUMERIC, "answer: 64", "answer: 65"),
        (NUMERIC, "tolerance: 0.5", "tolerance: 0.6"),
    ],
)
def test_type_texts_correctness_answer_and_tolerance_count(read, text, old, new):
    assert read(text.replace(old, new)).content_hash != read(text).content_hash


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("answer: 64", "answer: 128/2"),
        ("answer: 64", "answer: 6.4e1"),
        ("tolerance: 0.5", "tolerance: 1/2"),
        ("tolerance: 0.5", "tolerance: 0,5"),
        ("- [ ] 32", "- [ ] 2048"),
        ("One per channel.", "There are 64 channels."),
    ],
)
def test_the_same_number_written_otherwise_does_not_count(read, old, new):
    assert read(NUMERIC.replace(old, new)).content_hash == read(NUMERIC).content_hash


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (FILL, "beta | β", " β |BETA"),
        (FILL, "gamma | γ", "gamma"),
        (MATCH, "BatchNorm -> N, H, W", "BatchNorm  ->  N, H, W"),
        (ORDER, "It needs both.", "It needs the two above."),
        (NUMERIC, "answer: 64", "answer: =8 * 8"),
        (NUMERIC, "answer: 64", "answer: =np.float32(64)"),
    ],
)
def test_other_words_for_the_same_do_not_count(read, text, old, new):
    assert read(text.replace(old, new)).content_hash == read(text).content_hash


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (FILL, "beta | β", "beta"),
        (MATCH, "-> C, H, W", "-> C"),
        (MATCH, "-> C\n", "-> N\n"),
        (ORDER, "- [ ] median", "- [x] median"),
        (ORDER, "- [x] mean", "- [x] the mean"),
        (NUMERIC, "answer: 64", "answer: =8 * 8 + 1"),
    ],
)
def test_another_answer_counts(read, text, old, new):
    assert read(text.replace(old, new)).content_hash != read(text).content_hash


def test_the_steps_are_not_shown_in_their_order(read):
    question = read(ORDER)
    assert [one for one in question.shown if one.right] != question.right
    assert sorted(question.shown, key=lambda one: one.id) == sorted(question.options, key=lambda one: one.id)


def test_the_solution_is_sealed_and_complete(read):
    choice, numeric = read(CHOICE), read(NUMERIC.replace("- [ ] 32", "- [ ] `32.5`"))
    assert "right" not in choice.sealed_solution
    assert json.loads(base64.b64decode(choice.sealed_solution)) == {"right": [choice.options[1].id]}
    assert json.loads(base64.b64decode(numeric.sealed_solution)) == {
        "answer": "64",
        "within": "1/2",
        "wrong": {numeric.options[0].id: "65/2"},
    }
