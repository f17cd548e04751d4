"""Read a lab: a Python file in the percent format, whose cells begin at lines `# %%` or `# %% [markdown]`.

jupytext reads the same format where the notebook is made; here every cell keeps its line, by which mistakes are told,
and nothing of Jupyter has to be loaded.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError, raise_all
from course_build.files import write_beside
from course_build.project import Project

MARKDOWN = "# %% [markdown]"
CODE = "# %%"
SOLUTION = '# %% tags=["solution"]'
"""The lines that begin a cell; a solution is a cell of code that stays closed until a reader opens it."""
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.py")
_BLOCK = re.compile(r"\s*/{3,}")


@dataclass(frozen=True)
class Cell:
    """A piece of a lab."""

    kind: str
    """The line that begins it."""
    line: int
    """The line of the file that its source begins at."""
    source: str
    """Without blank lines around it; Markdown without its comment marks."""


@dataclass(frozen=True)
class Lab:
    """A lab as its file stands."""

    path: Path
    text: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def title(self) -> str:
        """Its heading, as Markdown."""
        return self.cells[0].source.splitlines()[0].removeprefix("# ")

    @property
    def code(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind != MARKDOWN]


def find_labs(project: Project) -> tuple[list[Lab], list[CourseError]]:
    """Return the labs in the order of their names, and everything that is wrong with the others."""
    labs: list[Lab] = []
    errors: list[CourseError] = []
    for path in sorted(project.lab_sources.glob("*.py")):
        try:
            labs.append(_read(project, path))
        except CourseError as error:
            errors.append(error)
    return labs, errors


def markdown_files(project: Project) -> dict[Path, Path]:
    """Write what each lab says in Markdown to a file that checks can read, and return the lab of each."""
    files = {}
    for path in sorted(project.lab_sources.glob("*.py")):
        file = project.cache / "labs" / "markdown" / f"{path.stem}.md"
        write_beside(file, markdown_of(path.read_text("utf-8", errors="replace")).encode())
        files[file] = path
    return files


def markdown_of(text: str) -> str:
    """Return the Markdown of a lab; every character keeps its line and its place, and all else is blank."""
    lines, markdown = [], False
    for line in text.split("\n"):
        if line.startswith(CODE):
            markdown = line.rstrip() == MARKDOWN
            lines.append("")
        else:
            lines.append(re.sub(r"^# ?", lambda mark: " " * len(mark[0]), line) if markdown else "")
    return "\n".join(lines)


def _read(project: Project, path: Path) -> Lab:
    name = project.name(path)
    if not _NAME.fullmatch(path.name):
        raise CourseError(name, "is not named like batch-norm-from-nothing.py", "use small letters, digits and hyphens")
    try:
        text = path.read_text("utf-8")
        ast.parse(text)
    except UnicodeDecodeError:
        raise CourseError(name, "holds bytes that are not UTF-8", "save it as UTF-8") from None
    except SyntaxError as error:
        raise CourseError(f"{name}:{error.lineno}", f"{error.msg}, as Python reads it", "correct the code") from None
    cells = tuple(_cells(text))
    raise_all(list(_mistakes(name, text, cells)))
    return Lab(path, text, cells)


def _cells(text: str) -> Iterator[Cell]:
    lines = text.split("\n")
    starts = [index for index, line in enumerate(lines) if line.startswith(CODE)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        kind, inside = lines[start].rstrip(), lines[start + 1 : end]
        while inside and not inside[-1].strip():
            inside.pop()
        blank = next((index for index, line in enumerate(inside) if line.strip()), 0)
        if kind == MARKDOWN:
            inside = [re.sub("^# ?", "", line) for line in inside]
        yield Cell(kind, start + 2 + blank, "\n".join(inside[blank:]))


def _mistakes(name: str, text: str, cells: tuple[Cell, ...]) -> Iterator[CourseError]:
    """Yield what would be lost or shown as it is written, on the page or in the notebook."""
    lines = text.split("\n")
    if not cells or cells[0].kind != MARKDOWN or not cells[0].source.startswith("# "):
        first = cells[0].line if cells else 1
        cure = f"begin with a line {MARKDOWN}, and its title as a line # # Title"
        yield CourseError(f"{name}:{first}", "the lab does not begin with its title", cure)
    for number, line in enumerate(lines[: cells[0].line - 2] if cells else lines, 1):
        if line.strip():
            yield CourseError(f"{name}:{number}", "the line stands before the first cell", f"begin with {MARKDOWN}")
            break
    kind = ""
    for number, line in enumerate(lines, 1):
        place = f"{name}:{number}"
        if line.startswith(CODE):
            kind = line.rstrip()
            if kind not in (MARKDOWN, CODE, SOLUTION):
                cure = f"write one of {MARKDOWN}, {CODE} and {SOLUTION}"
                yield CourseError(place, f"there is no cell {kind!r}", cure)
        elif kind == MARKDOWN and line.strip():
            if not re.match(r"#(?: |$)", line):
                yield CourseError(place, "the line of a Markdown cell is no comment", "begin it with # and a space")
            elif _BLOCK.match(line[1:]):
                cure = "say it in plain Markdown: the notebook would show the block as it is written"
                yield CourseError(place, "a block of the course stands in a lab", cure)
            elif "{{" in line:
                cure = "let a cell of code print the number: the notebook would show the braces"
                yield CourseError(place, "a number in braces stands in a lab", cure)
    for cell in cells:
        if not cell.source:
            yield CourseError(f"{name}:{cell.line - 1}", "the cell is empty", "fill it, or remove it")
