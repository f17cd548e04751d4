"""Turn a notebook into the Markdown of its page: mkdocs-jupyter reads it, and our template says what a cell becomes.

mkdocs-jupyter's own template would bring its scripts and 600 kB of style to every page. With ours, cells become
Markdown that the course's extensions read like any other: code is highlighted, and formulas are set, in one way.
It is called here and not listed in mkdocs.yml, since loading it would cost every build a second.
"""

import html
import logging
import os
import tempfile
from pathlib import Path

from mkdocs_jupyter.convert import nb2html

# What this machine has set for its own notebooks is not for ours.
os.environ["JUPYTER_NO_CONFIG"] = "1"
# It would tell every build the path of a temporary file.
logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)

TEMPLATE = Path(__file__).with_name("page.md.j2")


def rendered(name: str, notebook: str) -> str:
    """Return the Markdown of a page from the text of a notebook's file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.ipynb"
        path.write_text(notebook, "utf-8")
        text = nb2html(str(path), custom_template=str(TEMPLATE), include_mathjax=False)
    # The template escapes all that it writes, since nbconvert reads it as HTML; what follows is mkdocs-jupyter's style.
    return html.unescape(str(text).rpartition("<style>")[0]).strip() + "\n"
