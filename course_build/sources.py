"""Hold the sources to their rules, before MkDocs reads them, and what stands in the site against the sources, after."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from course_build.about import words as about_words
from course_build.about.plain import Plain
from course_build.checked import Checked
from course_build.errors import CourseError, raise_all
from course_build.exercises.build import FOLDER as EXERCISES
from course_build.exercises.build import files as exercise_files
from course_build.figures.publish import Sheet
from course_build.files import write_beside
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
from course_build.outline.memory import Memory
from course_build.outline.model import FILE
from course_build.project import Project
from course_build.quizzes import key
from course_build.quizzes.figures import Figures as QuizFigures

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
            f"course_build.markdown.{one}": {"folder": str(project.noted)}
            for one in ("certificate", "course_map", "review")
        },
    }


def advice(project: Project) -> list[CourseError]:
    """Return what could be better in sources without mistakes, each with its file and line."""
    return quiz.advice(pages_of(project), project.name, QuizFigures(project.generated / "figures"))


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
    yield from project.noted.glob("*.json")
    yield from (path for path in project.docs.rglob("*") if path.suffix in (".md", ".py", ".json", ".page"))
    yield from (path for pattern in ("*.py", "*/*.py") for path in Path(__file__).parent.glob(pattern))


def _check_sources(project: Project) -> None:
    figures = project.generated / "figures"
    sheets = [Sheet.read(path) for path in sorted(figures.glob("*.sheet.json"))]
    pages = pages_of(project)
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
    write_beside(project.noted / key.FILE, answers.to_json().encode())
    # Counted as it will be shown, which takes pages without mistakes.
    config = project.root / "mkdocs.yml"
    shown = project.generated.rglob("*.json")
    memory = Memory(project.cache / "words.json", [config, *shown, *Path(__file__).parent.glob("*/*.py")])
    outline, texts = core_path.measure(core, project.docs, config, markdown_options(project), memory)
    write_beside(project.noted / FILE, outline.to_json().encode())
    raise_all(core_path.check(outline, texts, project.name(project.docs)))
    about = about_words.About.of(config, pages, Plain(project.docs, project.generated))
    write_beside(project.noted / about_words.FILE, about.to_json().encode())


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
    questions = [one for path in pages_of(project) for one in quiz.questions(path, published)]
    written += Counter(("quiz", one.id) for one in questions)
    exercises = [one.id for path in pages_of(project) for one, _ in exercise_source.shown_on(path.read_text("utf-8"))]
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


def _check_exercises(project: Project, pages: list[Path]) -> list[CourseError]:
    figures = QuizFigures(project.generated / "figures")
    readable = [path for path in pages if not check_balance(path, project.name)]
    taken = {one.id: f"{project.name(path)}:{one.line}" for path in readable for one in quiz.questions(path, figures)}
    return exercise_source.check(pages, exercise_files(project), taken, project.name)


def _counted(block: BlockLine) -> tuple[str, str]:
    """Return what a block is counted as: figures and labs by their names, other parts by their kind."""
    return (block.name, block.argument if block.name in (*figure.BLOCKS, *lab.BLOCKS) else "")


def _blocks(project: Project) -> list[BlockLine]:
    return [one for path in pages_of(project) for one in block_lines(path)]


def pages_of(project: Project) -> list[Path]:
    return sorted(project.docs.rglob("*.md"))
