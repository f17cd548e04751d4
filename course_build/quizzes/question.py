"""From the lines of a source to a question, or to everything that is wrong with it."""

from collections.abc import Sequence
from functools import lru_cache

from course_build.errors import guess
from course_build.quizzes.choice import Choice, Multiple
from course_build.quizzes.figures import Figures
from course_build.quizzes.fill import Fill
from course_build.quizzes.header import Header, read_header, split_header
from course_build.quizzes.match import Match
from course_build.quizzes.misconceptions import check_marks
from course_build.quizzes.model import Question
from course_build.quizzes.numeric import Numeric
from course_build.quizzes.order import Order
from course_build.quizzes.parts import Parts, read_parts
from course_build.quizzes.predict import Predict
from course_build.quizzes.source import Finding, Line

TYPES: dict[str, type[Question]] = {one.TYPE: one for one in (Choice, Multiple, Numeric, Fill, Match, Order, Predict)}


def read_question(lines: Sequence[Line], figures: Figures) -> tuple[Question | None, list[Finding]]:
    """Read a block, from its first line to its last: a question without findings, or none with some."""
    question, findings = _read_block(tuple(lines), figures, figures.state())
    return question, list(findings)


# A build looks at each question several times, and while an author writes, most stay as they are.
@lru_cache(maxsize=1024)
def _read_block(lines: Sequence[Line], figures: Figures, _state: int) -> tuple[Question | None, list[Finding]]:
    first, findings = lines[0], list[Finding]()
    if not check_block(lines, findings):
        return None, findings
    if first.text.partition("|")[2].strip():
        findings.append(Finding(first.number, "a question takes no argument", "write //// quiz alone"))
    options, rest = split_header(lines[1:-1])
    header = read_header(first.number, options, findings, figures)
    parts = read_parts(first.number, rest, findings)
    check_marks(parts, findings)
    question = None if header is None else _read(header, parts, findings)
    findings.sort(key=lambda finding: finding.line)
    return (None if findings else question), findings


def check_block(lines: Sequence[Line], findings: list[Finding], what: str = "question") -> bool:
    """Tell what keeps Markdown from reading a block as a whole; false when nothing more can be said of it."""
    for end in (lines[0], lines[-1]):
        if end.text.startswith(" "):
            findings.append(Finding(end.number, f"the {what} is indented", "move the whole block to the margin"))
            return False
    for line in lines[1:-1]:
        # Markdown then ends the outer block with the inner one.
        if line.block and _slashes(line) == _slashes(lines[0]):
            problem = f"the block {line.block} has as many slashes as the {what} around it"
            findings.append(Finding(line.number, problem, f"open and close the {what} with one more"))
    return True


def _read(header: Header, parts: Parts, findings: list[Finding]) -> Question | None:
    if not header.values:
        cure = "indent id:, type: and concept: under it by four spaces"
        findings.append(Finding(header.line, "the question has no options", cure))
        return None
    for name in ("id", "type"):
        header.check_name(name, findings)
    header.check_concept(findings)
    name = header.text("type")
    kind = TYPES.get(name)
    header.refuse_others(kind.OPTIONS if kind else _all_options(), findings)
    if kind:
        return kind.read(header, parts, findings)
    if name:
        findings.append(Finding(header.line_of("type"), f"there is no type {name!r}", guess(name, TYPES)))
    return None


def _slashes(line: Line) -> int:
    return len(line.text) - len(line.text.lstrip("/"))


def _all_options() -> list[str]:
    return list(dict.fromkeys(option for kind in TYPES.values() for option in kind.OPTIONS))
