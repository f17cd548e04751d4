"""The whole way from sources to a site: prepare() before MkDocs, finish() after it."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from course_build.about import build as about_build
from course_build.about import words as about_words
from course_build.about.plain import Plain
from course_build.assets.bundle import SERVICE_WORKER, bundle
from course_build.assets.fonts import make_fonts
from course_build.background import Background
from course_build.browser.build import Python
from course_build.cells.build import Cells
from course_build.checked import Checked
from course_build.drawing.theme import stylesheet
from course_build.errors import CourseError, raise_all
from course_build.exercises.build import FOLDER as EXERCISES
from course_build.exercises.build import Exercises
from course_build.exercises.build import files as exercise_files
from course_build.figures.build import Figures
from course_build.figures.publish import Sheet
from course_build.files import write_beside
from course_build.labs.build import Labs
from course_build.labs.source import markdown_files
from course_build.markdown import (
    answer_key,
    cell_source,
    deep_dive,
    exercise,
    exercise_source,
    figure,
    lab,
    live,
    math,
    numbers,
    part,
    quiz,
    typed,
    walkthrough,
)
from course_build.markdown.source import (
    BlockLine,
    block_lines,
    check_balance,
    check_encoding,
    check_fences,
    check_names,
)
from course_build.outline import core_path
from course_build.outline.front_matter import page_id
from course_build.outline.memory import Memory
from course_build.outline.model import FILE, Outline
from course_build.project import Project
from course_build.quizzes import key
from course_build.quizzes.figures import Figures as QuizFigures
from course_build.site import install
from course_build.site.fingerprint import fingerprint, with_fingerprints
from course_build.site.install import with_manifest
from course_build.site.pages import read_page
from course_build.site.policy import with_policy

BLOCKS = (*exercise.BLOCKS, *figure.BLOCKS, *lab.BLOCKS, *quiz.BLOCKS, *part.NAMES)
"""The names of all blocks that a page may open."""


def markdown_options(project: Project) -> dict[str, dict[str, str]]:
    """Return what each Markdown extension of ours has to be told about the checkout, by its name."""
    figures = {"folder": str(project.generated / "figures")}
    return {
        **{f"course_build.markdown.{one}": figures for one in ("figure", "live", "numbers", "provenance", "quiz")},
        "course_build.markdown.cell": {"folder": str(project.generated / "cells")},
        "course_build.markdown.exercise": {"folder": str(project.docs / EXERCISES)},
        "course_build.markdown.lab": {"folder": str(project.generated / "labs")},
        **{
            f"course_build.markdown.{one}": {"folder": str(project.generated)}
            for one in ("certificate", "course_map", "review")
        },
    }


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


def advice(project: Project) -> list[CourseError]:
    """Return what could be better in sources without mistakes, each with its file and line."""
    return quiz.advice(_pages(project), project.name, QuizFigures(project.generated / "figures"))


def check_sources(project: Project) -> None:
    """Look for mistakes that MkDocs would print as plain text, and write down what the core path holds and asks.

    Nothing is looked at again while it is as it was when no mistake was found.

    Raises:
        CourseError: All of them, each with its file and line.
    """
    checked = Checked(project.cache / "checked.txt", lambda: _involved(project))
    if not checked.holds():
        _check_sources(project)
        checked.keep()


def _involved(project: Project) -> Iterator[Path]:
    """Yield all that the check of the sources reads and writes, and its code."""
    yield project.root / "mkdocs.yml"
    yield from (path for path in project.docs.rglob("*") if path.suffix in (".md", ".py", ".json", ".page"))
    yield from (path for pattern in ("*.py", "*/*.py") for path in Path(__file__).parent.glob(pattern))


def _check_sources(project: Project) -> None:
    figures = project.generated / "figures"
    sheets = [Sheet.read(path) for path in sorted(figures.glob("*.sheet.json"))]
    pages = _pages(project)
    raise_all(check_encoding(pages, project.name))
    core, misplaced = core_path.find(pages, project.name)
    labs = markdown_files(project)
    prose = [*pages, *labs]

    def name(path: Path) -> str:
        return project.name(labs.get(path, path))

    unbalanced = [error for path in pages for error in check_balance(path, project.name)]
    raise_all(
        [
            *(error for path in pages for error in check_fences(path, project.name)),
            *unbalanced,
            *(error for path in pages for error in check_names(path, BLOCKS, project.name)),
            *misplaced,
            *quiz.check(pages, project.name, QuizFigures(figures)),
            *walkthrough.check(pages, project.name),
            *cell_source.check(pages, project.name),
            *_check_exercises(project, pages),
            *deep_dive.check(pages, project.name),
            *figure.check(_blocks(project), [sheet.id for sheet in sheets], project.name),
            *live.check(_blocks(project), sheets, project.name),
            *lab.check(_blocks(project), labs.values(), project.name),
            *numbers.check(prose, numbers.Published(figures), name),
            *typed.check(prose, name),
            *math.check(prose, name),
            *math.check_captions(sheets),
        ]
    )
    answers = answer_key.answer_key(pages, core, project.docs, QuizFigures(figures))
    write_beside(project.generated / key.FILE, answers.to_json().encode())
    # Counted as it will be shown, which takes pages without mistakes.
    config = project.root / "mkdocs.yml"
    ours = (FILE, key.FILE, about_words.FILE)
    shown = (path for path in project.generated.rglob("*.json") if path.name not in ours)
    memory = Memory(project.cache / "words.json", [config, *shown, *Path(__file__).parent.glob("*/*.py")])
    outline, texts = core_path.measure(core, project.docs, config, markdown_options(project), memory)
    write_beside(project.generated / FILE, outline.to_json().encode())
    raise_all(core_path.check(outline, texts, project.name(project.docs)))
    about = about_words.About.of(config, pages, Plain(project.docs, project.generated))
    write_beside(project.generated / about_words.FILE, about.to_json().encode())


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


def check_counts(project: Project, rendered: Counter[tuple[str, str]]) -> None:
    """Hold what stands in the site against the sources.

    Parameters:
        project: The checkout.
        rendered: How often each block of ours was rendered, as `read_page` tells of each page.

    Raises:
        CourseError: One stands there more or less often than in the sources.
    """
    asked = (*quiz.BLOCKS, *exercise.BLOCKS)
    written = Counter(_counted(one) for one in _blocks(project) if one.name not in asked)
    published = QuizFigures(project.generated / "figures")
    questions = [one for path in _pages(project) for one in quiz.questions(path, published)]
    written += Counter(("quiz", one.id) for one in questions)
    exercises = [one.id for path in _pages(project) for one, _ in exercise_source.shown_on(path.read_text("utf-8"))]
    written += Counter(("quiz", one) for one in exercises)
    # A review has everything that can be right, once more.
    returning = [*(one.id for one in questions if one.GRADED), *exercises]
    written += Counter({("review", one): written["review", ""] for one in returning})
    raise_all(
        [
            CourseError(
                f"{kind} {name}".strip(),
                f"stands {written[kind, name]} times in the sources, but {rendered[kind, name]} times in the site",
                f"check that mkdocs.yml lists the extension of course_build.markdown that makes the block {kind}, "
                "and that the block is closed",
            )
            for kind, name in sorted(written.keys() | rendered.keys())
            if written[kind, name] != rendered[kind, name]
        ]
    )


def complete(project: Project, site: Path) -> None:
    """Add what no page shows to a site that finish() found right: previews, texts, and what lets a browser keep it."""
    about_build.publish(project, site)
    about = about_words.About.read(project.generated)
    (site / install.MANIFEST).write_text(install.manifest(about.site.title, about.site.description), "utf-8")
    core = [f"{page_id(one.source)}/index.html".lstrip("/") for one in Outline.read(project.generated).pages]
    source = (project.generated / SERVICE_WORKER).read_text("utf-8")
    # Last: it names every file by its content.
    (site / install.WORKER).write_text(install.worker(site, source, core), "utf-8")


def _check_exercises(project: Project, pages: list[Path]) -> list[CourseError]:
    figures = QuizFigures(project.generated / "figures")
    readable = [path for path in pages if not check_balance(path, project.name)]
    taken = {one.id: f"{project.name(path)}:{one.line}" for path in readable for one in quiz.questions(path, figures)}
    return exercise_source.check(pages, exercise_files(project), taken, project.name)


def _each(*steps: Callable[[], None]) -> None:
    """Take all steps, and raise the errors of all together."""
    errors = []
    for step in steps:
        try:
            step()
        except CourseError as error:
            errors.append(error)
    raise_all(errors)


def _counted(block: BlockLine) -> tuple[str, str]:
    """Return what a block is counted as: figures and labs by their names, other parts by their kind."""
    return (block.name, block.argument if block.name in (*figure.BLOCKS, *lab.BLOCKS) else "")


def _make_assets(project: Project) -> None:
    """Give the page its scripts, styles, fonts and Python, and colors and glyphs of techniques, as figures use them."""
    bundle(project.generated, {"PYTHON_FILES": Python(project).publish()})
    make_fonts(project.generated, project.cache / "fonts")
    write_beside(project.generated / "identity.css", stylesheet().encode())


def _blocks(project: Project) -> list[BlockLine]:
    return [one for path in _pages(project) for one in block_lines(path)]


def _cells(project: Project) -> Cells:
    # What is no text is told by the check.
    readable = [path for path in _pages(project) if not check_encoding([path], project.name)]
    return Cells(project, cell_source.find(readable))


def _pages(project: Project) -> list[Path]:
    return sorted(project.docs.rglob("*.md"))
