"""The command `course`. Building and serving are MkDocs's own commands."""

import functools
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from course_build.errors import CourseError
from course_build.project import Project

if TYPE_CHECKING:
    from course_build.export.finished import FinishedSite


def told_plainly[**P, R](command: Callable[P, R]) -> Callable[P, R]:
    """Show our errors as lines, and exit with 1."""

    @functools.wraps(command)
    def wrapped(*arguments: P.args, **options: P.kwargs) -> R:
        try:
            return command(*arguments, **options)
        except CourseError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    return wrapped


@click.group()
def main() -> None:
    """Build the parts of the course that MkDocs does not."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")


@main.command()
@told_plainly
def check() -> None:
    """Read all sources, and tell every mistake as file:line: problem; cure. Without mistakes, tell weak questions."""
    from course_build import pipeline, sources  # numpy and matplotlib take a while to load

    project = Project.at(Path.cwd())
    pipeline.check(project)
    for one in sources.advice(project):
        click.echo(f"{one.place}: weak: {one.problem}; {one.cure}", err=True)
    click.echo("No mistakes found.")


@main.command()
@click.option("--ready", is_flag=True, help="Compute nothing: publish what is up to date, placeholders for the rest.")
@told_plainly
def prepare(*, ready: bool) -> None:
    """Bring all that takes computing up to date, as a build does: figures, labs, cells, exercises, Python."""
    from course_build import pipeline

    pipeline.compute(Project.at(Path.cwd()), ready=ready)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@told_plainly
def labs(names: tuple[str, ...]) -> None:
    """Run the labs that are not up to date: all, or those NAMEd, such as small-batches."""
    from course_build.labs.build import Labs

    Labs(Project.at(Path.cwd())).update(names)


@main.command()
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--force", is_flag=True, help="Compute even what is up to date.")
@click.option("--dask", metavar="ADDRESS", help="Compute on the Dask cluster with this scheduler.")
@told_plainly
def figures(names: tuple[str, ...], *, force: bool, dask: str | None) -> None:
    """Compute the figures that are not up to date: all, or those NAMEd, such as f01."""
    from course_build.figures.build import Figures

    Figures(Project.at(Path.cwd())).update(names, force=force, dask=dask)


@main.command()
@told_plainly
def fetch() -> None:
    """Bring the files that Python in the browser is made of, and tell where they are."""
    from course_build.browser.fetch import fetch as bring
    from course_build.browser.manifest import Manifest

    for path in bring(Manifest.read(), Project.at(Path.cwd()).cache / "browser").values():
        click.echo(path)


@main.group()
def export() -> None:
    """Write copies of the finished site for places without a server. They are made from `site/` alone."""


def _finished(site: Path | None) -> "FinishedSite":
    from course_build.export.finished import FinishedSite

    return FinishedSite(site or Project.at(Path.cwd()).site)


def _tell(file: Path) -> None:
    click.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


_site = click.option(
    "--site",
    type=click.Path(path_type=Path),
    help="The finished site.  [default: site/ of the checkout]",
)


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The zip file to write.  [default: COURSE-course.zip]")
@_site
@told_plainly
def offline(*, out: Path | None, site: Path | None) -> None:
    """Write a folder in a zip file: unpack it, open index.html, and everything works, without network."""
    from course_build.export.offline import export_offline

    finished = _finished(site)
    file = out or Path(f"{finished.course}-course.zip")
    export_offline(finished, file)
    _tell(file)


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The folder to write.  [default: COURSE-hosted]")
@click.option("--add", type=click.Path(path_type=Path), multiple=True, help="A file of another export, for readers.")
@click.option("--quick", is_flag=True, help="Compress less, in seconds instead of a minute.")
@_site
@told_plainly
def hosted(*, out: Path | None, add: tuple[Path, ...], quick: bool, site: Path | None) -> None:
    """Write the site for a web server: compressed files beside the others, and what tells the server of them."""
    from course_build.export.hosted import NGINX, PUBLIC, export_hosted

    finished = _finished(site)
    folder = out or Path(f"{finished.course}-hosted")
    export_hosted(finished, folder, add=add, quick=quick)
    click.echo(f"{folder / PUBLIC}: put this on a static host; {folder / NGINX}: an example for nginx")


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: COURSE-questions.gift]")
@_site
@told_plainly
def questions(*, out: Path | None, site: Path | None) -> None:
    """Write the questions in GIFT, which Moodle imports, and list what that format cannot carry."""
    from course_build.export.gift import export_questions

    finished = _finished(site)
    file = out or Path(f"{finished.course}-questions.gift")
    for line in export_questions(finished, file):
        click.echo(f"not carried: {line}")
    click.echo(file)


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: COURSE-scorm.zip]")
@_site
@told_plainly
def scorm(*, out: Path | None, site: Path | None) -> None:
    """Write a SCORM 1.2 package: a learning platform shows the course, and hears what learners do."""
    from course_build.export.scorm import export_scorm

    finished = _finished(site)
    file = out or Path(f"{finished.course}-scorm.zip")
    export_scorm(finished, file)
    _tell(file)


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: COURSE.html]")
@_site
@told_plainly
def single(*, out: Path | None, site: Path | None) -> None:
    """Write the course as one HTML file that can be mailed: open it, and everything works, without network."""
    from course_build.export.single import export_single

    finished = _finished(site)
    file = out or Path(f"{finished.course}.html")
    export_single(finished, file)
    _tell(file)


@export.command()
@click.option("--out", type=click.Path(path_type=Path), help="The file to write.  [default: COURSE.pdf]")
@_site
@told_plainly
def pdf(*, out: Path | None, site: Path | None) -> None:
    """Write the core path as a PDF, answers in an appendix; a Chromium prints it, or what COURSE_BROWSER names."""
    from course_build.export.pdf import export_pdf

    finished = _finished(site)
    file = out or Path(f"{finished.course}.pdf")
    export_pdf(finished, file)
    _tell(file)
