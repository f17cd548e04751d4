"""What learners of this subject often believe, and which wrong option of a question is chosen by who believes it.

A mark at the end of the option's explanation says so: `<!-- misconception: gaussian -->`. It is for authors alone: the
page does not show it, and it is no part of the question's content. So a test can tell that the course meets each
misconception in more than one place.
"""

import re
from collections.abc import Iterator

from course_build.errors import guess
from course_build.quizzes.parts import Parts
from course_build.quizzes.source import Finding

MISCONCEPTIONS = {
    "covariate-shift-cause": "BatchNorm works because it removes internal covariate shift.",
    "rate-is-speed": "A larger usable learning rate makes training faster in proportion.",
    "swapped-axes": "LayerNorm averages over the batch, or BatchNorm over the features of a sample.",
    "gaussian": "A norm makes activations Gaussian, or removes their skew.",
    "rms-centers": "The output of RMSNorm has mean zero.",
    "affine-undoes": "γ and β can undo every norm.",
    "test-batch": "In evaluation BatchNorm uses the test batch; the mode matters to dropout alone.",
    "one-momentum": "Momentum means the same in every library.",
    "small-batch-transformers": "Transformers take LayerNorm because their batches are small.",
    "larger-update": "Accumulated gradients or a larger global batch repair BatchNorm's small batches.",
    "indispensable": "A deep network cannot be trained without a norm.",
}
"""Each with the belief itself."""

LIKE_MARK = re.compile(r"<!--\s*misconceptions?\b[^>]*-->", re.IGNORECASE)
MARK = re.compile(r"<!-- misconception: (?P<name>\S+) -->")


def without_marks(line: str) -> str:
    return LIKE_MARK.sub("", line).rstrip() if "<!--" in line else line


def named_in(explanation: str) -> str:
    """Return the misconception that an explanation is marked with, or nothing."""
    mark = MARK.search(explanation)
    return mark["name"] if mark else ""


def check_marks(parts: Parts, findings: list[Finding]) -> None:
    """Tell marks of options that name no misconception, or that stand where none is chosen."""
    for option in parts.options:
        text = "\n".join(option.explanation)
        marks = LIKE_MARK.findall(text)
        for problem, cure in _mistakes(marks, option.right):
            findings.append(Finding(option.line, problem, cure))


def _mistakes(marks: list[str], right: bool) -> Iterator[tuple[str, str]]:
    if len(marks) > 1:
        yield "the option is marked with two misconceptions", "keep the one that leads there"
    for written in marks:
        mark = MARK.fullmatch(written)
        if mark is None:
            yield f"{written} is not a mark", "write <!-- misconception: NAME -->"
        elif mark["name"] not in MISCONCEPTIONS:
            yield f"there is no misconception {mark['name']!r}", guess(mark["name"], MISCONCEPTIONS)
        elif right:
            yield "a right option is marked with a misconception", "move the mark to the wrong one"
