"""The core path as a PDF: a browser prints the document that paper.py makes."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from course_build.errors import CourseError
from course_build.export.archive import write_export
from course_build.export.finished import FinishedSite
from course_build.export.paper import Paper

BROWSER = "COURSE_BROWSER"
"""The variable that names a browser."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
LONGEST = 180
"""Seconds that a browser may take."""


def export_pdf(site: FinishedSite, out: Path) -> None:
    """Write the file.

    Raises:
        CourseError: There is no finished site or no browser, or the file cannot be written.
    """
    document = Paper(site).html()
    with tempfile.TemporaryDirectory() as folder:
        page, printed = Path(folder) / "course.html", Path(folder) / "course.pdf"
        page.write_text(document, "utf-8")
        command = [_browser(), *_flags(), f"--print-to-pdf={printed}", page.as_uri()]
        command.insert(1, f"--user-data-dir={Path(folder) / 'profile'}")
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
            said = done.stderr.strip()[-300:]
        except (OSError, subprocess.TimeoutExpired) as error:
            said = str(error)
        if not printed.is_file():
            raise CourseError(command[0], f"printed nothing ({said})", f"name another browser in {BROWSER}")
        write_export(out, printed.read_bytes())


def _browser() -> str:
    found = os.environ.get(BROWSER) or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        cure = f"install Chromium or Chrome, or name one in {BROWSER}"
        raise CourseError("course export pdf", "found no browser that prints", cure)
    return found


def _flags() -> list[str]:
    flags = ["--headless", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline"]
    # A sandbox cannot be made by root, as which containers run; what is printed holds no script.
    return [*flags, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else flags
