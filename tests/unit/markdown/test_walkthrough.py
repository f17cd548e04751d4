"""A walkthrough holds steps and nothing else; every mistake is told with its line."""

import pytest

from course_build.markdown import walkthrough
from tests import ROOT

STEP = "//// step | Title\n\nText.\n\n/// figure | f01\n///\n////\n"


def told(tmp_path, text: str) -> list[str]:
    path = tmp_path / "page.md"
    path.write_text(text)
    return [str(error) for error in walkthrough.check([path], lambda path: path.name)]


def test_a_walkthrough_with_steps_is_no_error(tmp_path):
    assert told(tmp_path, f"# Page\n\n///// walkthrough\n\n{STEP}\n{STEP}\n/////\n\nText.\n") == []


def test_a_walkthrough_in_code_is_no_walkthrough(tmp_path):
    assert told(tmp_path, "```markdown\n///// walkthrough\n\nText.\n/////\n```\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"{STEP}\n",
            "page.md:1: the step stands outside a walkthrough; move it into one",
        ),
        (
            "///// walkthrough\n\n//// step\n////\n/////\n",
            "page.md:3: the step has no title; write one as in //// step | Title",
        ),
        (
            "///// walkthrough\n/////\n",
            "page.md:2: the walkthrough has no step; write one as in //// step | Title",
        ),
        (
            f"///// walkthrough\n\nText.\n\n{STEP}\n/////\n",
            "page.md:3: the text stands between the steps of a walkthrough; move it into a step",
        ),
        (
            f"///// walkthrough\n\n{STEP}\n/// figure | f01\n///\n/////\n",
            "page.md:11: the block figure stands between the steps of a walkthrough; move it into a step",
        ),
        (
            f"///// walkthrough\n\n{STEP}\n/////\n\n///// walkthrough\n\n{STEP}\n/////\n",
            "page.md:13: the page has a walkthrough at line 1 already; make one page of each",
        ),
        (
            f"//// walkthrough\n\n{STEP}\n////\n",
            "page.md:3: the step has as many slashes as its walkthrough: ////; give the walkthrough one more",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line_and_cure(tmp_path, text, expected):
    assert told(tmp_path, text) == [expected]


def test_mistakes_of_one_page_are_told_together(tmp_path):
    text = f"{STEP}\n///// walkthrough\n\nText.\n\n//// step\n////\n/////\n"
    assert [one.split(":")[1] for one in told(tmp_path, text)] == ["1", "11", "13"]


def test_blocks_out_of_balance_are_left_to_the_check_of_balance(tmp_path):
    assert told(tmp_path, "///// walkthrough\n\nText.\n") == []


def test_the_recipe_is_right_as_it_is_written(tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Recipe: a walkthrough\n")[1].split("\n## ")[0]
    example = recipe.split("```markdown\n")[1].split("```\n")[0]
    assert example.count("//// step") == 2
    assert told(tmp_path, example) == []
