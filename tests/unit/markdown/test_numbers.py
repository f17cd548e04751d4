"""References are filled from data and claims held against them; whatever cannot be is told with its line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from course_build.errors import CourseError
from course_build.experiments.figure import FigureData
from course_build.figures.publish import Sheet, write_sheet
from course_build.markdown import typed
from course_build.markdown.numbers import Published, check
from tests import ROOT

SCALARS = {"a_best_ratio": 1.2338, "a_batch_hit": 76.0, "a_layer_hit": 92.0, "tiny": -3.2e-5}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A figure that is ready, f01, and one that is pending, f02."""
    folder = tmp_path_factory.mktemp("figures")
    (folder / "f01.json").write_text(FigureData("f01", "Why?", {}, (), SCALARS).to_json())
    write_sheet(folder, Sheet("f01", "Why?"))
    write_sheet(folder, Sheet("f02", "How?", pending="Being computed."))
    return folder


@pytest.fixture
def convert(folder):
    options = {"course_build.markdown.numbers": {"folder": str(folder)}}
    return Markdown(extensions=["course_build.markdown.numbers"], extension_configs=options).convert


@pytest.fixture
def errors(folder, tmp_path):
    """Return what is wrong with a page, as people read it."""

    def told(text):
        path = tmp_path / "page.md"
        path.write_text(text)
        return [str(error) for error in check([path], Published(folder), lambda path: f"docs/{path.name}")]

    return told


WRONG = {
    "{{ f1.tiny | .2f }}": "there is no figure 'f1'; did you mean f01?",
    "{{ other.tiny | .2f }}": "there is no figure 'other'; use one of f01, f02",
    "{{ f01.a_best | .2f }}": "the figure f01 has no scalar 'a_best'; did you mean a_best_ratio?",
    "{{ f01.zzz | .2f }}": (
        "the figure f01 has no scalar 'zzz'; choose one of the scalars in docs/generated/figures/f01.json"
    ),
    "{{ f01.tiny | .2q }}": (
        "the format '.2q' does not fit the number -3.2e-05; use a format of numbers, such as .2f, .0f or .3g"
    ),
    "{{ f01.tiny | d }}": (
        "the format 'd' does not fit the number -3.2e-05; use a format of numbers, such as .2f, .0f or .3g"
    ),
    "{{ f01.tiny }}": (
        "{{ f01.tiny }} is no reference to a number; write it as in {{ f01.key | .2f }}, "
        "or a number that you chose as in {{ 0.1 | setting }}"
    ),
    "{{ f01.tiny | .2f": "{{ is not closed on its line; write as in {{ f01.key | .2f }}, or \\{{ for braces",
    "<!-- claim: f01.tiny > 0 -->": (
        "the claim: f01.tiny > 0 does not hold, since f01.tiny is -3.2e-05; "
        "say in the sentence and its claim what the figure shows now, or find out why the data changed"
    ),
    "{{ ten | setting }}": (
        "{{ ten | setting }} is no reference to a number; write it as in {{ f01.key | .2f }}, "
        "or a number that you chose as in {{ 0.1 | setting }}"
    ),
}


@pytest.mark.parametrize(("written", "said"), WRONG.items())
def test_what_cannot_be_filled_is_told_with_its_line(errors, convert, written, said):
    assert errors(f"# Title\n\nA line\n{written} and more.\n") == [f"docs/page.md:4: {said}"]
    with pytest.raises(CourseError, match=re.escape(said)):
        convert(written)


@pytest.mark.parametrize(
    ("around", "line"),
    [
        ("- a list\n\n    - {}\n", 3),
        ("> quoted\n> {}\n", 2),
        ("| a | b |\n| -- | -- |\n| {} | 1 |\n", 3),
        ("/// details | Open\n\n{}\n\n///\n", 3),
        ("---\ntitle: A page\n---\n\n## {}\n", 5),
        ("One\n\n```\n{{{{ inert }}}}\n```\n\n{}\n", 7),
        ("One.\n  {}\n", 2),
    ],
)
@pytest.mark.parametrize("written", ["{{ f01.zzz | .2f }}", "<!-- claim: f01.zzz > 0 -->"])
def test_the_line_is_right_wherever_it_stands(errors, around, line, written):
    (said,) = errors(around.format(written))
    assert said.startswith(f"docs/page.md:{line}: the figure f01 has no scalar 'zzz'")


def test_every_error_of_every_page_is_told(folder, tmp_path):
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("{{ f01.no | .2f }}\n\n{{ f03.tiny | .2f }}\n")
    pages = sorted(tmp_path.glob("*.md"))
    places = [error.place for error in check(pages, Published(folder), lambda path: path.name)]
    assert places == ["one.md:1", "one.md:3", "two.md:1", "two.md:3"]


INERT = [
    "`{{ f01.no | .2f }}`",
    "``{{ ` }}``",
    "```\n{{ f01.no | .2f }} <!-- claim: f01.no > 3 -->\n```",
    "> ~~~\n> {{ no\n> ~~~",
    "$\\text{{{ f01.no }}}$",
    "$$\n{{ no }}\n$$",
    "\\{{ no }}",
    "<pre>\n{{ no }}\n</pre>",
    "//// quiz\n    id: {{ no }}\n////",
]


@pytest.mark.parametrize("text", INERT)
def test_code_and_math_are_left_alone(errors, text):
    assert errors(text) == []


@pytest.mark.parametrize(
    "claim",
    [
        "f01.a_best_ratio in 1.0..1.6",
        "f01.a_best_ratio in 1.2338..1.2338",
        "f01.tiny in -1e-3..0",
        "f01.tiny < -1e-6",
        "f01.tiny > −1",
        "f01.a_batch_hit <= 76",
        "f01.a_batch_hit >= 76",
        "f01.a_batch_hit < f01.a_layer_hit",
        "f02.unknown_yet > 3",
        "f01.a_batch_hit < f02.unknown_yet",
    ],
)
def test_a_claim_that_holds_leaves_no_trace(errors, convert, claim):
    text = f"One. <!-- claim: {claim} -->\n<!-- claim:\n {claim} -->\nTwo."
    assert errors(text) == []
    assert convert(text) == "<p>One.\nTwo.</p>"


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("f01.a_best_ratio in 1.3..1.6", "does not hold, since f01.a_best_ratio is 1.2338; "),
        ("f01.a_batch_hit < 76", "does not hold, since f01.a_batch_hit is 76.0; "),
        (
            "f01.a_batch_hit > f01.a_layer_hit",
            "does not hold, since f01.a_batch_hit is 76.0 and f01.a_layer_hit is 92.0; ",
        ),
        ("f01.a_best_ratio in 1.6..1.0", "holds for no number; put the smaller end first"),
    ],
)
def test_a_claim_that_fails_stops_the_build(errors, claim, said):
    (error,) = errors(f"One.\n<!-- claim: {claim} -->")
    assert error.startswith(f"docs/page.md:2: the claim: {claim} {said}")


@pytest.mark.parametrize("said", ["claim", "claim f01.tiny < 0", "claim: tiny < 0", "claim: f01.tiny == 0", "setting"])
def test_a_comment_that_looks_like_a_claim_has_to_be_one(errors, said):
    assert errors(f"One. <!-- {said} -->") == [
        f"docs/page.md:1: the comment {said!r} cannot be read; "
        "write <!-- claim: f01.key in 1.0..1.6 -->, <!-- claim: f01.key >= 3 -->, or <!-- settings -->"
    ]


def test_another_comment_stays(errors, convert):
    text = "One. <!-- A claim of Ioffe, see {{ no }} -->"
    assert errors(text) == []
    assert convert(text) == f"<p>{text}</p>"


def test_a_pending_figure_gives_an_ellipsis(errors, convert):
    text = "It is {{ f02.any | .2f }}."
    assert errors(text) == []
    assert convert(text) == '<p>It is <span class="course-pending">…</span>.</p>'


TEXTS = st.text(st.sampled_from("ab 1.`$\\\n>}|-[]()#~_*") | st.characters(codec="utf-8", exclude_characters="{<"))


@given(TEXTS)
def test_text_without_braces_or_comments_is_unchanged(text):
    assert Markdown(extensions=["course_build.markdown.numbers"]).convert(text) == Markdown().convert(text)


def test_the_recipe_works_as_written(errors, convert, tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").partition("## Recipe: a number in prose")[2]
    example = re.search(r"```markdown\n(.*?)```", recipe, re.DOTALL)[1]
    page = tmp_path / "page.md"
    page.write_text(example)
    assert errors(example) == []
    assert typed.check([page], str) == []
    assert convert(example) == (
        "<p>At the best rate of each, the network without a norm takes 1.23 times as many steps:\n"
        "the gain is small.\nA run has learned when its loss is below 0.1.</p>"
    )
