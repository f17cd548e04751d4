"""Each mistake of an author is told with its line and its cure, all of them at once, and nothing else is."""

import pytest

from course_build.markdown import quiz
from course_build.markdown.source import check_balance
from tests.unit.quizzes.sources import CHOICE, NUMERIC


def told(tmp_path, *texts):
    """Return what is told of pages with these texts."""
    paths = [tmp_path / f"{name}.md" for name, _ in zip("pqr", texts, strict=False)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return [str(error) for error in quiz.check(paths, lambda path: path.name)]


@pytest.mark.parametrize(
    "text", [CHOICE, NUMERIC, CHOICE.replace("choice", "multiple"), f"# Title\n\n{CHOICE}\n{NUMERIC}"]
)
def test_a_good_source_has_no_mistakes(tmp_path, text):
    assert told(tmp_path, text) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # The options of the question.
        (
            "concept:",
            "conept:",
            [
                "1: the question has no concept; add the option concept",
                "4: there is no option 'conept' here; did you mean concept?",
            ],
        ),
        ("type: choice", "type: choise", ["3: there is no type 'choise'; did you mean choice?"]),
        (
            "type: choice",
            "typ: choice",
            [
                "1: the question has no type; add the option type",
                "3: there is no option 'typ' here; did you mean type?",
            ],
        ),
        ("    type: choice\n", "", ["1: the question has no type; add the option type"]),
        ("    id: bn-axes\n", "", ["1: the question has no id; add the option id"]),
        (
            "id: bn-axes",
            "id: BN axes",
            ["2: the id 'BN axes' is not a name; use a word or words such as bn-axes: lower case, digits, hyphens"],
        ),
        (
            "id: bn-axes",
            "id: on",
            ["2: the id 'on' is not a name; use a word or words such as bn-axes: lower case, digits, hyphens"],
        ),
        (
            "id: bn-axes",
            "id: [a, b]",
            [
                "1: the question has no id; add the option id",
                "2: the option 'id' is not one plain value; write it as id: value",
            ],
        ),
        (
            "id: bn-axes",
            "id: 'bn",
            ["2: the options are not YAML: found unexpected end of stream; write each as name: value"],
        ),
        (
            "id: bn-axes",
            "bn-axes",
            ["3: the options are not YAML: mapping values are not allowed here; write each as name: value"],
        ),
        ("concept: axes", "concept: axis", ["4: there is no concept 'axis'; did you mean axes?"]),
        ("concept: axes", "concept: axes\n    concept: more", ["5: the option 'concept' is given twice; remove one"]),
        (
            "    id:",
            "\n    id:",
            [
                "1: the question has no options; indent id:, type: and concept: under it by four spaces",
                "3: the line is indented, but goes on with no list; put options under //// quiz, text at the margin",
            ],
        ),
        ("//// quiz\n", "//// quiz | axes\n", ["1: a question takes no argument; write //// quiz alone"]),
        (
            "concept: axes",
            "concept: axes\n    answer: 64",
            ["5: there is no option 'answer' here; use one of id, type, concept"],
        ),
        # Its body.
        ("Which axes?\n\n", "", ["1: the question asks nothing; write its text above the options"]),
        ("Which axes?", "<b>Which</b> axes?", ["6: the line begins with an HTML tag; write it as Markdown"]),
        ("Which axes?", "- N\n- C", ["9: the options go on with the list above them; put a sentence between the two"]),
        (
            "Which axes?",
            "Which axes?\n\n    indented",
            ["8: the line is indented, but goes on with no list; put options under //// quiz, text at the margin"],
        ),
        (
            "Which axes?",
            "/// figure | f01\n- [x] N\n///",
            ["7: the option stands inside the block figure; close that one first"],
        ),
        # Its options to choose.
        ("- [x] N", "- [ ] N", ["1: no option is right; mark the right one with [x]"]),
        ("- [ ] C", "- [x] C", ["12: a second option of a choice is right; mark one, or write type: multiple"]),
        (
            "- [x] N",
            "- [y] N",
            ["12: this is not an option; write - [ ] or - [x] at the margin, a space, and its text"],
        ),
        ("- [x] N", "-[x] N", ["12: this is not an option; write - [ ] or - [x] at the margin, a space, and its text"]),
        (
            "- [x] N",
            "  - [x] N",
            ["12: this is not an option; write - [ ] or - [x] at the margin, a space, and its text"],
        ),
        ("\n- [ ] C", "- [ ] C", ["7: the option has no empty line above it; insert one"]),
        ("- [ ] C, H, W\n\n", "- [ ] C, H, W\n", ["9: the quote has no empty line above it; insert one"]),
        (
            "- [ ] C, H, W\n",
            "- [ ] C,\nH, W\n",
            ["9: the option goes on here; write it on one line, and an empty one under it"],
        ),
        (
            "    > That is LayerNorm.\n\n",
            "",
            ["8: the option has no explanation; quote one under it, indented by four spaces"],
        ),
        (
            "    > That",
            "    That",
            ["10: under an option stands what is not its explanation; begin the line with four spaces and >"],
        ),
        (
            "    > That",
            "  > That",
            ["10: under an option stands what is not its explanation; begin the line with four spaces and >"],
        ),
        (
            "    > That",
            "> That",
            ["10: under an option stands what is not its explanation; begin the line with four spaces and >"],
        ),
        ("- [x] N, H, W", "- [x] C, H,  W", ["12: the option 'C, H,  W' is given twice; remove one"]),
        (
            "- [x] N, H, W\n\n    > One mean per channel is left.\n\n",
            "",
            ["1: the question has fewer than two options; write each as - [ ] or - [x], with an empty line above"],
        ),
        # Its blocks.
        ("/// hint", "/// hint | one", ["16: a hint takes no argument; write /// hint alone"]),
        ("Which axis stays?\n", "", ["16: the hint is empty; write its text, or remove it"]),
        ("Which axis stays?", "    type: one", ["17: a hint takes no options; write its text at the margin"]),
        ("\n/// hint", "/// hint", ["15: the hint has no empty line above it; insert one"]),
        ("/// hint", " /// hint", ["16: the line of slashes is indented; move it to the margin"]),
        (
            "\n/// hint",
            "\n/// details\n///\n\n/// hint",
            ["16: the block details stands after the options; move it above them"],
        ),
        (
            "\n/// hint",
            "\nA last word.\n\n/// hint",
            ["16: text stands after the options; move it above them, or indent and quote it under one"],
        ),
        (
            "- [x] N",
            "/// hint\nOne.\n///\n\n- [x] N",
            ["16: the option stands after a hint; move the hints to the end"],
        ),
        ("Which axis stays?", "///// quiz\n/////", ["17: the quiz stands inside the block hint; close that one first"]),
        (
            "////\n",
            "////\n\n- [ ] one more\n\n/// hint\nMore.\n///\n",
            [
                "21: the option stands outside a question; move it into one",
                "23: the hint stands outside a question; move it into one",
            ],
        ),
        ("//// quiz", " //// quiz", ["1: the question is indented; move the whole block to the margin"]),
    ],
)
def test_a_mistake_in_a_choice(tmp_path, old, new, expected):
    assert old in CHOICE
    assert told(tmp_path, CHOICE.replace(old, new, 1)) == [f"p.md:{one}" for one in expected]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "answer: 64\n    tolerance: 0.5\n",
            "tolerance: 0.5\n",
            ["1: the question has no answer; add the option answer"],
        ),
        ("answer: 64", "answer: many", ["5: 'many' is not a number; write a number such as 64, 0.5, 1e-5 or 3/4"]),
        (
            "answer: 64",
            "answer: 1,000",
            ["5: '1,000' is not a number; leave out the comma, which may stand for thousands or for decimals"],
        ),
        ("answer: 64", "answer: 3/0", ["5: '3/0' is not a number; do not divide by zero"]),
        ("answer: 64", "answer: 0x40", ["5: '0x40' is not a number; write a number such as 64, 0.5, 1e-5 or 3/4"]),
        (
            "tolerance: 0.5",
            "tolerance: some",
            ["6: 'some' is not a tolerance; write a number such as 64, 0.5, 1e-5 or 3/4"],
        ),
        ("tolerance: 0.5", "tolerance: -1", ["6: '-1' is not a tolerance; leave out its minus sign"]),
        (
            "answer: 64\n    tolerance: 0.5",
            "answer: 0\n    tolerance: 1%",
            ["6: '1%' is not a tolerance; write a distance such as 0.01, since any share of 0 is 0"],
        ),
        (
            "> One per channel.\n\n",
            "",
            ["1: the answer has no explanation; quote one at the margin, above the wrong answers"],
        ),
        (
            "- [ ] 32",
            "- [x] 64",
            ["12: the option is marked as right; give it as answer:, and explain it in a quote at the margin"],
        ),
        (
            "- [ ] 32",
            "- [ ] 64.4",
            ["12: the wrong answer 64.4 counts as right; remove it, or make the tolerance smaller"],
        ),
        ("- [ ] 32", "- [ ] many", ["12: 'many' is not a number; write a number such as 64, 0.5, 1e-5 or 3/4"]),
        (
            "- [ ] 32",
            "- [ ] 32.0\n\n    > The same.\n\n- [ ] 32",
            ["16: the wrong answer 32 is given twice; remove one"],
        ),
        (
            "    > One per sample is LayerNorm.\n",
            "",
            ["12: the option has no explanation; quote one under it, indented by four spaces"],
        ),
        ("tolerance:", "tolerence:", ["6: there is no option 'tolerence' here; did you mean tolerance?"]),
        ("> One per", "How?\n> One per", ["11: the quote has no empty line above it; insert one"]),
    ],
)
def test_a_mistake_in_a_numeric_question(tmp_path, old, new, expected):
    assert old in NUMERIC
    assert told(tmp_path, NUMERIC.replace(old, new, 1)) == [f"p.md:{one}" for one in expected]


def test_an_id_that_stands_twice_in_the_course_is_told(tmp_path):
    assert told(tmp_path, CHOICE, f"# Title\n\n{CHOICE}") == [
        "q.md:3: the id 'bn-axes' stands at p.md:1 too; change one"
    ]


def test_all_mistakes_of_all_pages_are_told_at_once(tmp_path):
    bad = CHOICE.replace("concept:", "conept:").replace("- [x]", "- [ ]")
    assert told(tmp_path, bad, NUMERIC.replace("answer: 64", "answer: many")) == [
        "p.md:1: the question has no concept; add the option concept",
        "p.md:1: no option is right; mark the right one with [x]",
        "p.md:4: there is no option 'conept' here; did you mean concept?",
        "q.md:5: 'many' is not a number; write a number such as 64, 0.5, 1e-5 or 3/4",
    ]


def test_a_page_whose_blocks_are_not_closed_is_left_to_the_check_of_balance(tmp_path):
    text = CHOICE.removesuffix("////\n")
    assert told(tmp_path, text) == []
    assert [str(one) for one in check_balance(tmp_path / "p.md", lambda path: path.name)] == [
        "p.md:1: the block quiz is not closed; end it with a line ////"
    ]


def test_what_looks_like_an_option_in_code_or_math_is_none(tmp_path):
    text = CHOICE.replace("Which axes?", "```\n- [x] code\n/// hint\n```\n\nWith `[x]` and $E[x]$, which axes?")
    assert told(tmp_path, text) == []
