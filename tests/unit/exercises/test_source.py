"""The file of an exercise is read with the line of every mistake in it."""

import pytest

from course_build.exercises.source import read

FILE = '''# A comment may stand first.

# %% setup
import numpy as np

# %% starter
double = ...

# %% solution
double = 2

# %% visible
def is_two():
    """It is two."""
    same(yours("double"), 2)

# %% hidden
def is_even():
    """It is even."""
    same(yours("double") % 2, 0)

# %% wrong: one
# earns: It is two.
# Expected: the result = 2
# Got: 1

double = 1
'''


@pytest.fixture
def reading(tmp_path):
    def read_text(text: str):
        path = tmp_path / "double-it.py"
        path.write_text(text)
        return read(path)

    return read_text


def test_sections_checks_and_mistakes(reading):
    exercise, findings = reading(FILE)
    assert findings == []
    assert exercise.id == "double-it"
    assert (exercise.solution.line, exercise.solution.text) == (10, "double = 2")
    assert [(one.name, one.says) for one in exercise.shown] == [("is_two", "It is two.")]
    assert exercise.unshown == 1
    (wrong,) = exercise.wrongs
    assert (wrong.name, wrong.line, wrong.code) == ("one", 27, "double = 1")
    assert wrong.earns == "It is two.\nExpected: the result = 2\nGot: 1"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("# %% solution\ndouble = 2\n", "", 1, "the exercise has no section solution"),
        ("# %% hidden", "# %% hiden", 17, "there is no section 'hiden'"),
        ("# %% hidden", "# %% visible", 17, "the section visible is there twice"),
        ("double = 2\n", "", 9, "the section solution is empty"),
        ("double = 2", "double = (", 10, "'(' was never closed, as Python reads it"),
        ('    """It is two."""\n', "", 13, "the check is_two has no docstring"),
        ("is_two()", "is_two(x)", 13, "the check is_two has arguments"),
        ("is_even", "is_two", 18, "the check is_two is there twice"),
        ("# earns: It is two.\n", "# It is two.\n", 23, "the mistake one does not say what it earns"),
        ("\ndouble = 1\n", "", 23, "the mistake one has no code"),
        ("# %% wrong: one", "# %% wrong: One", 22, "there is no section 'wrong: One'"),
        ("# A comment may stand first.", "import numpy", 1, "code stands before the first section"),
        ("def is_two():", "def _is_two():", 13, "nothing is checked"),
    ],
)
def test_mistakes_have_their_line(reading, old, new, line, told):
    assert old in FILE
    exercise, findings = reading(FILE.replace(old, new, 1))
    assert exercise is None
    assert (line, told) in [(one.line, one.problem) for one in findings]


def test_an_exercise_without_a_mistake_is_refused(reading):
    _, findings = reading(FILE.partition("# %% wrong")[0])
    assert [one.problem for one in findings] == ["the exercise knows no mistake"]


def test_what_decides_is_in_the_hash_and_what_is_said_is_not(reading):
    first = reading(FILE)[0].content_hash
    for said in (
        FILE.replace("It is two.", "It equals two."),
        FILE.replace('same(yours("double"), 2)', 'same(yours("double"), 2, mistakes=[(1, "No.")], what="double")'),
        FILE.replace("double = ...", "double = ...  # write it"),
        FILE.replace("    same(", "    # A comment.\n    same("),
    ):
        assert said != FILE
        assert reading(said)[0].content_hash == first
    for old, new in (('"), 2)', '"), 3)'), ("import numpy as np", "import numpy as np\neps = 1")):
        decides = FILE.replace(old, new)
        assert decides != FILE
        assert reading(decides)[0].content_hash != first
