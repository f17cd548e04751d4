"""Numbers in prose come from the data of figures, and what is concluded from them is held against the data.

`{{ f01.a_best_ratio | .2f }}` becomes that scalar of the published figure, formatted. While a
figure is still being computed, an ellipsis stands there.

`{{ 0.1 | setting }}` becomes 0.1: a number that was chosen, not found (course_build.markdown.typed
asks for this mark).

`<!-- claim: f01.a_best_ratio in 1.0..1.6 -->` behind a sentence says when the sentence is true.
`<`, `<=`, `>` and `>=` compare with a number or with another scalar. The comment does not reach
the page; data that leave the claim stop the build.

Code and math are left alone.
"""

import difflib
import html
import operator
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

from course_build.drawing.templates import format_number
from course_build.errors import CourseError, guess
from course_build.experiments.figure import FigureData, Number
from course_build.markdown.spans import Span, line_of, replaced, spans

PENDING = '<span class="course-pending">…</span>'
_REFERENCE = r"[A-Za-z]\w*\.\w+"
_NUMBER = r"[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?"
_FILLED = re.compile(rf"\s*(?P<reference>{_REFERENCE})\s*\|\s*(?P<spec>\S+)\s*")
_SETTING = re.compile(r"\s*(?P<text>[^|]*\d[^|]*?)\s*\|\s*setting\s*")
_CLAIM = re.compile(
    rf"claim:\s*(?P<reference>{_REFERENCE})\s*"
    rf"(?:in\s+(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})|(?P<sign>[<>]=?)\s*(?P<bound>{_NUMBER}|{_REFERENCE}))"
)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Published:
    """The scalars of the published figures; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._scalars: dict[str, dict[str, Number]] = {}

    def value(self, reference: str, place: str) -> Number | None:
        """Return the number that "f01.a_best_ratio" names, None while its figure is pending.

        Raises:
            CourseError: There is no such figure, or it has no such scalar.
        """
        figure, key = reference.split(".")
        scalars = self._of(figure, place)
        if scalars is None:
            return None
        if key not in scalars:
            cure = _nearest(key, scalars) or f"choose one of the scalars in docs/generated/figures/{figure}.json"
            raise CourseError(place, f"the figure {figure} has no scalar {key!r}", cure)
        return scalars[key]

    def _of(self, figure: str, place: str) -> dict[str, Number] | None:
        path = self.folder / f"{figure}.json"
        if figure not in self._scalars and path.is_file():
            self._scalars[figure] = FigureData.from_json(path.read_text("utf-8")).scalars
        if figure in self._scalars:
            return self._scalars[figure]
        known = sorted(path.name.split(".")[0] for path in self.folder.glob("*.sheet.json"))
        if figure in known:
            return None
        raise CourseError(place, f"there is no figure {figure!r}", guess(figure, known))


def check(paths: Iterable[Path], published: Published, name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each reference that gives no number and each claim that fails; `name` says a path."""
    errors = []
    for path in paths:
        text, place = path.read_text("utf-8"), name(path)
        for span in spans(text):
            # A comment may come with the line break before it.
            start = span.start + max(span.text.find("<!--"), 0)
            try:
                _stand_in(span, published, f"{place}:{line_of(text, start)}")
            except CourseError as error:
                errors.append(error)
    return errors


def plain(span: Span, published: Published) -> str | None:
    """Return the text that a span of a checked source says with its number, None for one that is not about numbers."""
    shown = _stand_in(span, published, span.text.strip())
    return None if shown is None else "…" if shown == PENDING else html.unescape(shown)


def _stand_in(span: Span, published: Published, place: str) -> str | None:
    """Return the HTML for a span, None for one that is not about numbers."""
    if span.kind == "braces":
        return _fill(span.text[2:-2], published, place)
    if span.kind == "open_braces":
        raise CourseError(place, "{{ is not closed on its line", "write as in {{ f01.key | .2f }}, or \\{{ for braces")
    if span.kind == "mark":
        said = span.text.partition("<!--")[2].removesuffix("-->")
        _hold(" ".join(said.split()), published, place)
        return ""
    return None


def _fill(inside: str, published: Published, place: str) -> str:
    if setting := _SETTING.fullmatch(inside):
        return html.escape(setting["text"])
    parts = _FILLED.fullmatch(inside)
    if parts is None:
        cure = "write it as in {{ f01.key | .2f }}, or a number that you chose as in {{ 0.1 | setting }}"
        raise CourseError(place, f"{{{{{inside}}}}} is no reference to a number", cure)
    value = published.value(parts["reference"], place)
    if value is None:
        return PENDING
    try:
        return html.escape(format_number(value, parts["spec"]))
    except ValueError:
        problem = f"the format {parts['spec']!r} does not fit the number {value}"
        raise CourseError(place, problem, "use a format of numbers, such as .2f, .0f or .3g") from None


def _hold(said: str, published: Published, place: str) -> None:
    """Raise a CourseError for a claim that cannot be read or does not hold."""
    if said == "settings":
        return
    claim = _CLAIM.fullmatch(said)
    if claim is None:
        cure = "write <!-- claim: f01.key in 1.0..1.6 -->, <!-- claim: f01.key >= 3 -->, or <!-- settings -->"
        raise CourseError(place, f"the comment {said!r} cannot be read", cure)
    value = published.value(claim["reference"], place)
    if claim["sign"] is None:
        low, high = _number(claim["low"]), _number(claim["high"])
        if low > high:
            raise CourseError(place, f"the {said} holds for no number", "put the smaller end first")
        holds, bound = value is None or low <= value <= high, None
    else:
        bound = published.value(claim["bound"], place) if claim["bound"][0].isalpha() else _number(claim["bound"])
        holds = value is None or bound is None or _COMPARE[claim["sign"]](value, bound)
    if not holds:
        found = f"{claim['reference']} is {value}"
        if bound is not None and claim["bound"][0].isalpha():
            found += f" and {claim['bound']} is {bound}"
        cure = "say in the sentence and its claim what the figure shows now, or find out why the data changed"
        raise CourseError(place, f"the {said} does not hold, since {found}", cure)


def _number(text: str) -> float:
    return float(text.replace("−", "-"))


def _nearest(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word, list(known), 1)
    return f"did you mean {near[0]}?" if near else ""


class _Numbers(Preprocessor):
    def __init__(self, md: Markdown, folder: Path) -> None:
        super().__init__(md)
        self.published = Published(folder)

    def run(self, lines: Sequence[str]) -> list[str]:
        return replaced("\n".join(lines), self._stored).split("\n")

    def _stored(self, span: Span) -> str | None:
        """Keep a number from Markdown: "3. " would start a list, and "|" would end a cell of a table."""
        new = _stand_in(span, self.published, span.text.strip())
        return self.md.htmlStash.store(new) if new else new


class NumbersExtension(Extension):
    """Fills references; `folder` is where figures are published."""

    def __init__(self, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/figures", "Where figures are published"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - named by Python-Markdown
        # After fenced code is put away (25), before raw HTML is (20).
        md.preprocessors.register(_Numbers(md, Path(self.getConfig("folder"))), "course-numbers", 24)


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return NumbersExtension(**options)
