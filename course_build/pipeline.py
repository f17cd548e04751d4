"""The whole way from sources to a site: prepare() before MkDocs, finish() after it."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from course_build.about import build as about_build
from course_build.about import words as about_words
from course_build.assets.bundle import SERVICE_WORKER, bundle
from course_build.assets.fonts import make_fonts
from course_build.background import Background
from course_build.browser.build import Python
from course_build.cells.build import Cells
from course_build.drawing.theme import stylesheet
from course_build.errors import CourseError, raise_all
from course_build.exercises.build import Exercises
from course_build.figures.build import Figures
from course_build.files import write_beside
from course_build.labs.build import Labs
from course_build.markdown import cell_source
from course_build.markdown.source import check_encoding
from course_build.outline.front_matter import page_id
from course_build.outline.model import Outline
from course_build.project import Project
from course_build.site import install
from course_build.site.fingerprint import fingerprint, with_fingerprints
from course_build.site.install import with_manifest
from course_build.site.pages import read_page
from course_build.site.policy import with_policy
from course_build.sources import check_counts, check_sources, pages_of


def prepare(project: Project) -> None:
    """Make everything in docs/generated that MkDocs reads.

    Raises:
        CourseError: A source cannot be used, or a figure or a lab failed.
    """
    compute(project)
    _make_assets(project)


def compute(project: Project, *, ready: bool = False) -> None:
    """Bring figures, labs, cells and Python up to date, or with `ready` publish what is, and placeholders for the rest.

    Raises:
        CourseError: Some failed; the others are published all the same.
    """
    figures, labs, cells, exercises = Figures(project), Labs(project), _cells(project), Exercises(project)
    if ready:
        _each(figures.publish_ready, labs.publish_ready, cells.publish_ready)
    else:
        _each(figures.update, labs.update, cells.update, exercises.update, Python(project).update)


def prepare_serving(project: Project, background: Background) -> None:
    """Make what is ready, and let the rest come by itself; cells and exercises take a moment, and are waited for.

    Raises:
        CourseError: Some cells or exercises failed.
    """
    _make_assets(project)
    # Last: it brings the same up to date, and finds it done.
    _each(_cells(project).update, Exercises(project).update, background.refresh)


def check(project: Project) -> None:
    """Tell every mistake of the sources, exercises included, without computing a figure or building a page.

    Raises:
        CourseError: All of them, each with its file and line.
    """
    _each(lambda: compute(project, ready=True), Exercises(project).update, lambda: check_sources(project))


def finish(project: Project, site: Path) -> None:
    """Hold the built pages against their sources, name assets by content, and give each page its security policy.

    Raises:
        CourseError: A figure or question of the sources is missing in the site, or a page cannot have the policy.
    """
    renamed = fingerprint(site)
    rendered: Counter[tuple[str, str]] = Counter()
    for path in sorted(site.rglob("*.html")):
        content = read_page(path)
        rendered += content.blocks
        place = path.relative_to(site).as_posix()
        html = with_fingerprints(path.read_text("utf-8"), renamed)
        # The page of errors may be sent for any address, so it knows no way to other files.
        html = html if place == "404.html" else with_manifest(html, place)
        path.write_text(with_policy(html, content, place), "utf-8")
    check_counts(project, rendered)


def complete(project: Project, site: Path) -> None:
    """Add what no page shows to a site that finish() found right: previews, texts, and what lets a browser keep it."""
    about_build.publish(project, site)
    about = about_words.About.read(project.noted)
    (site / install.MANIFEST).write_text(install.manifest(about.site.title, about.site.description), "utf-8")
    core = [f"{page_id(one.source)}/index.html".lstrip("/") for one in Outline.read(project.noted).pages]
    source = (project.generated / SERVICE_WORKER).read_text("utf-8")
    # Last: it names every file by its content.
    (site / install.WORKER).write_text(install.worker(site, source, core), "utf-8")


def _each(*steps: Callable[[], None]) -> None:
    """Take all steps, and raise the errors of all together."""
    errors = []
    for step in steps:
        try:
            step()
        except CourseError as error:
            errors.append(error)
    raise_all(errors)


def _make_assets(project: Project) -> None:
    """Give the page its scripts, styles, fonts and Python, and colors and glyphs of techniques, as figures use them."""
    bundle(project.generated, {"PYTHON_FILES": Python(project).publish()})
    make_fonts(project.generated, project.cache / "fonts")
    write_beside(project.generated / "identity.css", stylesheet().encode())


def _cells(project: Project) -> Cells:
    # What is no text is told by the check.
    readable = [path for path in pages_of(project) if not check_encoding([path], project.name)]
    return Cells(project, cell_source.find(readable))
