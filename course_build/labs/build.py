"""Bring labs up to date: run those whose code changed, and publish each as a page and as a notebook."""

import json
import logging
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from course_build.errors import CourseError, raise_all
from course_build.figures.key import Keys, imports_of
from course_build.files import write_beside
from course_build.labs.source import Lab, find_labs
from course_build.project import Project

# Below MkDocs's own logger, so that its builds show what we say.
log = logging.getLogger("mkdocs.course")

RUN_LIBRARIES = ("numpy", "ipython", "ipykernel", "nbclient")
PAGE_LIBRARIES = ("jupytext", "mkdocs-jupyter", "nbconvert", "nbformat")
TEMPLATE = Path(__file__).with_name("page.md.j2")


class Labs:
    """The labs of a checkout, as its files stand now."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.generated / "labs"
        self.cache = project.cache / "labs"
        self.found, self.errors = find_labs(project)
        self.keys = Keys()

    def update(self, names: Sequence[str] = ()) -> None:
        """Run and publish the labs that are not up to date.

        Raises:
            CourseError: Some failed; the others are published all the same.
        """
        known = [lab.name for lab in self.found]
        raise_all(
            [
                CourseError(f"lab {name}", "does not exist", f"name one of {', '.join(known)}")
                for name in names
                if name not in known
            ]
        )
        stale = [lab for lab in self.found if lab.name in (names or known) and not self._publish_ready(lab)]
        log.info("labs: %d up to date, skipped; %d to make", len(names or known) - len(stale), len(stale))
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            failed = [error for error in pool.map(self._make, stale) if error is not None]
        self._remove_others()
        raise_all([*self.errors, *failed])

    def publish_ready(self) -> None:
        """Publish what needs no running, and a placeholder or the last version for the rest.

        Raises:
            CourseError: Some files are no labs; the others are published all the same.
        """
        for lab in self.found:
            if not self._publish_ready(lab):
                self._publish_pending(lab, "This lab is being run.")
        raise_all(self.errors)

    def _publish_ready(self, lab: Lab) -> bool:
        """Publish a lab if it was run and turned into a page before; tell whether it was."""
        path = self._page_path(lab)
        if path.is_file():
            self._publish(lab, **json.loads(path.read_text("utf-8")))
        return path.is_file()

    def _make(self, lab: Lab) -> CourseError | None:
        # Jupyter takes a second to load, which a build without changes does not pay.
        from course_build.labs.notebook import downloadable, written
        from course_build.labs.render import rendered
        from course_build.labs.run import run

        path = self.cache / "outputs" / f"{self._run_key(lab)}.json"
        try:
            outputs = json.loads(path.read_text("utf-8")) if path.is_file() else run(self.project, lab)
        except CourseError as error:
            self._publish_pending(lab, "This lab could not be run.")
            return error
        _keep(path, outputs)
        notebook = written(lab, outputs)
        published = {"notebook": downloadable(notebook), "page": rendered(lab.name, notebook)}
        _keep(self._page_path(lab), published)
        self._publish(lab, **published)
        return None

    def _publish(self, lab: Lab, notebook: str, page: str) -> None:
        write_beside(self.folder / f"{lab.name}.ipynb", notebook.encode())
        # Last, since a lab is complete once its page is.
        write_beside(self.folder / f"{lab.name}.page", page.encode())

    def _publish_pending(self, lab: Lab, reason: str) -> None:
        """Let the page say that a lab is on its way, unless an earlier version can stand in for it."""
        path = self.folder / f"{lab.name}.page"
        if not (self.folder / f"{lab.name}.ipynb").is_file():
            write_beside(path, f'# {lab.title}\n\n{reason}\n{{ .course-pending data-lab="{lab.name}" }}\n'.encode())

    def _run_key(self, lab: Lab) -> str:
        """Return the key of the outputs, on which the text between the cells has no influence."""
        code = [cell.source for cell in lab.code]
        imported = {module: self.keys.code(module) for module in sorted(imports_of(lab.text.encode()))}
        return self.keys.key("course_build.labs.run", {"code": code, "imported": imported}, RUN_LIBRARIES)

    def _page_path(self, lab: Lab) -> Path:
        parameters = {
            "run": self._run_key(lab),
            "text": lab.text,
            "notebook": self.keys.code("course_build.labs.notebook"),
            "template": TEMPLATE.read_text("utf-8"),
        }
        key = self.keys.key("course_build.labs.render", parameters, PAGE_LIBRARIES)
        return self.cache / "pages" / f"{key}.json"

    def _remove_others(self) -> None:
        """Remove what belongs to labs that are no more."""
        names = {path.stem for path in self.project.lab_sources.glob("*.py")}
        for path in self.folder.glob("*"):
            if path.stem not in names:
                path.unlink()


def _keep(path: Path, content: Any) -> None:
    write_beside(path, json.dumps(content).encode())
