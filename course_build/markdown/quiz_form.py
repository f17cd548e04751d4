"""The HTML of a question: what Markdown made of its block becomes a group of inputs and a closed answer.

What is the same for all types stands here; the inputs and the explanations come from the type.
"""

import re
from xml.etree import ElementTree as etree

from markdown.util import HTML_PLACEHOLDER_RE

from course_build.errors import CourseError
from course_build.quizzes.form import CLASS, Entry, Form, add, move
from course_build.quizzes.model import Question

MARK = re.compile(r"\[[ xX]\]\s+")


def fill(block: etree.Element, question: Question) -> None:
    """Replace what Markdown made of a question's block by its form.

    Raises:
        CourseError: Markdown reads the options otherwise than course_build.quizzes does.
    """
    children = list(block)
    block[:] = []
    hints = [one for one in children if one.get("class") == f"{CLASS}__hint"]
    quotes = [one for one in children if question.QUOTED and one.tag == "blockquote"]
    lists = [one for one in children if _is_task_list(one)]
    entries = _entries(question, lists)
    fieldset, legend = _group(block, [one for one in children if one not in (*hints, *quotes, *lists)])
    form = Form(f"quiz-{question.id}", fieldset, legend, entries, quotes)
    question.fill(form)
    for number, hint in enumerate(hints if len(hints) > 1 else (), 1):
        hint[0].text = f"Hint {number} of {len(hints)}"
    block.extend(hints)
    details = add(block, "details", "answer")
    add(details, "summary", text="Answer and explanations")
    details.append(form.answer)


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
    return [Entry(item[0], item[1]) for item in items]


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
        move(asks[-1], legend)
    fieldset.extend(body[last + 1 :])
    return fieldset, legend
