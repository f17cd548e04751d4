"""The notebook of a lab, as readers download it: the same bytes from the same lab, on any day and any machine."""

import re
from collections.abc import Sequence
from typing import Any

import jupytext
import nbformat

from course_build.labs.source import MARKDOWN, SOLUTION, Lab

_RELATIVE_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\((?!https?:|#)[^()]*\)")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def new_notebook(lab: Lab) -> Any:
    """Return the notebook without outputs."""
    notebook = jupytext.reads(lab.text, "py:percent")
    notebook.metadata = nbformat.from_dict(METADATA)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, (cell, source) in enumerate(zip(notebook.cells, lab.cells, strict=True), 1):
        # By default ids are random.
        cell.id = f"cell-{number}"
        # Jupyter keeps the code of a solution closed, too.
        hidden = {"tags": ["solution"], "jupyter": {"source_hidden": True}} if source.kind == SOLUTION else {}
        cell.metadata = nbformat.from_dict(hidden)
    return notebook


def written(lab: Lab, outputs: Sequence[Sequence[dict[str, Any]]]) -> str:
    """Return the notebook with its outputs, as the text of its file."""
    notebook = new_notebook(lab)
    code = [cell for cell, source in zip(notebook.cells, lab.cells, strict=True) if source.kind != MARKDOWN]
    for number, (cell, found) in enumerate(zip(code, outputs, strict=True), 1):
        cell.execution_count = number
        cell.outputs = [nbformat.from_dict(one) for one in found]
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def downloadable(notebook: str) -> str:
    """Return the notebook as it stands by itself: without links to pages of the course, which lead nowhere from it."""
    read = nbformat.reads(notebook, as_version=4)
    for cell in read.cells:
        if cell.cell_type == "markdown":
            cell.source = _RELATIVE_LINK.sub(r"\1", cell.source)
    return str(nbformat.writes(read)) + "\n"
