"""The HTML of a question: what Markdown made of its block becomes a group of inputs and a closed answer.

Each explanation carries the id of the option that it explains, for the page's script to find.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from xml.etree import ElementTree as etree

from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from course_build.errors import CourseError
from course_build.quizzes.model import Question
from course_build.quizzes.numeric import Numeric

CLASS = "course-quiz"
MARK = re.compile(r"\[[ xX]\]\s+")

Entry = tuple[etree.Element, etree.Element]
"""What Markdown made of an option: the paragraph of its text, and the quote that explains it."""


def fill(block: etree.Element, question: Question) -> None:
    """Replace what Markdown made of a question's block by its form.

    Raises:
        CourseError: Markdown reads the options otherwise than course_build.quizzes does.
    """
    children = list(block)
    block[:] = []
    numeric = isinstance(question, Numeric)
    hints = [one for one in children if one.get("class") == f"{CLASS}__hint"]
    quotes = [one for one in children if numeric and one.tag == "blockquote"]
    lists = [one for one in children if _is_task_list(one)]
    entries = _entries(question, lists)
    fieldset, legend = _group(block, [one for one in children if one not in (*hints, *quotes, *lists)])
    answer = etree.Element("dl")
    if isinstance(question, Numeric):
        _ask_number(question, fieldset)
        _explain_number(question, quotes, entries, answer)
    else:
        _ask_choice(question, entries, fieldset, legend)
        _explain_choice(question, entries, answer)
    block.extend(hints)
    details = add(block, "details", "answer")
    add(details, "summary", text="Answer and explanations")
    details.append(answer)


def add(parent: etree.Element, tag: str, part: str = "", text: str = "") -> etree.Element:
    """Add an element whose text is shown as it is."""
    child = etree.SubElement(parent, tag, {"class": f"{CLASS}__{part}"} if part else {})
    child.text = AtomicString(text) if text else None
    return child


def _is_task_list(element: etree.Element) -> bool:
    return element.tag in ("ul", "ol") and any(MARK.match(_paragraph(one).text or "") for one in element)


def _paragraph(item: etree.Element) -> etree.Element:
    return item[0] if len(item) and not (item.text or "").strip() else item


def _entries(question: Question, lists: list[etree.Element]) -> list[Entry]:
    items = [item for one in lists for item in one]
    shapes = {tuple(child.tag for child in item) for item in items}
    marks = [(_paragraph(item).text or "")[:2].lower() for item in items]
    if marks != ["[x" if one.right else "[ " for one in question.options] or shapes - {("p", "blockquote")}:
        problem = "Markdown shows its options otherwise than they were read"
        raise CourseError(f"question {question.id}", problem, "write each as a line - [ ], with a quote under it")
    for item in items:
        item[0].text = MARK.sub("", item[0].text or "", count=1)
    return [(item[0], item[1]) for item in items]


def _group(block: etree.Element, body: list[etree.Element]) -> tuple[etree.Element, etree.Element]:
    """Add the body and the group of inputs, and return the group and its legend.

    A legend holds one line of text: the last paragraph of the body, which asks, while the others lead to it.
    """
    # Code and formulas were put away, and stand in paragraphs of their own.
    asks = [one for one in body if one.tag == "p" and not HTML_PLACEHOLDER_RE.fullmatch((one.text or "").strip())]
    last = body.index(asks[-1]) if asks else len(body)
    block.extend(body[:last])
    fieldset = etree.SubElement(block, "fieldset")
    legend = add(fieldset, "legend", "legend", "" if asks else "Your answer")
    if asks:
        _move(asks[-1], legend)
    fieldset.extend(body[last + 1 :])
    return fieldset, legend


def _ask_choice(question: Question, entries: list[Entry], fieldset: etree.Element, legend: etree.Element) -> None:
    single = question.TYPE == "choice"
    if not single:
        # An element of its own, and a space for who hears the legend in one go.
        legend.text = f"{legend.text or ''} "
        add(legend, "span", "note", "Choose all that apply.")
    for option, (text, _) in zip(question.options, entries, strict=True):
        row = add(fieldset, "div", "option")
        name = f"quiz-{question.id}"
        each = {"type": "radio" if single else "checkbox", "name": name, "id": f"{name}-{option.id}"}
        etree.SubElement(row, "input", each | {"value": option.id})
        _move(deepcopy(text), etree.SubElement(row, "label", {"for": each["id"]}))


def _explain_choice(question: Question, entries: list[Entry], answer: etree.Element) -> None:
    for option, (text, explanation) in zip(question.options, entries, strict=True):
        term = _explain(answer, option.id, option.right, explanation)
        _move(text, etree.SubElement(term, "span"))


def _ask_number(question: Question, fieldset: etree.Element) -> None:
    name = f"quiz-{question.id}"
    row = add(fieldset, "div", "number")
    etree.SubElement(row, "label", {"for": f"{name}-number"}).text = "Your answer"
    field = {"type": "text", "id": f"{name}-number", "name": name, "aria-describedby": f"{name}-form"}
    # Not a number field: those refuse 3/4, and take 0,5 in some languages alone.
    etree.SubElement(row, "input", field | {"autocomplete": "off", "spellcheck": "false"})
    note = add(row, "span", "note", "A number; fractions as in 2/3 and powers of ten as in 1e-3 work too.")
    note.set("id", f"{name}-form")


def _explain_number(
    question: Numeric, quotes: list[etree.Element], entries: list[Entry], answer: etree.Element
) -> None:
    term = _explain(answer, "answer", True, [child for quote in quotes for child in quote])
    add(term, "span", text=question.answer.text).tail = " "
    if question.answer.within:
        add(term, "span", "note", f"give or take {question.answer.tolerance}")
    for option, (text, explanation) in zip(question.options, entries, strict=True):
        _move(text, etree.SubElement(_explain(answer, option.id, option.right, explanation), "span"))


def _explain(answer: etree.Element, name: str, right: bool, explanation: Iterable[etree.Element]) -> etree.Element:
    """Add an explanation under what it explains, and return the element for the latter."""
    row = etree.SubElement(answer, "div", {"data-explains": name})
    term = etree.SubElement(row, "dt")
    shown = add(term, "span", "verdict", "Right" if right else "Not right")
    shown.tail = " "
    if right:
        shown.attrib["class"] += f" {CLASS}__verdict--right"
    etree.SubElement(row, "dd").extend(explanation)
    return term


def _move(source: etree.Element, target: etree.Element) -> None:
    """Move the text of a paragraph, and what stands in it, into an element that may not hold a paragraph."""
    target.text = source.text
    target.extend(source)
