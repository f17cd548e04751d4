"""The page on the numbers says which versions made them, and what was run for each figure."""

import platform
from xml.etree import ElementTree as etree

import numpy as np
from markdown import Markdown

from course_build.figures.publish import Sheet, write_sheet


def test_versions_and_runs_are_those_of_this_copy(tmp_path):
    write_sheet(tmp_path, Sheet("f01", "Is it?", setup="Digits & <nets>.", params={}))
    write_sheet(tmp_path, Sheet("f02", "Is that?", pending="This figure is being computed."))
    one = "course_build.markdown.provenance"
    html = Markdown(extensions=[one], extension_configs={one: {"folder": str(tmp_path)}}).convert(
        "/// provenance\n///\n"
    )
    part = etree.fromstring(html)
    assert part.get("data-part") == "provenance"
    versions, runs = ([[cell.text for cell in row] for row in table.find("tbody")] for table in part)
    assert versions[:2] == [["Python", platform.python_version()], ["numpy", np.__version__]]
    assert runs == [["f01", "Digits & <nets>."], ["f02", "This figure is being computed."]]
