"""`course check` tells every kind of broken question with its file, its line and a cure, without a build."""

import pytest

from tests.small_course import SmallCourse
from tests.unit.quizzes.sources import CHOICE, FILL, MATCH, NUMERIC, ORDER, PREDICT

KINDS = {
    # name: (source, what to replace, by what, the line that is told, what is told)
    "unknown-option": (CHOICE, "concept:", "conept:", 4, "there is no option 'conept' here; did you mean concept?"),
    "missing-option": (CHOICE, "    concept: axes\n", "", 1, "the question has no concept; add the option concept"),
    "option-given-twice": (
        CHOICE,
        "concept: axes",
        "concept: axes\n    concept: epsilon",
        5,
        "the option 'concept' is given twice",
    ),
    "unknown-concept": (CHOICE, "concept: axes", "concept: axis", 4, "there is no concept 'axis'; did you mean axes?"),
    "options-that-are-not-yaml": (CHOICE, "id: bn-axes", "id: 'bn", 2, "the options are not YAML"),
    "options-after-an-empty-line": (CHOICE, "    id:", "\n    id:", 1, "the question has no options; indent id:"),
    "unknown-type": (CHOICE, "type: choice", "type: choise", 3, "there is no type 'choise'; did you mean choice?"),
    "bad-id": (CHOICE, "id: bn-axes", "id: BN axes", 2, "the id 'BN axes' is not a name; use a word"),
    "not-closed": (CHOICE, "///\n////\n", "///\n", 1, "the block quiz is not closed; end it with a line ////"),
    "closed-by-other-slashes": (
        CHOICE,
        "///\n////\n",
        "///\n/////\n",
        19,
        "///// closes no block; close quiz with ////",
    ),
    "as-many-slashes-inside": (CHOICE, "////", "///", 16, "the block hint has as many slashes as the question"),
    "unknown-block": (CHOICE, "/// hint", "/// hnit", 16, "there is no block 'hnit'; did you mean hint?"),
    "no-name": (CHOICE, "/// hint", "///hint!", 16, "the line of slashes names no block; write /// and the name"),
    "code-not-closed": (CHOICE, "Which axes?", "```\nWhich axes?", 6, "the code is not closed; end it with a line"),
    "asks-nothing": (CHOICE, "Which axes?\n\n", "", 1, "the question asks nothing; write its text above"),
    "one-option": (
        CHOICE,
        "- [ ] C, H, W\n\n    > That is LayerNorm.\n\n",
        "",
        1,
        "the question has fewer than two options",
    ),
    "no-correct-answer": (CHOICE, "- [x]", "- [ ]", 1, "no option is right; mark the right one with [x]"),
    "two-correct-answers": (CHOICE, "- [ ]", "- [x]", 12, "a second option of a choice is right; mark one, or write"),
    "same-option-twice": (CHOICE, "C, H, W", "N, H, W", 12, "the option 'N, H, W' is given twice; remove one"),
    "missing-explanation": (
        CHOICE,
        "    > That is LayerNorm.\n\n",
        "",
        8,
        "the option has no explanation; quote one under",
    ),
    "explanation-not-quoted": (
        CHOICE,
        "    > That",
        "    That",
        10,
        "under an option stands what is not its explanation",
    ),
    "no-empty-line-above-option": (CHOICE, "\n- [ ] C", "- [ ] C", 7, "the option has no empty line above it; insert"),
    "no-empty-line-above-quote": (
        CHOICE,
        "W\n\n    > That",
        "W\n    > That",
        9,
        "the quote has no empty line above it",
    ),
    "bad-mark": (CHOICE, "- [x] N", "- [y] N", 12, "this is not an option; write - [ ] or - [x] at the margin"),
    "text-after-options": (CHOICE, "/// hint", "More.\n\n/// hint", 16, "text stands after the options; move it above"),
    "empty-hint": (CHOICE, "Which axis stays?\n", "", 16, "the hint is empty; write its text, or remove it"),
    "option-outside": (CHOICE, "////\n", "////\n\n- [ ] more\n", 21, "the option stands outside a question; move it"),
    "indented": (CHOICE, "//// quiz", "    //// quiz", 1, "the question is indented; move the whole block"),
    "invisible-character": (CHOICE, "- [x]", "\u200b- [x]", 12, "holds the invisible character U+200B; remove it"),
    "no-answer": (NUMERIC, "    answer: 64\n", "", 1, "the question has no answer; add the option answer"),
    "wrong-number": (NUMERIC, "answer: 64", "answer: 1,000", 5, "'1,000' is not a number; leave out the comma"),
    "wrong-tolerance": (NUMERIC, "tolerance: 0.5", "tolerance: -1", 6, "'-1' is not a tolerance; leave out its minus"),
    "unexplained-answer": (NUMERIC, "> One per channel.\n\n", "", 1, "the answer has no explanation; quote one at"),
    "wrong-answer-that-counts": (
        NUMERIC,
        "- [ ] 32",
        "- [ ] 64.4",
        12,
        "the wrong answer 64.4 counts as right; remove",
    ),
    "computed-with-a-mistake": (
        NUMERIC,
        "answer: 64",
        "answer: =layer_nrom(np.ones(3))",
        5,
        "the answer =layer_nrom(np.ones(3)) cannot be computed: NameError: name 'layer_nrom' is not defined; write",
    ),
    "computed-array": (
        NUMERIC,
        "answer: 64",
        "answer: =np.ones(3)",
        5,
        "the answer =np.ones(3) cannot be computed: it",
    ),
    "fill-without-answer": (FILL, "    answer: beta | β\n", "", 1, "the question has no answer; add the option answer"),
    "fill-wrong-is-right": (FILL, "gamma | γ", "gamma | BETA", 11, "the wrong answer gamma | BETA is the same as the"),
    "fill-empty": (FILL, "beta | β", "'|'", 5, "the answer is empty; write spellings, with | between them"),
    "fill-unexplained": (FILL, "> RMSNorm has γ alone.\n\n", "", 1, "the answer has no explanation; quote one at the"),
    "match-no-pair": (
        MATCH,
        "LayerNorm -> C",
        "LayerNorm: C",
        12,
        "this is no pair; write it as left -> right",
    ),
    "match-twice": (MATCH, "LayerNorm ->", "BatchNorm ->", 8, "'BatchNorm' has two right pairs; keep one"),
    "match-unknown": (MATCH, "BatchNorm -> C\n", "BatchNrom -> C\n", 16, "'BatchNrom' has no right pair; did you mean"),
    "match-marks": (MATCH, "-> N, H, W", "-> `N`, H, W", 8, "the right side holds the mark '`'; leave it out: a list"),
    "match-one-pair": (MATCH, "- [x] L", "- [ ] L", 1, "the question has fewer than two right pairs; write each"),
    "order-too-short": (ORDER, "- [x] mean", "- [ ] mean", 1, "the question has fewer than three steps; write each"),
    "order-unexplained": (ORDER, "> Each needs the one before.\n\n", "", 1, "the order has no explanation; quote one"),
    "order-step-unexplained": (ORDER, "    > It needs both.\n\n", "", 18, "the option has no explanation; quote one"),
    "predict-no-figure": (PREDICT, "figure: f01", "figure: f91", 5, "there is no figure 'f91'; did you mean f01?"),
    "predict-no-range": (PREDICT, "    low: 0\n", "", 1, "the question has no low; add the option low"),
    "predict-range": (PREDICT, "low: 0", "low: 200", 8, "high is not above low; make it larger"),
    "predict-two-things": (
        PREDICT,
        "low: 0",
        "scalar: a\n    low: 0",
        1,
        "what is predicted is not one thing; add series",
    ),
    "predict-given": (PREDICT, "given: 1", "given: some", 9, "'some' is no count; write 0, 1, 2 or more"),
    "predict-unexplained": (PREDICT, "> So large.\n", "", 1, "the prediction has no explanation; quote one at the"),
    "predict-options": (
        PREDICT,
        "////\n",
        "- [ ] 1\n\n    > No.\n////\n",
        14,
        "a prediction has no options; leave out - [ ]: a prediction is not graded",
    ),
}


def check(folder, sources):
    course = SmallCourse(folder)
    for name, text in sources.items():
        course.write(f"docs/{name}.md", text)
    result = course.run("course_build", "check")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert course.runs() == 0
    return result.stderr.splitlines()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the command says of a course in which every page is broken in its own way."""
    sources = {}
    for name, (source, old, new, _, _) in KINDS.items():
        assert old in source, name
        broken = source.replace(old, new)
        sources[name] = broken.replace("id: bn-", f"id: {name}-") if name != "bad-id" else broken
    # Bytes that are no plain text stop the check before all else, so they are a course of their own.
    invisible = {name: sources.pop(name) for name in list(sources) if name == "invisible-character"}
    return [*check(tmp_path_factory.mktemp("course"), sources), *check(tmp_path_factory.mktemp("bytes"), invisible)]


@pytest.mark.parametrize("name", KINDS)
def test_a_broken_question_is_told(told, name):
    *_, line, expected = KINDS[name]
    mine = [one.removeprefix(f"docs/{name}.md:") for one in told if one.startswith(f"docs/{name}.md:")]
    assert any(one.startswith(f"{line}: {expected}") for one in mine), mine
    for one in mine:
        problem, _, cure = one.partition("; ")
        assert problem, one
        assert cure, one


def test_an_id_that_stands_on_two_pages_is_told(tmp_path):
    assert check(tmp_path, {"one": CHOICE, "two": f"# Two\n\n{CHOICE}"}) == [
        "docs/two.md:3: the id 'bn-axes' stands at docs/one.md:1 too; change one"
    ]
