"""The block `//// quiz`: a question that can be read, answered and looked up without JavaScript.

What its source may say is decided in course_build.quizzes; here it becomes HTML. The page
shows the question and its options; explanations and hints wait in closed details elements.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block, type_any

from course_build.errors import CourseError, raise_all
from course_build.markdown.quiz_form import fill
from course_build.markdown.source import BLOCK, CLOSING, check_balance, with_code
from course_build.quizzes.advice import advise
from course_build.quizzes.figures import FOLDER, PUBLISHED, Figures
from course_build.quizzes.form import add
from course_build.quizzes.misconceptions import LIKE_MARK, without_marks
from course_build.quizzes.model import Question
from course_build.quizzes.parts import EXPLANATION, like_option
from course_build.quizzes.question import TYPES, read_question
from course_build.quizzes.source import Line

BLOCKS = ("quiz", "hint")


def check(paths: Iterable[Path], name: Callable[[Path], str], figures: Figures = PUBLISHED) -> list[CourseError]:
    """Return everything that is wrong with the questions of a course; `name` says a path."""
    errors, places = [], dict[str, str]()
    for path in paths:
        if check_balance(path, name):
            continue
        lines = list(lines_of(path.read_text("utf-8")))
        blocks = blocks_of(lines)
        for block in blocks:
            question, findings = read_question(block, figures)
            errors += [CourseError(f"{name(path)}:{one.line}", one.problem, one.cure) for one in findings]
            if question is not None:
                place = f"{name(path)}:{question.line}"
                if question.id in places:
                    first = places[question.id]
                    errors.append(CourseError(place, f"the id {question.id!r} stands at {first} too", "change one"))
                places.setdefault(question.id, place)
        errors += [
            CourseError(
                f"{name(path)}:{line.number}", "the mark stands outside an explanation", "move it under an option"
            )
            for line in lines
            if not line.code and LIKE_MARK.search(line.text) and not EXPLANATION.fullmatch(line.text)
        ]
        inside = {line.number for block in (*blocks, *blocks_of(lines, "exercise")) for line in block}
        for line in lines:
            if line.number not in inside and (what := "hint" if line.block == "hint" else _option(line)):
                place = f"{name(path)}:{line.number}"
                errors.append(CourseError(place, f"the {what} stands outside a question", "move it into one"))
    return errors


def advice(paths: Iterable[Path], name: Callable[[Path], str], figures: Figures = PUBLISHED) -> list[CourseError]:
    """Return what makes questions weak, once they were checked; none of it has to stop a build."""
    return [
        CourseError(f"{name(path)}:{one.line}", problem, cure)
        for path in paths
        for one in questions(path, figures)
        for problem, cure in advise(one)
    ]


def questions(path: Path, figures: Figures = PUBLISHED) -> list[Question]:
    """Return the questions of a page, once they were checked."""
    found = (read_question(block, figures)[0] for block in blocks_of(lines_of(path.read_text("utf-8"))))
    return [one for one in found if one is not None]


def lines_of(text: str) -> Iterator[Line]:
    """Yield the lines of a page, as questions are read from them."""
    for number, line, fenced, quoted in with_code(text):
        # A quotation is an explanation, whatever stands in it.
        code = fenced and not quoted
        opens = None if code else BLOCK.fullmatch(line.strip())
        closes = not code and CLOSING.fullmatch(line.strip())
        # pymdownx takes Quiz for quiz.
        yield Line(number, line.expandtabs(4), code, opens["name"].lower() if opens else "" if closes else None)


def _option(line: Line) -> str:
    return "option" if not line.code and like_option(line.text) else ""


def blocks_of(lines: Iterable[Line], name: str = "quiz") -> list[list[Line]]:
    """Return the lines of each question, from its first to its last; `name` is that of its block."""
    found, current, depth = list[list[Line]](), list[Line](), 0
    for line in lines:
        if current or line.block == name:
            current.append(line)
            depth += 0 if line.block is None else 1 if line.block else -1
            if not depth:
                found.append(current)
                current = []
    return found


class _Questions(Preprocessor):
    """Reads the questions of a page before anything else does, so that the blocks can look them up."""

    def __init__(self, md: Markdown, found: dict[str, Question], figures: Figures) -> None:
        super().__init__(md)
        self.found = found
        self.figures = figures

    def run(self, lines: list[str]) -> list[str]:
        self.found.clear()
        blocks = blocks_of(lines_of("\n".join(lines)))
        for block in blocks:
            question, findings = read_question(block, self.figures)
            raise_all([CourseError(f"line {one.line} of the page", one.problem, one.cure) for one in findings])
            if question is not None:
                self.found[question.id] = question
        shown = list(lines)
        for one in (one for block in blocks for one in block if not one.code):
            shown[one.number - 1] = without_marks(shown[one.number - 1])
        return shown


class Hint(Block):  # type: ignore[misc]  # pymdownx has no types
    """A hint, closed until asked for.

    Arguments: none.
    Options: none.
    Content: Markdown.
    """

    NAME = "hint"

    def on_validate(self, parent: etree.Element) -> bool:
        return "data-quiz" in parent.attrib

    def on_create(self, parent: etree.Element) -> etree.Element:
        details = add(parent, "details", "hint")
        add(details, "summary", text="Hint")
        return details


class Quiz(Block):  # type: ignore[misc]  # pymdownx has no types
    """A question.

    Arguments: none.
    Options: those of its type, see course_build.quizzes.
    Content: the question, its options with their explanations, hints.
    """

    NAME = "quiz"
    OPTIONS = {name: ("", type_any) for one in TYPES.values() for name in one.OPTIONS}  # noqa: RUF012

    def on_validate(self, parent: etree.Element) -> bool:
        return self.options["id"] in self.config["found"]

    def on_create(self, parent: etree.Element) -> etree.Element:
        self.question: Question = self.config["found"][self.options["id"]]
        one = self.question
        return etree.SubElement(
            parent,
            # Not a div: Material's search ends an excluded element at the first closing tag of the same name.
            "section",
            {
                "class": "course-quiz",
                "id": f"quiz-{one.id}",
                "data-quiz": one.id,
                "data-type": one.TYPE,
                "data-concept": one.concept,
                "data-content": one.content_hash,
                "data-solution": one.sealed_solution,
                "data-search-exclude": "",
            },
        )

    def on_end(self, block: etree.Element) -> None:
        fill(block, self.question)


class QuizExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the blocks, and reads the questions of each page before them; `folder` is where figures are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": [str(FOLDER), "Where figures are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        found: dict[str, Question] = {}
        # After tabs became spaces (30), and before fenced code is put away (25).
        md.preprocessors.register(
            _Questions(md, found, Figures(Path(self.getConfig("folder")))), "course-questions", 29
        )
        block_mgr.register(Quiz, {"found": found})
        block_mgr.register(Hint, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return QuizExtension(**options)
