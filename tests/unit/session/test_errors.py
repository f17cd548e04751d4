"""What is said of an error, on the real messages of Python and numpy."""

import pytest

from course_build.session.run import new_namespace, run

NUMPY = "import numpy as np\n"

SENTENCES = {
    NUMPY + "np.ones(3) + np.ones(4)": "The shapes (3,) and (4,) do not fit together",
    NUMPY + "np.broadcast_shapes((2,), (3,))": "The shapes do not fit together",
    NUMPY + "x = np.ones(3)\nx += np.ones((2, 3))": "does not fit into an array of the shape (3,)",
    NUMPY + "x = np.ones((2, 3))\nx[0] = np.ones(4)": "the shape (4,) do not fit into a place of the shape (3,)",
    NUMPY + "np.ones((2, 3)) @ np.ones(4)": "differ: 3 on the left and 4 on the right",
    NUMPY + "np.dot(np.ones(3), np.ones(4))": "differ: 3 in (3,), 4 in (4,)",
    NUMPY + "np.ones(6).reshape(4, 2)": "6 values do not fill the shape (4, 2)",
    NUMPY + "np.concatenate([np.ones((2, 3)), np.ones((3, 4))])": "in axis 1 they have 3 and 4 entries",
    NUMPY + "np.array([[1, 2], [3]])": "The rows have different lengths",
    NUMPY + "if np.ones(3): pass": "use .all() or .any()",
    NUMPY + "np.ones((2, 3)).mean(axis=2)": "no axis 2: the array has 2 axes, 0 to 1 (or -1 to -2)",
    NUMPY + "np.ones(3).mean(axis=1)": "the array has 1 axis, which is 0 (or -1)",
    NUMPY + "np.float64(1).mean(axis=0) + np.ones(()).sum(axis=1)": "a single number has no axes",
    NUMPY + "np.ones((10**6, 10**6))": "An array of the shape (1000000, 1000000) takes 7.28 TiB",
    NUMPY + "np.ones((10**9, 10**9, 10**9))": "The array is too large",
    "raise MemoryError": "This takes more memory than Python has here",
    NUMPY + "np.ones(3)[5]": "There is no index 5: axis 0 has 3 entries, 0 to 2.",
    NUMPY + "np.ones(1)[5]": "axis 0 has 1 entry, which is 0",
    NUMPY + "np.ones(3)[1, 2]": "The array has 1 axis, and 2 indices are too many.",
    "[1][3]": "The list has fewer entries than that",
    "1 / 0": "divided by zero",
    "np.ones(3)": "np is not known yet: write import numpy as np first.",
    "value = 1\nvalu": "Did you mean value?",
    "prnt(1)": "Did you mean print?",
    "qwertyuiop": "The name qwertyuiop is not known",
    "def f():\n    y = y + 1\nf()": "uses y before it gives it a value",
    "import torch": "There is no module torch here: cells import Python's standard library, numpy",
    "from course_build.norms import layernorm": "There is no layernorm in course_build.norms.",
    NUMPY + "np.meen(1)": "There is no meen in numpy. Did you mean mean?",
    NUMPY + "np.ones(3).reshap(1)": "There is no reshap in an array. Did you mean reshape?",
    "def f(:\n    pass": "Python cannot read line 1",
    "if 1:\nx = 1": "The spaces at the start of line 2 do not fit: expected an indented block",
    "def f(a, b): pass\nf(1)": "f needs one more argument: 'b'.",
    "def f(a, b): pass\nf()": "f needs more arguments: 'a' and 'b'.",
    "def f(a): pass\nf(1, 2)": "f takes 1 argument without a name, and got 2.",
    "def f(axis): pass\nf(axes=1)": "f has no argument axes. Did you mean axis?",
    "def f(): f()\nf()": "calls itself without end",
    "1 + 'a'": "+ does not work between a whole number and a text.",
    "'a' + 1": "A text and a whole number cannot be joined with +.",
    "x = 1\nx(2)": "A whole number is no function",
    "x = None\nx[1]": "None has no entries to take with [ ].",
    "{}['a']": "There is no key 'a' in the dictionary.",
    "raise SystemExit": "The code asked Python to end.",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_an_error_is_said_in_a_plain_sentence(code):
    told = run(code, "cell.py", new_namespace())
    assert told["kind"] == "error"
    assert SENTENCES[code] in told["words"]
    assert told["words"].endswith((".", "?"))


@pytest.mark.parametrize("code", ["raise ValueError('x has to be positive')", "len(5)", "assert False, 'no'"])
def test_a_message_that_says_it_well_stands_for_itself(code):
    assert run(code, "cell.py", new_namespace())["words"] == ""


def test_an_error_of_the_readers_own_that_misbehaves_is_told_all_the_same():
    code = "class Odd(NameError):\n    def __getattribute__(self, name): raise OSError\nraise Odd('odd')"
    told = run(code, "cell.py", new_namespace())
    assert (told["kind"], told["words"]) == ("error", "")
