"""Formulas become MathML; what cannot be shown is told with its line, its column and its TeX."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from course_build.errors import CourseError
from course_build.figures.publish import Sheet
from course_build.markdown.math import check, check_captions


@pytest.fixture
def convert():
    return Markdown(extensions=["pymdownx.superfences", "course_build.markdown.math"]).convert


@pytest.fixture
def errors(tmp_path):
    """Return what is wrong with a page, as people read it."""

    def told(text):
        path = tmp_path / "page.md"
        path.write_text(text)
        return [str(error) for error in check([path], lambda path: f"docs/{path.name}")]

    return told


CURE = "correct the TeX, or say it with other commands"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# Title\n\nThe $a + \\foo b$ here", f'3:10: Unknown command "\\foo", in a + \\foo b; {CURE}'),
        ("😀 é $é + \\foo$", f'1:10: Unknown command "\\foo", in é + \\foo; {CURE}'),
        ("$$\na\n+ {b\n$$", f'4:1: Expected closing token "}}", but reached end of input, in a + {{b; {CURE}'),
        ("> One\n>\n> $$\n> a \\foo\n> $$", f'4:5: Unknown command "\\foo", in a \\foo; {CURE}'),
        ("- One\n\n    $$\n    \\foo\n    $$", f'4:5: Unknown command "\\foo", in \\foo; {CURE}'),
        ("| $a & b$ |", f'1:6: Found "&", which may only appear in a table-like environment, in a & b; {CURE}'),
        (
            "One $\\boxed{x}$",
            "1:5: Chromium draws no \\boxed and no \\cancel, in \\boxed{x}; emphasize it in another way",
        ),
        (
            "One $\\color{red} x$",
            "1:5: the security policy forbids the style 'color:#FF0000', in \\color{red} x; say it with other commands",
        ),
        ("$$ $$", "1:1: a formula is empty; write its TeX between the dollar signs"),
        (
            "Text\n$$x$$",
            "2:1: a formula in $$ stands amid other text; "
            "give it a paragraph of its own, with a blank line before and after",
        ),
        ("One $x\n\ny", "1:5: $ has no partner; close the formula in its paragraph, or write \\$ for a dollar sign"),
        ("$$x", "1:1: $$ has no partner; close the formula in its paragraph, or write \\$ for a dollar sign"),
    ],
)
def test_what_cannot_be_shown_is_told_with_its_place(errors, text, said):
    assert errors(text) == [f"docs/page.md:{said}"]


@pytest.mark.parametrize("text", ["$$x$$ after", "before $$x$$", "a\n\n$$x$$\nb", "> a\n> $$x$$", "- $$x$$"])
def test_a_formula_that_is_displayed_stands_alone(errors, text):
    (said,) = errors(text)
    assert "stands amid other text" in said


@pytest.mark.parametrize(
    "text", ["$$x$$", "a\n\n$$x$$\n\nb", "> a\n>\n> $$x$$\n>\n> b", "- a\n\n    $$\n    x\n    $$\n"]
)
def test_and_may_then_stand_anywhere(errors, convert, text):
    assert errors(text) == []
    html = convert(text)
    assert re.search(r'<div class="course-math course-math--display" tabindex="0" role="group"[^>]*><math', html)
    assert "<p><div" not in html
    assert "$" not in html


def test_every_error_of_every_page_is_told(tmp_path):
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("$\\foo$ and $\\baz$\n\n$x\n")
    places = [error.place for error in check(sorted(tmp_path.glob("*.md")), lambda path: path.name)]
    assert places == [f"{page}:{place}" for page in ("one.md", "two.md") for place in ("1:2", "1:13", "3:1")]


def test_captions_are_checked_too():
    sheets = [Sheet("f01", "Why?", caption="Over $x$."), Sheet("f02", "How?", caption="Over $\\foo$, $5.")]
    assert [str(error) for error in check_captions(sheets)] == [
        f'figure f02, caption: Unknown command "\\foo", in \\foo; {CURE}'
    ]


def test_a_page_that_nobody_checked_stops_with_its_tex(convert):
    with pytest.raises(CourseError, match=re.escape('$\\foo$: Unknown command "\\foo"')):
        convert("One $\\foo$")


@pytest.mark.parametrize(
    "text",
    [
        "`$\\foo$`",
        "``$`\\foo$``",
        "```sh\necho $HOME/$PATH $$\n```",
        "> ~~~\n> $\\foo$\n> ~~~",
        "<pre>\n$\\foo$\n</pre>",
        "[a](page$\\foo$.md)",
        "It costs $5, or $6 to $7; or \\$8\\$.",
        "<!-- $\\foo$ -->",
    ],
)
def test_code_links_and_prices_are_left_alone(errors, convert, text):
    assert errors(text) == []
    assert "<math" not in convert(text)


def test_markdown_does_not_reach_into_a_formula(errors, convert):
    text = "$a_1 * b_1 * c$, $\\{x\\}$, $a<b$"
    assert errors(text) == []
    html = convert(text)
    assert html.count("<math>") == 3
    assert "<em>" not in html
    assert '<mo stretchy="false">{</mo>' in html


def test_a_formula_and_the_punctuation_behind_it_are_one(convert):
    html = convert("With $a$, $b$ and ($c$).")
    assert html.count('<span class="course-tied"><span class="course-math">') == 2
    assert "</math></span>,</span> <span" in html
    assert "</math></span> and" in html
    assert html.endswith("</math></span>).</span></p>")


def test_every_character_of_tex_is_escaped(convert):
    html = convert('$a < b \\& c > d$ and $\\text{<b>\\& "}$')
    assert "&lt;" in html
    assert "<b>" not in html


TEXTS = st.text(st.sampled_from("ab 1.`\\\n>{}|<!->[]()#~_*") | st.characters(codec="utf-8", exclude_characters="$"))


@given(TEXTS)
def test_text_without_dollars_is_unchanged(text):
    assert Markdown(extensions=["course_build.markdown.math"]).convert(text) == Markdown().convert(text)


def test_alignment_is_said_by_classes(convert):
    html = convert("$$\\begin{aligned}a &= b \\\\ c &= d\\end{aligned}$$")
    assert " style=" not in html
    assert html.count('<mtd class="right flush-right">') == html.count('<mtd class="left flush-left">') == 2
