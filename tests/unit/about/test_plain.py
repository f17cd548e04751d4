"""Pages as plain Markdown: numbers filled in, figures in words, and no answer given away."""

import pytest

from course_build.about.plain import Plain
from course_build.experiments.figure import FigureData
from course_build.figures.publish import Sheet, write_sheet

PAGE = """\
---
part: 2
---

# A title {.technique-batch}

It takes {{ f01.steps | .0f }} steps, and `{{ f01.steps }}` is code. <!-- claim: f01.steps > 1 -->
See [the other](../more/b.md#here), [home](../index.md) and [data](/generated/figures/f01.csv).

/// figure | f01
///

/// playground
///

///// deep-dive | Where time goes
    id: time

Inside.
/////

/// cell
    id: a-cell

```python
x = 1  # /// figure | f01
```
///
"""
QUESTION = """\
# Asked

//// quiz
    id: one
    type: TYPE
    concept: axes
    answer: 64

What leads to it.

Which one?

> The quote explains 64.

- [ ] zebra -> stripes

    > Not this one.

- [x] ape -> none

    > This is right.

/// hint
Think.
///
////

After it.
"""


@pytest.fixture
def plain(tmp_path):
    figures = tmp_path / "generated" / "figures"
    figures.mkdir(parents=True)
    data = FigureData("f01", "How fast?", {}, (), {"steps": 76.2})
    (figures / "f01.json").write_text(data.to_json())
    write_sheet(figures, Sheet("f01", "How fast?", "It takes 76", "Steps by rate."))
    return Plain(tmp_path / "docs", tmp_path / "generated")


def written(plain, name, text):
    path = plain.docs / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_page_says_what_it_shows(plain):
    text = plain.page(written(plain, "lessons/a.md", PAGE))
    assert text == (
        "# A title\n\n"
        "It takes 76 steps, and `{{ f01.steps }}` is code.\n"
        "See [the other](../../more/b/#here), [home](../../) and [data](../../generated/figures/f01.csv).\n\n"
        "**Figure: It takes 76** Steps by rate.\n\n"
        "*On the page: The playground: every technique, its settings, the statistics before and after, and the code.*\n"
        "\n### Where time goes\n\nInside.\n\n"
        "```python\nx = 1  # /// figure | f01\n```\n"
    )


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("choice", "- zebra -> stripes\n- ape -> none\n"),
        ("multiple", "- zebra -> stripes\n- ape -> none\n"),
        ("order", "- ape -> none\n- zebra -> stripes\n"),
        ("match", "To match: ape; zebra. With: none; stripes.\n"),
        ("numeric", ""),
        ("fill", ""),
        ("predict", ""),
    ],
)
def test_a_question_is_asked_and_not_answered(plain, kind, asked):
    text = plain.page(written(plain, "a.md", QUESTION.replace("TYPE", kind)))
    assert text == (
        f"# Asked\n\n**Question.** What leads to it.\n\nWhich one?\n\n{asked}" + ("\n" if asked else "") + "After it.\n"
    )


def test_prose_is_what_stands_outside_blocks(plain):
    path = written(plain, "a.md", QUESTION.replace("TYPE", "choice"))
    assert plain.prose(path) == "# Asked\n\nAfter it.\n"


def test_the_first_figure_is_found_wherever_it_stands(plain):
    text = "//// walkthrough\n\n/// figure | f21\n///\n////\n\n/// figure | f01\n///\n"
    assert plain.figure(written(plain, "a.md", text)) == "f21"
    assert plain.figure(written(plain, "b.md", "# None\n")) == ""
