"""Blocks are found with their lines, and not in fenced code; unknown figures are told with a guess."""

import re

import pytest
from markdown import Markdown

from course_build.markdown import figure
from course_build.markdown.source import block_lines, check_balance, check_fences, with_code
from course_build.markdown.spans import prose

PAGE = """\
# Title

/// figure | f01
///

```markdown
/// figure | in_code
///
```

~~~~
```
//// figure | in_outer_code
~~~~

//// details | Open
    type: note

/// figure | f1
///
////
"""


def test_blocks_outside_code_are_found_with_their_lines(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    assert [(one.line, one.name, one.argument) for one in block_lines(path)] == [
        (3, "figure", "f01"),
        (16, "details", "Open"),
        (19, "figure", "f1"),
    ]


def test_an_unknown_figure_is_told_with_its_line_and_the_nearest_name(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE + "\n/// evidence | nothing\n///\n")
    errors = figure.check(block_lines(path), ["f01", "f02"], lambda path: path.name)
    assert [str(error) for error in errors] == [
        "page.md:19: there is no figure 'f1'; did you mean f01?",
        "page.md:23: there is no figure 'nothing'; use one of f01, f02",
    ]


def test_blocks_that_are_closed_are_no_error(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(PAGE)
    assert check_balance(path, lambda path: path.name) == []


def test_every_unbalanced_block_is_told(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("///\n\n//// quiz\n\n/// figure | f01\n\n////\n\n/// evidence | f01\n///\n")
    assert [str(error) for error in check_balance(path, lambda path: path.name)] == [
        "page.md:1: /// closes no block; remove it",
        "page.md:7: //// closes no block; close figure with /// first",
        "page.md:3: the block quiz is not closed; end it with a line ////",
        "page.md:5: the block figure is not closed; end it with a line ///",
    ]


@pytest.mark.parametrize(
    "fence",
    [
        "```\nx\n```",
        "~~~~ text\n```\nx\n~~~\n~~~~",
        "```python\nx\n````\n ```\n```x\n```  ",
        "    ```\n    x\n```\n    ```",
        "> ```\n> x\n>```",
        "    > ~~~\n    > x\n    > ~~~",
        "````\n```\nx\n```\n````",
    ],
)
def test_one_reader_knows_where_code_begins_and_ends(tmp_path, fence):
    text = f"```inline``` text\n\n{fence}\n\n0.5 after"
    code = [line.code for line in with_code(text)]
    assert code == [False, False, *[True] * (fence.count("\n") + 1), False, False]
    # The spans of a page are read by the same reader.
    assert prose(text).split("\n")[2:-2] == [" " * len(line) for line in fence.split("\n")]
    assert prose(text).endswith("0.5 after")
    path = tmp_path / "page.md"
    path.write_text(text)
    assert check_fences(path, str) == []


def test_code_that_markdown_highlights_is_what_is_read_as_code():
    text = "```\nx\n````\n```\n\ntext\n\n> ~~~\n> y\n> ~~~\n"
    html = Markdown(extensions=["pymdownx.superfences"]).convert(text)
    assert [plain.strip() for plain in re.findall(r"<code>(.*?)</code>", html, re.DOTALL)] == ["x\n````", "y"]


@pytest.mark.parametrize("text", ["# T\n\n```\nx\n", "# T\n\n~~~\nx\n~~~~\n", "# T\n\n> ```\n> x\n\n///\n```\n"])
def test_code_that_is_not_closed_is_told(tmp_path, text):
    path = tmp_path / "page.md"
    path.write_text(text)
    assert [str(one) for one in check_fences(path, lambda path: path.name)] == [
        "page.md:3: the code is not closed; end it with a line of the same marks, indented as its first"
    ]
