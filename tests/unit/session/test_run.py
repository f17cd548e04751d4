"""What is told of a run."""

import numpy as np
import pytest

from course_build.session.run import LONGEST, describe, new_namespace, run


def result(code: str) -> dict:
    return run(code, "cell.py", new_namespace())


@pytest.mark.parametrize(
    ("value", "text", "shape", "dtype"),
    [
        (None, "", None, ""),
        ("a", "'a'", None, ""),
        (np.arange(3, dtype=np.int64), "[0 1 2]", [3], "int64"),
        (np.float64(0.5), "0.5", [], "float64"),
    ],
)
def test_a_value_is_text_and_an_array_tells_its_shape(value, text, shape, dtype):
    assert describe(value) == {"kind": "result", "text": text, "shape": shape, "dtype": dtype}


def test_the_last_expression_is_the_result():
    assert result("x = 2\nx + 1")["text"] == "3"
    assert result("x = 2")["text"] == ""
    assert result("")["text"] == ""


def test_a_long_result_is_cut():
    assert len(result("'x' * 100_000")["text"]) == LONGEST + 1


def test_cells_share_what_they_are_given():
    namespace = new_namespace()
    run("def double(x):\n    return 2 * x", "cell.py", namespace)
    assert run("double(4)", "cell.py", namespace)["text"] == "8"
    assert result("double(4)")["kind"] == "error"


def test_an_error_has_the_last_line_of_the_cell_and_nothing_of_ours():
    told = result("import numpy as np\ndef f(x):\n    return np.linalg.inv(x)\n\nf(np.zeros((2, 2)))")
    assert (told["type"], told["line"]) == ("LinAlgError", 3)
    assert "session/run.py" not in told["traceback"]
    assert "return np.linalg.inv(x)" in told["traceback"]


def test_what_cannot_be_shown_is_an_error():
    told = result("class Broken:\n    def __repr__(self):\n        raise ValueError('broken')\nBroken()")
    assert (told["type"], told["message"], told["line"]) == ("ValueError", "broken", 3)


def test_what_code_breaks_is_mended_before_its_result_is_told():
    broken = "import builtins\nbuiltins.repr = builtins.isinstance = builtins.len = None\n"
    assert result(f"{broken}7")["text"] == "7"
    assert result(f"{broken}1 / 0")["type"] == "ZeroDivisionError"
    assert [repr(7), isinstance(7, int), len("seven")] == ["7", True, 5]
