"""Front matter is read as MkDocs reads it, and what MkDocs would print as text is told."""

import pytest
from mkdocs.utils.meta import get_data

from course_build.outline.front_matter import front_matter, page_id


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A\npart: 3\n---\n\n# A\n",
        "---\npart: 3\n...\n# A\n",
        "---  \npart: 0x3\n---\t\n",
        "---\ndescription: |\n  part: 4\n---\ntext\n",
        "# A\n\n---\npart: 3\n---\n",
        "----\npart: 3\n----\n",
        "---\npart: 3\n",
        "",
    ],
)
def test_it_is_read_as_mkdocs_reads_it(text):
    rest, values = get_data(text)
    found = front_matter(text)
    assert found.values == values
    assert text[found.end :].lstrip("\n") == rest.lstrip("\n")
    assert not found.problem


@pytest.mark.parametrize(
    "text", ["---\na: [1\n---\n", "---\n- a\n---\n", "---\na: b: c\n---\n", "---\njust words\n---\n"]
)
def test_what_is_no_front_matter_is_told(text):
    assert front_matter(text).problem
    assert front_matter(text).values == {}


def test_a_value_has_a_line():
    text = "---\ntitle: part\npart: 3\n---\npart: 4\n"
    assert front_matter(text).line_of("part", text) == 3


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("playground.md", "playground"),
        ("lessons/01-why.md", "lessons/01-why"),
        ("labs/index.md", "labs"),
        ("a/b.c.md", "a/b.c"),
    ],
)
def test_a_page_is_named_by_its_address(source, name):
    assert page_id(source) == name
