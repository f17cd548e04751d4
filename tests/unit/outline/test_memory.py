"""A page is counted again when it or what it shows changed, and not otherwise."""

import pytest

from course_build.outline.memory import Memory
from course_build.outline.text import PageText, read_text


@pytest.fixture
def counted():
    """The pages that were counted, in order."""
    return []


@pytest.fixture
def texts(tmp_path, counted):
    """Return a function that counts pages with a memory of this test."""
    data = tmp_path / "f01.json"
    data.write_text("1")

    def count(pages):
        counted.extend(pages)
        return [read_text(one) for one in pages]

    return lambda *pages: Memory(tmp_path / "cache" / "words.json", [data]).texts(pages, count)


def test_pages_that_did_not_change_are_not_counted_again(texts, counted):
    first = texts("<h1>A</h1><p data-quiz='a'>one</p>", "<p>two words</p>")
    assert texts("<p>two words</p>", "<h1>A</h1><p data-quiz='a'>one</p>", "<p>new</p>") == [
        first[1],
        first[0],
        PageText(words=1),
    ]
    assert counted == ["<h1>A</h1><p data-quiz='a'>one</p>", "<p>two words</p>", "<p>new</p>"]
    assert first[0].operated == {"quiz": 1}


def test_all_are_counted_again_when_the_data_change(texts, counted, tmp_path):
    texts("<p>a</p>")
    (tmp_path / "f01.json").write_text("2")
    texts("<p>a</p>")
    assert counted == ["<p>a</p>", "<p>a</p>"]


@pytest.mark.parametrize("content", ["", "[]", "{damaged", '{"a": 1}', '{"a": {"operated": {}, "gone": 1}}', "{}"])
def test_a_damaged_memory_is_forgotten(texts, counted, tmp_path, content):
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "words.json").write_text(content)
    assert texts("<p>a</p>") == texts("<p>a</p>") == [PageText(words=1)]
    assert counted == ["<p>a</p>"]
