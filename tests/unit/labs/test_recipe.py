"""The recipe in CONTRIBUTING.md works as it is written."""

import nbformat
from markdown import Markdown

from course_build.labs.source import markdown_files
from course_build.markdown import lab, math, typed
from course_build.markdown.source import block_lines
from course_build.project import Project
from tests import ROOT
from tests.small_course import SmallCourse

NAME = "rms-norm-in-three-lines"


def test_the_lab_of_the_recipe_is_run_and_shown(tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Recipe: a lab\n")[1].split("\n## ")[0]
    page = "\n".join(line.strip() for line in recipe.split("    ```\n")[1].splitlines()) + "\n"
    course = SmallCourse(tmp_path)
    course.write(f"docs/labs/{NAME}.py", recipe.split("```python\n")[1].split("```")[0])
    course.write(f"docs/labs/{NAME}.md", page)
    result = course.run("course_build", "labs", NAME)
    assert result.returncode == 0, result.stderr

    paths = [tmp_path / "docs" / "labs" / f"{NAME}.{kind}" for kind in ("md", "py")]
    assert lab.check(block_lines(paths[0]), paths[1:], str) == []
    texts = list(markdown_files(Project(tmp_path)))
    assert len(texts) == 1
    assert math.check(texts, str) == typed.check(texts, str) == []
    folder = tmp_path / "docs" / "generated" / "labs"
    html = Markdown(
        extensions=["attr_list", "pymdownx.superfences", "course_build.markdown.lab", "course_build.markdown.math"],
        extension_configs={"course_build.markdown.lab": {"folder": str(folder)}},
    ).convert(page)
    assert "<h1>RMSNorm in three lines</h1>" in html
    assert '<math display="block"' in html
    assert "[[1.2 1.6 0.  0. ]]</pre>" in html
    assert html.count('<details class="course-solution"') == 1
    assert html.count(f'data-lab="{NAME}"') == 1
    nbformat.validate(nbformat.read(folder / f"{NAME}.ipynb", as_version=4))
