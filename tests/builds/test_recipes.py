"""The examples of CONTRIBUTING.md work as they are written there: each is put where its recipe says, and checked."""

import json
import re
import shutil
import textwrap

import pytest

from course_build import sources
from course_build.cells.build import Cells
from course_build.errors import CourseError
from course_build.exercises.build import prove
from course_build.exercises.source import read as read_exercise
from course_build.markdown import cell_source
from course_build.project import Project
from tests import ROOT

FENCE = re.compile(r"^( *)```markdown\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


def examples(recipe: str) -> list[str]:
    """Return the Markdown examples of a recipe, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.split(f"\n## Recipe: {recipe}\n")[1].split("\n## ")[0]
    return [textwrap.dedent(found[2]) for found in FENCE.finditer(section)]


@pytest.fixture
def course(tmp_path, figures) -> Project:
    """The pages of this checkout in a folder of their own, to be written into."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    sources.check_sources(Project(tmp_path))
    return Project(tmp_path)


def mistakes(course: Project) -> str:
    try:
        sources.check_sources(course)
    except CourseError as error:
        return str(error)
    return ""


def test_a_lesson(course):
    (lesson,) = examples("a lesson")
    page = course.docs / "more" / "example.md"
    page.write_text(lesson)
    assert mistakes(course) == ""
    page.write_text(lesson.replace("c_none_learned <= 0", "c_none_learned > 0"))
    assert mistakes(course).startswith("docs/more/example.md:7: ")


def test_a_question(course):
    (questions,) = examples("a question")
    page = course.docs / "more" / "example.md"
    page.write_text(f"# Questions\n\n{questions}")
    assert mistakes(course) == ""
    page.write_text(f"# Questions\n\n{questions}".replace("- [x]", "- [ ]", 1))
    assert "no option is right" in mistakes(course)


@pytest.mark.parametrize(
    ("recipe", "old", "new", "told"),
    [
        ("a question to fill in", "beta | β", "beta | Gamma", "the wrong answer beta | Gamma | shift is the same as"),
        ("a question of order", "- [x] `x_hat", "- [ ] `x_hat", "the question has fewer than three steps"),
        ("a question of pairs", "- [ ] BatchNorm -> N", "- [ ] BatchNrom -> N", "did you mean BatchNorm?"),
        ("a prediction", "high: 40", "high: 20", "the run gives 1.146 to 34.62, which cannot be set"),
    ],
)
def test_a_question_of_another_type(course, recipe, old, new, told):
    (question,) = examples(recipe)
    page = course.docs / "more" / "example.md"
    page.write_text(f"# A question\n\n{question}")
    assert mistakes(course) == ""
    assert sources.advice(course) == []
    assert old in question
    page.write_text(f"# A question\n\n{question}".replace(old, new))
    assert told in mistakes(course)


def test_a_cell(course):
    (cell,) = examples("a cell")
    page = course.docs / "more" / "example.md"
    page.write_text(f"# A cell\n\n{cell}")
    assert mistakes(course) == ""
    found = [one for one in cell_source.find([page]) if one.id == "mean-of-each-row"]
    Cells(course, found).update()
    output = json.loads((course.generated / "cells" / "mean-of-each-row.json").read_text("utf-8"))["output"]
    assert output["text"].split() == ["[[-2.", "-1.", "3.]", "[-3.", "3.", "0.]]"]
    page.write_text(f"# A cell\n\n{cell}".replace("import numpy as np", "import torch as np"))
    assert mistakes(course).startswith("docs/more/example.md:9: readers' browsers have no module 'torch'")


def test_an_exercise(course):
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("\n## Recipe: an exercise\n")[1].split("\n## ")[0]
    source = re.search(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[1]
    block = re.search(r"^    ```\n(.*?)^    ```$", section, re.MULTILINE | re.DOTALL)[1]
    file, page = course.docs / "exercises" / "center-each-feature.py", course.docs / "more" / "example.md"
    file.write_text(source)
    assert "center-each-feature.py: no page shows the exercise" in mistakes(course)
    page.write_text(f"# An exercise\n\n{textwrap.dedent(block)}")
    assert mistakes(course) == ""
    assert list(prove(course, read_exercise(file)[0])) == []
    file.write_text(source.replace("# Got: [[-0.5", "# Got: [[-0.6"))
    (told,) = prove(course, read_exercise(file)[0])
    line = source[: source.index("# earns:")].count("\n") + 1
    assert str(told).startswith(f"docs/exercises/center-each-feature.py:{line}: the mistake wrong-axis earns another")
    file.write_text(source.replace("# %% hidden", "# %% hiden"))
    assert "there is no section 'hiden'; did you mean hidden?" in mistakes(course)


def test_a_number_in_prose(course):
    (sentences,) = examples("a number in prose")
    page = course.docs / "more" / "example.md"
    page.write_text(f"# Numbers\n\n{sentences}")
    assert mistakes(course) == ""
    page.write_text(f"# Numbers\n\n{sentences}".replace("{{ 0.1 | setting }}", "0.1"))
    assert "the number '0.1' is typed" in mistakes(course)


def test_a_source(course):
    entry, sentence = examples("a source")
    sources = course.docs / "sources.md"
    sources.write_text(sources.read_text("utf-8") + f"\n{entry}")
    page = course.docs / "more" / "example.md"
    page.write_text(f"# A source\n\n{sentence}")
    assert mistakes(course) == ""
    page.write_text(f"# A source\n\n{sentence}".replace("sources.md#", "sources.html#"))
    assert "is typed" in mistakes(course)
