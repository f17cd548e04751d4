"""The core path is found by front matter, counted as MkDocs shows it, and held to its limits."""

import re

import pytest

from course_build.errors import CourseError
from course_build.markdown import deep_dive
from course_build.markdown.source import check_balance
from course_build.outline import core_path
from course_build.outline.core_path import check, find, measure
from course_build.outline.memory import Memory
from course_build.outline.model import CorePage, Outline
from course_build.outline.text import PageText
from tests import ROOT
from tests.small_course import SmallCourse

CONFIG = "site_name: Small\nplugins: [search]\nmarkdown_extensions:\n  - admonition\n  - toc: {permalink: '#link'}\n"


def pages(folder, **texts):
    """Write pages, each under its name, and return their paths."""
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text)
    return sorted(folder.glob("*.md"))


def name(path):
    return path.name


def told(errors):
    return [str(one) for one in errors]


def test_pages_are_found_in_the_order_of_their_parts(tmp_path):
    paths = pages(tmp_path, a="---\npart: 2\n---\n# A\n", b="---\npart: 0\n---\n", c="---\npart: 1\n---\n", d="# D\n")
    sources, errors = find(paths, name)
    assert [one.path.name for one in sources] == ["b.md", "c.md", "a.md"]
    assert errors == []


@pytest.mark.parametrize("part", ["three", "1.5", "-1", "true", "[1]", ""])
def test_a_part_is_a_whole_number(tmp_path, part):
    errors = find(pages(tmp_path, a=f"---\ntitle: A\npart: {part}\n---\n"), name)[1]
    assert len(errors) == 1
    assert str(errors[0]).startswith("a.md:3: the part ")
    assert str(errors[0]).endswith("give its place in the core path: 1, 2 and so on, 0 for the home page")


def test_parts_are_told_that_are_double_or_missing_once_there_is_a_home_page(tmp_path):
    some = {"a": "---\npart: 1\n---\n", "b": "---\npart: 1\n---\n", "c": "---\npart: 4\n---\n"}
    double = "b.md:2: part 1 stands at a.md:2 too; give each page a place of its own"
    assert told(find(pages(tmp_path, **some), name)[1]) == [double]
    assert told(find(pages(tmp_path, **some, home="---\npart: 0\n---\n"), name)[1]) == [
        double,
        "c.md:2: there is no part 3 before part 4; write that page, or move this one to part 3",
    ]


def test_front_matter_that_cannot_be_read_is_told(tmp_path):
    errors = find(pages(tmp_path, a="---\npart: [1\n---\n"), name)[1]
    assert len(errors) == 1
    assert str(errors[0]).startswith("a.md:1: the front matter cannot be read: ")


def test_pages_are_counted_as_mkdocs_shows_them(tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_text(CONFIG)
    docs = tmp_path / "docs"
    docs.mkdir()
    paths = pages(
        docs,
        index="---\npart: 0\n---\n# Home\n\nOne two.\n",
        a="---\npart: 1\n---\n# First *one*\n\n!!! note\n    Inside it.\n\n| a | b |\n|---|---|\n| c | d |\n",
        b="---\npart: 2\ntitle: Said\n---\n# Second\n\n" + "word " * 599,
    )
    outline, _ = measure(find(paths, name)[0], docs, config, {}, Memory(tmp_path / "words.json", []))
    assert outline == Outline(
        (
            CorePage(0, "", "index.md", "Home", 3, 1),
            CorePage(1, "a", "a.md", "First one", 9, 1),
            CorePage(2, "b", "b.md", "Said", 600, 3),
        )
    )


def test_an_extension_that_is_not_there_is_told(tmp_path):
    config = tmp_path / "mkdocs.yml"
    config.write_text("markdown_extensions: [not_there]\n")
    sources = find(pages(tmp_path, a="---\npart: 1\n---\n"), name)[0]
    with pytest.raises(CourseError, match=r"mkdocs\.yml, markdown_extensions: Failed to load extension 'not_there'"):
        measure(sources, tmp_path, config, {}, Memory(tmp_path / "words.json", []))


def outline_of(*words):
    return Outline(tuple(CorePage(part, "", f"{part}.md", "", count, 1) for part, count in enumerate(words)))


def test_the_budget_of_words_is_kept():
    texts = [PageText()] * 3
    assert check(outline_of(1000, 500, 300), texts, "docs") == []
    assert told(check(outline_of(1000, 501, 300), texts, "docs")) == [
        "docs: the core path has 1,801 words open by default, and its limit is 1,800 (0.md 1000, 1.md 501, 2.md 300); "
        "shorten it, or move text into deep dives"
    ]


def test_three_refutations_are_enough():
    outline = outline_of(1, 1, 1)
    assert check(outline, [PageText(refutations=one) for one in (0, 1, 2)], "docs") == []
    assert told(check(outline, [PageText(refutations=one) for one in (0, 1, 3)], "docs")) == [
        "docs: the core path has 4 refutations, and its limit is 3 (1.md 1, 2.md 3); "
        'move paragraphs that begin "You may have read" into deep dives'
    ]


def test_questions_and_figures_take_time():
    text = PageText(words=100)
    text.operated.update({"quiz": 2, "figure": 1, "deep-dive": 3})
    assert core_path._seconds(text) == 30 + 2 * 20 + 10


def test_the_check_and_the_build_stop_over_the_budget(tmp_path):
    course = SmallCourse(tmp_path)
    course.write("docs/index.md", "---\npart: 0\n---\n# Home\n\n" + "word " * 1800)
    for result in (course.run("course_build", "check"), course.build()):
        assert result.returncode == 1
        assert "docs: the core path has 1,801 words open by default" in result.stderr
        assert "Traceback" not in result.stderr
    assert not (tmp_path / "site").exists()


def test_the_example_of_the_recipe_works_as_it_is_written(tmp_path):
    recipe = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Recipe: a part of the core path\n")[1]
    example = re.search(r"^```markdown\n(.*?)^```$", recipe, re.DOTALL | re.MULTILINE)[1]
    paths = pages(tmp_path, example=example)
    assert check_balance(paths[0], str) == []
    assert deep_dive.check(paths, str) == []
    sources, errors = find(paths, name)
    assert errors == []
    memory = Memory(tmp_path / "words.json", [])
    outline, texts = measure(sources, tmp_path, ROOT / "mkdocs.yml", {}, memory)
    assert outline.pages == (CorePage(9, "example", "example.md", "What a norm costs", 15, 1),)
    assert texts[0].operated == {}
