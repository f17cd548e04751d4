"""The recipe in CONTRIBUTING.md works as it is written."""

import nbformat

from course_build.project import Project
from tests import ROOT
from tests.small_course import SmallCourse


def test_the_lab_of_the_recipe_is_run_and_shown(tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Recipe: a lab\n")[1].split("\n## ")[0]
    lab = recipe.split("```python\n")[1].split("```")[0]
    page = "\n".join(line.strip() for line in recipe.split("    ```\n")[1].splitlines()) + "\n"
    course = SmallCourse(tmp_path)
    course.write("docs/labs/rms-norm-in-three-lines.py", lab)
    course.write("docs/labs/rms-norm-in-three-lines.md", page)
    course.edit("mkdocs.yml", "  - course_build.markdown.figure", LISTED)
    course.edit("mkdocs.yml", "exclude_docs: |", "exclude_docs: |\n  labs/*.py\n  generated/labs/*.page")
    result = course.build("--strict")
    assert result.returncode == 0, result.stderr
    html = (tmp_path / "site" / "labs" / "rms-norm-in-three-lines" / "index.html").read_text()
    assert "<h1" in html
    assert '<math display="block"' in html
    assert "[[1.2 1.6 0.  0. ]]</pre>" in html
    assert html.count('<details class="course-solution"') == 1
    assert not list((tmp_path / "site" / "labs").glob("*.py"))
    nbformat.validate(nbformat.read(tmp_path / "site" / "generated" / "labs" / NOTEBOOK, as_version=4))
    assert Project(tmp_path).lab_sources.is_dir()


NOTEBOOK = "rms-norm-in-three-lines.ipynb"
LISTED = """\
  - attr_list
  - pymdownx.superfences
  - course_build.markdown.figure
  - course_build.markdown.lab
  - course_build.markdown.math"""
