"""A deep dive has a title and an address of its own, and Material's search finds what it holds under that address."""

from markdown import Markdown
from material.plugins.search.plugin import Parser

from course_build.markdown import deep_dive

PAGE = """\
/// deep-dive
    id: one

Text.
///

/// deep-dive | Two
///

//// deep-dive | Three
    id: One_More
    open: true

/// deep-dive | Four
    id: four
///
////

/// deep-dive | Five
    id: four
///

/// Deep-Dive | Six
    id: [six
///

```
/// deep-dive | In code
///
```
"""


def test_every_mistake_is_told_with_its_line(tmp_path):
    path, other = tmp_path / "page.md", tmp_path / "other.md"
    path.write_text(PAGE)
    other.write_text("/// deep-dive | Seven\n    id: four\n///\n")
    assert [str(error) for error in deep_dive.check([path, other], lambda path: path.name)] == [
        "page.md:1: the deep dive has no title; write it as /// deep-dive | Title",
        "page.md:7: the deep dive has no id; add the option id",
        "page.md:11: the id 'One_More' is not a name; use a word or words such as bn-axes: lower case, digits, hyphens",
        "page.md:12: there is no option 'open' here; use one of id",
        "page.md:20: the id 'four' stands at page.md:15 too; change one",
        "page.md:24: the options are not YAML: expected ',' or ']', but got '<stream end>'; write each as name: value",
        "other.md:2: the id 'four' stands at page.md:15 too; change one",
    ]


def test_search_finds_the_text_under_the_title_and_goes_on_after_it():
    html = Markdown(extensions=["toc", "course_build.markdown.deep_dive"]).convert(
        "# Page\n\nBefore.\n\n/// deep-dive | Running averages\n    id: running\n\nMomentum.\n///\n\nAfter.\n"
    )
    parser = Parser()
    parser.feed(html)
    page, dive = parser.data
    assert (dive.id, "".join(dive.title), "".join(dive.text).strip()) == (
        "running",
        "Running averages",
        "<p>Momentum.</p>",
    )
    assert "".join(page.text).split() == ["<p>Before.</p>", "<p>After.</p>"]
