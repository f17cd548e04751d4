"""The whole way from sources to a site: prepare() before MkDocs, finish() after it."""

from collections import Counter
from pathlib import Path

from course_build.errors import CourseError, raise_all
from course_build.figures.background import Background
from course_build.figures.build import Figures
from course_build.figures.theme import stylesheet
from course_build.files import write_beside
from course_build.markdown import figure
from course_build.markdown.source import BlockLine, block_lines, check_balance
from course_build.project import Project
from course_build.site.pages import read_page
from course_build.site.policy import with_policy


def prepare(project: Project) -> None:
    """Make everything in docs/generated that MkDocs reads.

    Raises:
        CourseError: A source cannot be used, or a figure failed.
    """
    _write_identity(project)
    Figures(project).update()


def prepare_serving(project: Project, background: Background) -> None:
    """Make what is ready, and let the rest come by itself."""
    _write_identity(project)
    background.refresh()


def check_sources(project: Project) -> None:
    """Look for mistakes that MkDocs would print as plain text.

    Raises:
        CourseError: All of them, each with its file and line.
    """
    known = sorted(path.name.split(".")[0] for path in (project.generated / "figures").glob("*.sheet.json"))
    unbalanced = [error for path in _pages(project) for error in check_balance(path, project.name)]
    raise_all(unbalanced + figure.check(_blocks(project), known, project.name))


def finish(project: Project, site: Path) -> None:
    """Hold the built pages against their sources, and give each its security policy.

    Raises:
        CourseError: A figure of the sources is missing in the site, or a page cannot have the policy.
    """
    rendered: Counter[tuple[str, str]] = Counter()
    for path in sorted(site.rglob("*.html")):
        content = read_page(path)
        rendered += content.blocks
        place = path.relative_to(site).as_posix()
        path.write_text(with_policy(path.read_text("utf-8"), content, place), "utf-8")
    written = Counter((one.name, one.argument) for one in _blocks(project) if one.name in figure.BLOCKS)
    raise_all([
        CourseError(
            f"{kind} {name}",
            f"stands {written[kind, name]} times in the sources, but {rendered[kind, name]} times in the site",
            "check that mkdocs.yml lists course_build.markdown.figure, and that the block is closed with ///",
        )
        for kind, name in sorted(written.keys() | rendered.keys())
        if written[kind, name] != rendered[kind, name]
    ])


def _write_identity(project: Project) -> None:
    """Give the page the colors and glyphs of the techniques, which the figures use too."""
    write_beside(project.generated / "identity.css", stylesheet().encode())


def _blocks(project: Project) -> list[BlockLine]:
    return [one for path in _pages(project) for one in block_lines(path)]


def _pages(project: Project) -> list[Path]:
    return sorted(project.docs.rglob("*.md"))
