"""The search index of the built course holds what can be read, and not what is drawn."""

import html
import json
import re

import pytest

from tests import ROOT


@pytest.fixture(scope="module")
def docs(site):
    return json.loads((site / "search" / "search_index.json").read_text("utf-8"))["docs"]


def test_the_index_holds_titles_and_captions_of_figures_but_no_labels_of_their_drawings(docs):
    # Without spaces: the index has none between the labels of a drawing.
    indexed = _dense(" ".join(one["title"] + " " + one["text"] for one in docs))
    figures = ROOT / "docs" / "generated" / "figures"
    sheets = [json.loads(path.read_text("utf-8")) for path in sorted(figures.glob("*.sheet.json"))]
    assert len(sheets) >= 9
    for sheet in sheets:
        assert _dense(html.escape(sheet["title"], quote=False)) in indexed
    for path in sorted(figures.glob("*.svg")):
        svg = path.read_text("utf-8")
        labels = _dense("".join(re.findall(r"<text[^>]*>([^<]+)</text>", svg)))
        assert len(labels) > 20, path.name
        assert labels[:40] not in indexed, path.name
        assert _dense(svg.partition("<desc")[2].partition(">")[2].partition("</desc>")[0]) not in indexed, path.name


def test_code_is_found_and_what_works_it_is_not(docs):
    (cell,) = (one["text"] for one in docs if one["location"] == "lessons/02-techniques/#try-it")
    assert "mean = x.mean(axis=axis, keepdims=True)" in cell
    for label in ("Run", "Edit", "Reset", "JavaScript"):
        assert label not in cell
    assert not any("Data: JSON" in one["text"] for one in docs)


def _dense(text):
    # Pages show quotes curved that their sources type straight.
    return "".join(text.translate(str.maketrans("“”‘’", "\"\"''")).split())
