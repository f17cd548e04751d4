"""The options of a question: lines of YAML, each one plain value, right under `//// quiz`."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import yaml

from course_build.errors import guess
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.figures import PUBLISHED, Figures
from course_build.quizzes.source import Finding, Line

OPTION = re.compile(r" {4,}\S")
"""What pymdownx.blocks takes for an option: an empty or a less indented line ends them."""
SLUG = re.compile(r"[a-z][a-z0-9-]*")
TAG = "tag:yaml.org,2002:"
PLAIN = {TAG + one for one in ("str", "int", "float", "bool", "null")}


@dataclass(frozen=True)
class Value:
    """One option as it is written: YAML's own idea of a number would turn 010 into 8."""

    text: str
    line: int
    is_text: bool
    """YAML takes it for text, and not for a number or for yes and no."""


@dataclass(frozen=True)
class Header:
    """The options of one question, by name."""

    line: int
    values: dict[str, Value]
    figures: Figures
    """What options may name."""

    def line_of(self, name: str) -> int:
        return self.values[name].line if name in self.values else self.line

    def text(self, name: str) -> str:
        return self.values[name].text if name in self.values else ""

    def check_name(self, name: str, findings: list[Finding], of: str = "question") -> None:
        """Tell when an option is not there, or does not look like bn-axes; `of` says what has the options."""
        value = self.values.get(name)
        if value is None or not value.text:
            findings.append(Finding(self.line_of(name), f"the {of} has no {name}", f"add the option {name}"))
        elif not (value.is_text and SLUG.fullmatch(value.text)):
            cure = "use a word or words such as bn-axes: lower case, digits, hyphens"
            findings.append(Finding(value.line, f"the {name} {value.text!r} is not a name", cure))

    def check_concept(self, findings: list[Finding], of: str = "question") -> None:
        """Tell when the concept is not there, or none of the course's; `of` says what has it."""
        self.check_name("concept", findings, of)
        concept = self.text("concept")
        if SLUG.fullmatch(concept) and concept not in CONCEPTS:
            problem = f"there is no concept {concept!r}"
            findings.append(Finding(self.line_of("concept"), problem, guess(concept, CONCEPTS)))

    def refuse_others(self, allowed: Collection[str], findings: list[Finding]) -> None:
        """Tell options that this type of question does not have."""
        for name, value in self.values.items():
            if name not in allowed:
                findings.append(Finding(value.line, f"there is no option {name!r} here", guess(name, allowed)))


def split_header(lines: Sequence[Line]) -> tuple[Sequence[Line], Sequence[Line]]:
    """Return the lines of the options, and those after them."""
    count = next((index for index, line in enumerate(lines) if not OPTION.match(line.text)), len(lines))
    return lines[:count], lines[count:]


def read_header(
    start: int, lines: Sequence[Line], findings: list[Finding], figures: Figures = PUBLISHED
) -> Header | None:
    """Read options, and tell what is wrong with one; none at all are returned when they are not YAML."""
    header = Header(start, {}, figures)
    try:
        root = yaml.compose("\n".join(line.text for line in lines), yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        # Where a quote that is never closed was opened, rather than the end.
        mark = error.context_mark or error.problem_mark
        place = lines[min(mark.line if mark else 0, len(lines) - 1)].number
        findings.append(Finding(place, f"the options are not YAML: {error.problem}", "write each as name: value"))
        return None
    except yaml.YAMLError:
        findings.append(Finding(start + 1, "the options hold a character that YAML refuses", "remove it"))
        return None
    if root is None:
        return header
    if not isinstance(root, yaml.MappingNode):
        findings.append(Finding(start + 1, "the options are not YAML", "write each as name: value"))
        return None
    for key, value in root.value:
        line = lines[key.start_mark.line].number
        if not isinstance(key, yaml.ScalarNode) or key.tag != TAG + "str":
            findings.append(Finding(line, "the name of an option is not a word", "write each as name: value"))
        elif key.value in header.values:
            findings.append(Finding(line, f"the option {key.value!r} is given twice", "remove one"))
        elif value.tag not in PLAIN:
            cure = f"write it as {key.value}: value"
            findings.append(Finding(line, f"the option {key.value!r} is not one plain value", cure))
        else:
            header.values[key.value] = Value(value.value.strip(), line, value.tag == TAG + "str")
    return header
