"""Read the file of an exercise: its sections, and everything that is wrong with how they are written."""

import ast
import re
from functools import lru_cache
from pathlib import Path

from course_build.checking.judge import property_of
from course_build.errors import guess
from course_build.exercises.model import Check, Exercise, Section, Wrong
from course_build.quizzes.source import Finding

MARK = re.compile(r"#\s*%%(?P<name>.*)")
NAMES = ("setup", "starter", "solution", "visible", "hidden")
NEEDED = ("starter", "solution", "visible")
WRONG = re.compile(r"wrong:\s*(?P<name>[a-z][a-z0-9-]*)")
EARNS = re.compile(r"# earns:(?P<text>.*)")
FORM = "write # %% and setup, starter, solution, visible, hidden, or wrong: name-of-the-mistake"


def read(path: Path) -> tuple[Exercise | None, list[Finding]]:
    """Return an exercise without findings, or none with some."""
    exercise, findings = _read(path, path.read_text("utf-8"))
    return exercise, list(findings)


# A build looks at each exercise several times.
@lru_cache(maxsize=256)
def _read(path: Path, text: str) -> tuple[Exercise | None, list[Finding]]:
    findings = list[Finding]()
    sections, wrongs = dict[str, Section](), dict[str, Section]()
    for line, name, section in _split(text, findings):
        wrong = WRONG.fullmatch(name)
        known = wrongs if wrong else sections
        key = wrong["name"] if wrong else name
        if not wrong and name not in NAMES:
            near = guess(name, NAMES) if ":" not in name else FORM
            findings.append(Finding(line, f"there is no section {name!r}", near))
        elif key in known:
            findings.append(Finding(line, f"the section {name} is there twice", "remove one, or give it another name"))
        elif not section.text:
            findings.append(Finding(line, f"the section {name} is empty", "write its code under it, or remove it"))
        else:
            known[key] = section
    findings += [
        Finding(1, f"the exercise has no section {one}", f"add it: # %% {one}") for one in NEEDED if one not in sections
    ]
    if not wrongs:
        findings.append(Finding(1, "the exercise knows no mistake", "add one that readers make: # %% wrong: its-name"))
    nothing = Section(1, "")
    found = {name: sections.get(name, nothing) for name in NAMES}
    for name in ("setup", "solution", "visible", "hidden"):
        findings += _unreadable(found[name])
    shown, unshown = (_checks(found[name], findings) for name in ("visible", "hidden"))
    doubled = {one.name for one in shown} & {one.name for one in unshown}
    findings += [
        Finding(found["hidden"].line, f"the check {one} is there twice", "give one another name") for one in doubled
    ]
    if "visible" in sections and not shown:
        findings.append(Finding(found["visible"].line, "nothing is checked", "write a function with a docstring"))
    read_wrongs = [_wrong(name, section, findings) for name, section in wrongs.items()]
    if findings:
        return None, sorted(findings, key=lambda one: one.line)
    return Exercise(path.stem, path, **found, wrongs=tuple(read_wrongs), shown=shown, unshown=len(unshown)), []


def _split(text: str, findings: list[Finding]) -> list[tuple[int, str, Section]]:
    """Return the sections: the line of their mark, their name, and what stands under it."""
    found, lines = list[tuple[int, str, Section]](), text.split("\n")
    marks = [(number, mark["name"].strip()) for number, line in enumerate(lines, 1) if (mark := MARK.fullmatch(line))]
    before = lines[: marks[0][0] - 1] if marks else lines
    for number, line in enumerate(before, 1):
        if line.strip() and not line.startswith("#"):
            findings.append(Finding(number, "code stands before the first section", "move it into # %% setup"))
            break
    ends = [number for number, _ in marks[1:]] + [len(lines) + 1]
    for (number, name), end in zip(marks, ends, strict=True):
        inside = lines[number : end - 1]
        empty = next((count for count, line in enumerate(inside) if line.strip()), len(inside))
        found.append((number, name, Section(number + 1 + empty, "\n".join(inside[empty:]).rstrip())))
    return found


def _unreadable(section: Section) -> list[Finding]:
    try:
        ast.parse(section.text)
    except SyntaxError as error:
        line = section.line + (error.lineno or 1) - 1
        return [Finding(line, f"{error.msg}, as Python reads it", "correct the code")]
    return []


def _checks(section: Section, findings: list[Finding]) -> tuple[Check, ...]:
    """Return the checks of a section, and tell what does not tell its property."""
    try:
        tree = ast.parse(section.text)
    except SyntaxError:
        return ()
    found = list[Check]()
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        line = section.line + node.lineno - 1
        if not property_of(node):
            cure = "say the property in its docstring: a sentence that readers see"
            findings.append(Finding(line, f"the check {node.name} has no docstring", cure))
        if ast.unparse(node.args):
            cure = "take none, or begin its name with _ when other checks use it"
            findings.append(Finding(line, f"the check {node.name} has arguments", cure))
        if any(one.name == node.name for one in found):
            findings.append(Finding(line, f"the check {node.name} is there twice", "give one another name"))
        found.append(Check(node.name, property_of(node)))
    return tuple(found)


def _wrong(name: str, section: Section, findings: list[Finding]) -> Wrong:
    """Take the message from the head of a wrong solution."""
    lines = section.text.split("\n")
    first = EARNS.fullmatch(lines[0])
    if first is None:
        cure = "begin its section with # earns: and the message, further lines of it as comments"
        findings.append(Finding(section.line, f"the mistake {name} does not say what it earns", cure))
        return Wrong(name, section.line, section.text, "", section.line)
    count = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    message = [first["text"].strip(), *(line.removeprefix("#").strip() for line in lines[1:count])]
    code = "\n".join(lines[count:])
    line = section.line + count + len(code) - len(code.lstrip("\n"))
    if not code.strip():
        findings.append(Finding(section.line, f"the mistake {name} has no code", "write it under its message"))
    return Wrong(name, line, code.strip("\n"), "\n".join(message), section.line)
