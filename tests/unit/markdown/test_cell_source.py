"""How a cell may be written, and what is told when it is not."""

import textwrap

import pytest

from course_build.markdown.cell_source import check, find

GOOD = """\
# Page

/// cell
    id: good

```python

x = 1

x
```
///

/// cell
    id: other
    isolated: true
    seconds: 30
    raises: ZeroDivisionError

```python
1 / 0
```
///
"""


def mistakes(tmp_path, text: str) -> list[str]:
    page = tmp_path / "page.md"
    page.write_text(textwrap.dedent(text))
    return [str(error) for error in check([page], lambda path: path.name)]


def test_a_cell_has_its_options_its_code_and_its_line(tmp_path):
    assert mistakes(tmp_path, GOOD) == []
    first, second = find([tmp_path / "page.md"])
    assert (first.id, first.line, first.source, first.isolated, first.seconds) == ("good", 8, "x = 1\n\nx", False, 10)
    assert (second.isolated, second.seconds, second.raises) == (True, 30, "ZeroDivisionError")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("    id: good\n", "", "page.md:3: the cell has no id"),
        ("id: good", "id: Good one", "page.md:4: the id 'Good one' is not a name"),
        ("id: other", "id: good", "page.md:21: the cell id 'good' stands at page.md:8 too"),
        ("isolated: true", "isolatd: true", "did you mean isolated?"),
        ("isolated: true", "isolated: maybe", "write true or false"),
        ("seconds: 30", "seconds: 0", "write a whole number from 1 to 120"),
        ("seconds: 30", "seconds: 1.5", "write a whole number from 1 to 120"),
        ("```python\n1 / 0\n```\n", "", "page.md:14: the cell has no code"),
        ("```python\n1 / 0\n```\n", "```python\n\n```\n", "page.md:14: the cell has no code"),
        ("```python\n1 / 0", "```\n1 / 0", "is not marked as Python"),
        ("1 / 0\n```", "1 / 0\n```\n\n```python\n2\n```", "make a cell of each"),
        ("```python\n1 / 0", "Look:\n\n```python\n1 / 0", "page.md:20: text stands in a cell"),
        ("1 / 0", "x = 1\n1 /", "page.md:22: invalid syntax, as Python reads it"),
        ("1 / 0", "x = 1\nimport torch", "page.md:22: readers' browsers have no module 'torch'"),
        ("1 / 0", "from course_build.figures import key", "no module 'course_build.figures'"),
    ],
)
def test_a_mistake_has_its_line_and_a_cure(tmp_path, old, new, told):
    assert old in GOOD
    (error,) = mistakes(tmp_path, GOOD.replace(old, new))
    assert told in error


def test_what_cannot_be_run_is_not_found(tmp_path):
    mistakes(tmp_path, GOOD.replace("1 / 0", "1 /"))
    assert [one.id for one in find([tmp_path / "page.md"])] == ["good"]


def test_what_ships_can_be_imported(tmp_path):
    code = "import numpy.linalg, statistics\nfrom course_build.norms import layer_norm\nimport course_build.experiments"
    assert mistakes(tmp_path, GOOD.replace("1 / 0", code)) == []
