"""The block `//// exercise | ID`: a task, and code to finish that the page checks.

What its file says is decided in course_build.exercises. Without a script the page has the task, the code to begin
with, what is checked, and a solution in closed details.
"""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from course_build.errors import CourseError
from course_build.exercises.model import SECONDS, TYPE, Exercise
from course_build.exercises.source import read
from course_build.markdown.cell import add_bar, add_code, highlighted
from course_build.markdown.chart import add
from course_build.markdown.exercise_source import NAME, OPTIONS
from course_build.quizzes.form import CLASS as QUIZ

BLOCKS = (NAME,)
CLASS = f"course-{NAME}"


class ExerciseBlock(Block):  # type: ignore[misc]  # pymdownx has no types
    """An exercise.

    Arguments: the name of its file.
    Options: `concept`.
    Content: the task, and hints.
    """

    NAME = NAME
    ARGUMENT = True
    OPTIONS = dict.fromkeys(OPTIONS, ("", type_any))

    def on_create(self, parent: etree.Element) -> etree.Element:
        path = Path(self.config["folder"]) / f"{self.argument.strip()}.py"
        exercise = read(path)[0] if path.is_file() else None
        if exercise is None:
            raise CourseError(f"exercise {self.argument}", "cannot be shown", "course check tells why")
        self.exercise: Exercise = exercise
        attributes = {
            "class": f"{QUIZ} {CLASS}",
            "id": f"quiz-{exercise.id}",
            "data-quiz": exercise.id,
            "data-type": TYPE,
            "data-concept": str(self.options["concept"]),
            "data-content": exercise.content_hash,
            "data-solution": exercise.sealed_solution,
            "data-search-exclude": "",
        }
        # Not a div: Material's search ends an excluded element at the first closing tag of the same name.
        return etree.SubElement(parent, "section", attributes)

    def on_end(self, block: etree.Element) -> None:
        hints = [one for one in block if one.get("class") == f"{QUIZ}__hint"]
        for number, hint in enumerate(hints, 1):
            block.remove(hint)
            if len(hints) > 1:
                hint[0].text = f"Hint {number} of {len(hints)}"
        self._add_cell(block)
        self._add_checks(block)
        block.extend(hints)
        self._add_closed(block, "Solution", self.exercise.solution.text, f"{QUIZ}__answer")

    def _add_cell(self, block: etree.Element) -> None:
        one = self.exercise
        if one.setup.text:
            self._add_closed(block, "What runs before your code", one.setup.text)
        said = {"data-cell": f"{NAME}/{one.id}", "data-seconds": str(SECONDS), "data-isolated": ""}
        cell = add(block, "div", "course-cell", role="group", **{"aria-label": "Your code", **said})
        add_code(self.md, cell, highlighted(one.starter.text))
        add_bar(cell, "Running and checking it needs JavaScript. The solution below can be read without.")
        add(cell, "div", "course-cell__output", tabindex="0", role="group", **{"aria-label": "Output"})

    def _add_checks(self, block: etree.Element) -> None:
        one = self.exercise
        add(block, "p", f"{CLASS}__head", "What is checked").set("id", f"quiz-{one.id}-checks")
        checks = add(block, "ol", f"{CLASS}__checks", **{"aria-labelledby": f"quiz-{one.id}-checks"})
        for check in one.shown:
            add(add(checks, "li", f"{CLASS}__check", **{"data-check": check.name}), "span", "", check.says)
        if one.unshown:
            more = "One more, which is not shown." if one.unshown == 1 else f"{one.unshown} more, which are not shown."
            add(add(checks, "li", f"{CLASS}__check", **{"data-check": ""}), "span", "", more)
        self._add_closed(block, "The code of these checks", one.visible.text)

    def _add_closed(self, block: etree.Element, summary: str, code: str, name: str = f"{CLASS}__closed") -> None:
        details = add(block, "details", name)
        add(details, "summary", "", summary)
        shown = f'<div class="highlight"><pre tabindex="0"><code>{highlighted(code)}</code></pre></div>'
        add(details, "div", "").text = self.md.htmlStash.store(shown)


class ExerciseExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` is where the files are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/exercises", "Where the files of exercises are"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(ExerciseBlock, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return ExerciseExtension(**options)
