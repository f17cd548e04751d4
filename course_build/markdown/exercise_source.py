"""Read where pages show exercises, and tell what is wrong with those blocks and with the files that they name."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from course_build.errors import CourseError, guess
from course_build.exercises.source import read
from course_build.markdown.quiz import blocks_of, lines_of
from course_build.markdown.source import check_balance
from course_build.quizzes.header import SLUG, read_header, split_header
from course_build.quizzes.parts import read_parts
from course_build.quizzes.question import check_block
from course_build.quizzes.source import Finding

NAME = "exercise"
OPTIONS = ("concept",)


@dataclass(frozen=True)
class Shown:
    """A block that shows an exercise."""

    id: str
    line: int
    concept: str


def check(
    paths: Iterable[Path], files: Iterable[Path], taken: dict[str, str], name: Callable[[Path], str]
) -> list[CourseError]:
    """Return everything that is wrong with exercises.

    Parameters:
        paths: The pages.
        files: The files of all exercises.
        taken: The places of questions, by their ids, which no exercise may have.
        name: Says a path.
    """
    files = list(files)
    errors, places, known = [], dict(taken), [one.stem for one in files]
    for path in paths:
        if check_balance(path, name):
            continue
        for shown, findings in shown_on(path.read_text("utf-8")):
            place = f"{name(path)}:{shown.line}"
            errors += [CourseError(f"{name(path)}:{one.line}", one.problem, one.cure) for one in findings]
            if shown.id not in known:
                cure = guess(shown.id, known) if known else "write its file"
                errors.append(CourseError(place, f"there is no file docs/exercises/{shown.id}.py", cure))
            elif shown.id in places:
                errors.append(CourseError(place, f"the id {shown.id!r} stands at {places[shown.id]} too", "change one"))
            places.setdefault(shown.id, place)
    for file in files:
        errors += [CourseError(f"{name(file)}:{one.line}", one.problem, one.cure) for one in read(file)[1]]
        if not SLUG.fullmatch(file.stem):
            cure = "use a word or words such as rms-norm: lower case, digits, hyphens"
            errors.append(CourseError(name(file), f"{file.stem!r} is no name for an exercise", cure))
        elif file.stem not in places:
            cure = f"write /// exercise | {file.stem} where it belongs"
            errors.append(CourseError(name(file), "no page shows the exercise", cure))
    return errors


def shown_on(text: str) -> Iterator[tuple[Shown, list[Finding]]]:
    """Yield each exercise that a page shows, with what is wrong with the block."""
    for lines in blocks_of(lines_of(text), NAME):
        first, findings, concept = lines[0], list[Finding](), ""
        if check_block(lines, findings, NAME):
            options, rest = split_header(lines[1:-1])
            header = read_header(first.number, options, findings)
            if header:
                header.check_concept(findings, NAME)
                header.refuse_others(OPTIONS, findings)
                concept = header.text("concept")
            for option in read_parts(first.number, rest, findings).options:
                findings.append(Finding(option.line, "an exercise has no options", "remove it, or write a question"))
        yield Shown(first.text.partition("|")[2].strip(), first.number, concept), findings
