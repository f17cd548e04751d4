"""Readers' code is judged in a namespace of its own, and told property, input, expected and got."""

import builtins

import numpy as np
import pytest

from course_build.checking.judge import UNCHANGED, judge, message, run

SETUP = "import numpy as np\nx = np.array([1.0, 2.0, 3.0])"
STARTER = "def double(x):\n    return ..."
VISIBLE = '''
def _expected():
    return 2 * x


def doubles():
    """Each value is doubled."""
    same(call("double", x), _expected(), mistakes=[(x**2, "That is the square.")])
'''
HIDDEN = '''
def doubles_zeros():
    """Zeros stay zeros."""
    same(call("double", np.zeros((2, 3))), np.zeros((2, 3)))
'''


def judged(code: str, **sections: str) -> dict:
    given = {"setup": SETUP, "starter": STARTER, "visible": VISIBLE, "hidden": HIDDEN} | sections
    return judge(given | {"code": code})


def told(code: str, **sections: str) -> list[str]:
    answer = judged(code, **sections)
    assert not answer.get("right")
    return message(answer).split("\n")


def double(body: str) -> str:
    return f"def double(x):\n    {body}"


def test_right_code_passes_all_checks():
    answer = judged(double("return x + x"))
    assert answer["right"]
    assert answer["passed"] == ["doubles", "doubles_zeros"]
    assert answer["count"] == 2


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (STARTER, UNCHANGED),
        (f"# mine\n\n{STARTER.replace('    return', '  return')}", UNCHANGED),
        ("def double(x):\n    return ___ * x", "Line 2 still has a blank: write code where ___ stands."),
        ("def double(x)\n    return x", "Python cannot read line 1: expected ':'."),
        ("def double(x):\nreturn x", "The spaces at the start of line 2 do not fit: "),
        ("x = '\0'", "Python cannot read"),
    ],
)
def test_code_that_cannot_be_a_try_is_told_why(code, says):
    answer = judged(code)
    assert answer["kind"] == "unready"
    assert answer["says"].startswith(says)


def test_a_blank_in_a_comment_or_a_text_is_none():
    assert judged(double("return x + x  # ___ was here")).get("right")
    assert judged(double("'___'\n    return x + x")).get("right")


def test_a_known_mistake_is_told_with_property_cause_input_expected_and_got():
    assert told(double("return x**2")) == [
        "Each value is doubled.",
        "That is the square.",
        "Input: double(x) with x = [1. 2. 3.]",
        "Expected: the result = [2. 4. 6.]",
        "Got: [1. 4. 9.]",
    ]


def test_a_hidden_check_says_its_property_when_it_fails():
    answer = judged(double("return 2 * x if x.any() else x + 1"))
    assert answer["passed"] == ["doubles"]
    assert message(answer).startswith("Zeros stay zeros.\nInput: double(x) with x of the shape (2, 3)\n")


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("pass", ["Is a return missing?", "Expected: a result", "Got: None"]),
        ("return ...  # later", ["Write the result where ... stands.", "Got: ..."]),
        ("x *= 2\n    return x", ["Expected: the input as it was", "Got: a changed input"]),
        ("return 2 * x.sum()", ["Expected: the result of the shape (3,)", "Got: a single number"]),
        ("return 'two'", ["Expected: the result as an array or a number", "Got: 'two'"]),
        ("return x / 0", ["A value is nan or inf: look at what is divided by, and at roots."]),
        ("return x @ np.ones(4)", ["Got: ValueError in line 2"]),
        ("return missing", ["Got: NameError in line 2"]),
        ("raise SystemExit", ["The code asked Python to end. In a page it stays, and the next run works."]),
        ("return 2 * x + 1e-5", ["Expected: the result = [2. 4. 6.]", "Got: [2.00001 4.00001 6.00001]"]),
    ],
)
def test_what_goes_wrong_in_a_call_is_told_in_words(body, lines):
    said = told(double(body) + "\n\nchanged = True")
    assert set(lines) <= set(said), said


def test_a_large_array_is_told_by_the_row_that_differs():
    visible = '''
def doubles():
    """Doubles."""
    same(call("double", np.ones((5, 3, 4))), np.full((5, 3, 4), 2.0))
'''
    said = told(double("y = 2 * x\n    y[3, 1, 2] = 7\n    return y"), visible=visible, hidden="")
    assert said[1:] == [
        "Input: double(x) with x of the shape (5, 3, 4)",
        "Expected: the result at [3, 1] = [2. 2. 2. 2.]",
        "Got: [2. 2. 7. 2.]",
    ]


def test_a_missing_name_is_told():
    assert told("def twice(x):\n    return x + x")[1:] == [
        "Keep the names that the code had.",
        "Expected: the name double",
        "Got: no such name",
    ]


def test_an_error_outside_of_functions_ends_the_try_with_its_line():
    answer = judged("import numpy as np\nnp.ones(3) + np.ones(4)\n")
    assert (answer["kind"], answer["line"]) == ("error", 2)
    assert message(answer).startswith("Line 2: The shapes (3,) and (4,) do not fit together")


def test_checks_see_the_syntax_tree_and_the_output():
    visible = '''
def by_hand():
    """The mean is computed by hand."""
    forbid("np.mean", because="Sum, and divide.")


def prints():
    """It prints the result."""
    require("2.0" in printed, expected="a line with 2.0", got=printed.strip())
'''
    for use in ("np.mean(x)", "x.mean()"):
        said = told(f"m = {use}", visible=visible, hidden="")
        assert said == [
            "The mean is computed by hand.",
            "Sum, and divide.",
            "Expected: code without np.mean",
            "Got: np.mean in line 1",
        ]
    assert "Got: 3.0" in told("m = x.sum() / 2\nprint(m)", visible=visible, hidden="")
    assert judged("mean = x.sum() / 3\nprint(mean)", visible=visible, hidden="")["right"]


def test_each_try_has_a_namespace_of_its_own_and_reaches_no_check():
    cheat = "x[:] = 0\ndef same(*a, **k): pass\ndef double(x):\n    return x * 0"
    assert told(cheat)[0] == "Each value is doubled."
    assert "Got: [0. 0. 0.]" in told(cheat)
    judged("leak = 1")
    assert "NameError" in message(judged("leak\n1")) or "leak" in message(judged("leak\n1"))


def test_broken_builtins_are_mended():
    length = len
    try:
        answer = judged(double("import builtins\n    builtins.len = None\n    return x + x"))
        assert answer["right"]
        assert len is length
    finally:
        builtins.len = length


def test_what_a_reader_prints_is_passed_on_and_kept(capsys):
    assert judged("print('seen')\n" + double("return x + x"))["printed"] == "seen\n"
    assert capsys.readouterr().out == "seen\n"


def test_run_gives_the_value_of_the_last_line_after_the_setup():
    ended = run({"setup": SETUP, "code": "x.sum()"})
    assert (ended["kind"], ended["text"]) == ("result", str(np.float64(6.0)))
