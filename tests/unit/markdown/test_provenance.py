"""The page on the numbers says which versions made them, what was run for each figure, and what is shipped."""

import platform
from xml.etree import ElementTree as etree

import numpy as np
import pytest
from markdown import Markdown

from course_build.browser.manifest import Manifest
from course_build.figures.publish import Sheet, write_sheet


@pytest.fixture
def figures(tmp_path):
    """The folder of two figures, in a folder of generated files."""
    folder = tmp_path / "figures"
    write_sheet(folder, Sheet("f01", "Is it?", setup="Digits & <nets>.", params={}))
    write_sheet(folder, Sheet("f02", "Is that?", pending="This figure is being computed."))
    return folder


def converted(figures):
    one = "course_build.markdown.provenance"
    html = Markdown(extensions=[one], extension_configs={one: {"folder": str(figures)}}).convert(
        "/// provenance\n///\n"
    )
    part = etree.fromstring(html)
    assert part.get("data-part") == "provenance"
    return part, [[[cell.text for cell in row] for row in table.find("tbody")] for table in part.iter("table")]


def test_versions_and_runs_are_those_of_this_copy(figures):
    part, (versions, runs) = converted(figures)
    assert versions[:2] == [["Python", platform.python_version()], ["numpy", np.__version__]]
    assert runs == [["f01", "Digits & <nets>."], ["f02", "This figure is being computed."]]
    assert "no Python" in "".join(part.itertext())


def test_each_file_that_is_shipped_is_listed_with_its_hash(figures, tmp_path):
    (tmp_path / "python").mkdir()
    (tmp_path / "python" / "licenses.txt").write_text("free")
    part, (_, _, shipped) = converted(figures)
    assert [(row[0], row[3]) for row in shipped] == [(one.name, one.sha256) for one in Manifest.read().assets]
    assert shipped[0][1:3] == ["pyodide 314.0.3, python 3.14.2", "MPL-2.0, PSF-2.0"]
    assert part.find(".//a").get("href") == "/generated/python/licenses.txt"
