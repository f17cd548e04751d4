"""The block that shows a lab: known, and each lab on one page."""

import pytest

from course_build.markdown import lab
from course_build.markdown.source import block_lines


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("/// lab | squares\n///\n", []),
        (
            "# Title\n\n/// lab | square\n///\n",
            [
                "page.md:3: there is no lab 'square'; did you mean squares?",
                "squares.py: stands on 0 pages; show it on one, squares.md, by the lines /// lab | squares and ///",
            ],
        ),
        (
            "/// lab | squares\n///\n\n/// lab | squares\n///\n",
            ["squares.py: stands on 2 pages; show it on one, squares.md, by the lines /// lab | squares and ///"],
        ),
        ("~~~\n/// lab | nothing\n///\n~~~\n\n/// lab | squares\n///\n", []),
    ],
)
def test_a_page_names_a_lab_and_each_lab_has_one_page(tmp_path, page, told):
    path = tmp_path / "page.md"
    path.write_text(page)
    errors = lab.check(block_lines(path), [tmp_path / "squares.py"], lambda one: one.name)
    assert [str(error) for error in errors] == told
