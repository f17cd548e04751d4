"""However a question's source is damaged, it is refused with its line, or shown whole: never half of each."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from course_build.markdown import quiz
from course_build.markdown.source import check_balance, check_encoding, check_names
from tests.unit.quizzes.sources import CHOICE, FILL, MATCH, NUMERIC, ORDER

WITH_CODE = NUMERIC.replace("How many", "Some code:\n\n```\n- [ ] not an option\n```\n\nHow many")
PIECES = [
    *CHOICE.splitlines(),
    *NUMERIC.splitlines(),
    "text",
    "    text",
    "- item",
    "1. item",
    "```",
    "<div>",
    "<b>a</b>",
    "# a",
]
SHOWN = re.compile(r"(?:^|[\s>])\[[ xX]\](?=[\s<])|(?:^|>)\s*/{3,}[ \t]*\w*[ \t]*$", re.MULTILINE)


def name_of(path):
    return path.name


@st.composite
def damaged(draw):
    """Return a page with a question of which some lines were removed, doubled, moved, replaced, or changed inside."""
    lines = draw(st.sampled_from([CHOICE, WITH_CODE, FILL, MATCH, ORDER])).splitlines()
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["remove", "double", "insert", "swap", "indent", "dedent", "cut", "type"])):
            case "remove" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "insert":
                lines.insert(at, draw(st.sampled_from(PIECES)))
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "indent":
                lines[at] = " " * draw(st.integers(1, 5)) + lines[at]
            case "dedent":
                lines[at] = lines[at][draw(st.integers(1, 5)) :]
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case "type":
                place = draw(st.integers(0, len(lines[at])))
                typed = draw(st.text("[]x -*>#`:/|1a&!\t\f", min_size=1, max_size=3))
                lines[at] = lines[at][:place] + typed + lines[at][place:]
    return "\n".join(lines) + "\n"


@given(damaged())
@settings(max_examples=300, deadline=None)
def test_a_damaged_question_is_refused_or_shown_whole(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("page", numbered=True) / "page.md"
    path.write_text(text)
    errors = check_encoding([path], name_of) or [
        *check_balance(path, name_of),
        *check_names(path, quiz.BLOCKS, name_of),
        *quiz.check([path], name_of),
    ]
    for error in errors:
        assert re.fullmatch(r"page\.md:\d+", error.place), error
        assert 1 <= int(error.place.split(":")[1]) <= text.count("\n") + 1
    if errors or not quiz.questions(path):
        return
    html = Markdown(extensions=["pymdownx.superfences", "course_build.markdown.quiz"]).convert(text)
    if html.count("data-quiz") != len(quiz.questions(path)):
        # HTML around a question swallows it: that is what finish() counts for.
        assert "<div" in text
        return
    outside_code = re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)
    outside_solution = re.sub(r'data-solution="[^"]*"', "", outside_code)
    assert not SHOWN.search(outside_solution)
