"""Markdown in, HTML out: each folder beside this file holds pairs NAME.md and NAME.html.

A case without its .html gets one written, and fails until somebody has looked at it.
"""

import shutil
from pathlib import Path

import pytest
from markdown import Markdown

from course_build.experiments.figure import Control, FigureData, Series
from course_build.figures.publish import LiveSheet, Sheet, Verdict, write_sheet
from course_build.markdown.provenance import LICENSES
from course_build.outline.model import FILE, CorePage, Outline
from course_build.quizzes import key
from figures_src import f00_before_and_after

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*/*.md"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two published figures, one ready and one pending, and an outline, whose texts need escaping."""
    folder = tmp_path_factory.mktemp("generated") / "figures"
    folder.mkdir()
    licenses = folder.parent / LICENSES
    licenses.parent.mkdir()
    licenses.write_text("This copy has Python.")
    data = FigureData(
        "f01",
        "Is a < b & c?",
        {"rates": [0.1, 0.2], "network": {"depth": 3, "name": "<mlp>"}},
        (
            Series("first <i>", (0.1, 0.2), (1.0, None), unit="steps", x_unit="rate"),
            Series("second", (0.1, 0.2), (3.0, 4.25), (2.0, 4.0), (3.5, 4.5), "steps", "rate"),
            Series("bars", ("one", "two"), (1.0, 2.0), unit="%"),
        ),
        {"best_ratio": 1.2338, "hit": 93.0, "tiny": -3.2e-5},
    )
    (folder / "f01.json").write_text(data.to_json())
    for version in ("wide", "narrow"):
        (folder / f"f01.{version}.svg").write_text(f'<svg class="{version}"><text>*not emphasis* &amp;</text></svg>')
    verdicts = (
        Verdict("Someone 2020", "Twice as fast.", "1.9 times.", reproduced=True),
        Verdict("Else 2021", "Ten times.", "1.9 times.", reproduced=False),
    )
    write_sheet(
        folder,
        Sheet(
            "f01",
            data.question,
            "The <best> is *a_b_c*",
            "See _how_ $a_1 < b_1$.",
            "Digits & nets.",
            "Small.",
            data.params,
            verdicts,
            live=LiveSheet(
                (
                    Control("rate", "Rate < 1", {"0.1": "a tenth", "0.2": "two <tenths>"}, "0.1"),
                    Control("shown", "Shown", {"a": "a", "b": "b"}, "b", shows_only=True, published=("a",)),
                ),
                "A part of it: *one* seed & <no> more.",
                "second",
                0.05,
                "Rounding.",
                60,
                at_once=False,
            ),
        ),
    )
    write_sheet(folder, Sheet("f02", "Still running?", pending="This figure is being computed."))
    pages = (
        CorePage(0, "", "index.md", "Home", 100, 1),
        CorePage(1, "lessons/01-why", "lessons/01-why.md", "Why <b> & a_b_c?", 200, 1),
        CorePage(2, "play", "play.md", "Play", 300, 2),
    )
    (folder / FILE).write_text(Outline(pages).to_json())
    asked = (
        key.KeyQuestion("one", "choice", "Axes <b>", "c1", "e30=", "lessons/01-why.md", "Why <b>", core=True),
        key.KeyQuestion("two", "numeric", "LayerNorm", "c2", "e30=", "lessons/01-why.md", "Why <b>", core=False),
        key.KeyQuestion("three", "choice", "More", "c3", "e30=", "more.md", "More", core=False),
    )
    (folder / key.FILE).write_text(key.AnswerKey("0.1.0+abc", asked).to_json())
    (folder / "f00.json").write_text(f00_before_and_after.FIGURE.run().to_json())
    write_sheet(folder, Sheet("f00", f00_before_and_after.FIGURE.question))
    shutil.copy(HERE / "lab" / "squares.page", folder)
    shutil.copy(HERE / "exercise" / "double.py", folder)
    for name in ("shapes", "wrong"):
        shutil.copy(HERE / "cell" / f"{name}.json", folder)
    return folder


def test_there_are_cases():
    assert len(CASES) >= 4


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_markdown_gives_this_html(case, folder):
    names = "cell certificate course_map distributions exercise figure lab live numbers quiz review"
    with_folder = [f"course_build.markdown.{one}" for one in names.split()]
    md = Markdown(
        extensions=[
            "pymdownx.superfences",
            "tables",
            "course_build.markdown.aside",
            "course_build.markdown.axes_picture",
            *with_folder,
            "course_build.markdown.deep_dive",
            "course_build.markdown.device",
            "course_build.markdown.math",
            "course_build.markdown.playground",
            "course_build.markdown.walkthrough",
            "course_build.markdown.your_data",
        ],
        extension_configs={one: {"folder": str(folder)} for one in with_folder},
    )
    html = md.convert(case.read_text("utf-8")) + "\n"
    expected = case.with_suffix(".html")
    if not expected.exists():
        expected.write_text(html, "utf-8")
        pytest.fail(f"wrote {expected.name}: look at it, then run again")
    assert html == expected.read_text("utf-8")
