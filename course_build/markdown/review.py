"""The block `/// review`: what is due, one question after the other, and how well the reader knows each concept.

Without the script it lists all concepts, with the pages that ask for them. The questions themselves come from their
pages once those are rendered, see course_build.site.review.
"""

from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.markdown.part import add_data, add_part
from course_build.quizzes.concepts import CONCEPTS
from course_build.quizzes.key import AnswerKey, KeyQuestion

PLACE = "<!--course-review-questions-->"
"""Where the questions come, in the page that is built."""


class Review(Block):  # type: ignore[misc]  # pymdownx has no types
    """The review.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "review"

    def on_create(self, parent: etree.Element) -> etree.Element:
        key = AnswerKey.read(Path(self.config["folder"]))
        part = add_part(parent, self.NAME)
        today = etree.SubElement(part, "div", {"class": "course-review__today"})
        etree.SubElement(today, "p").text = (
            "A script in your browser works out what is due. Without JavaScript, go by the list: it leads to every "
            "question, and each has its answer with it."
        )
        # The script asks the questions here.
        etree.SubElement(part, "div", {"class": "course-review__stage"})
        table = etree.SubElement(part, "table")
        titles = etree.SubElement(etree.SubElement(table, "thead"), "tr")
        for title in ("Concept", "You", "Returns"):
            etree.SubElement(titles, "th", {"scope": "col"}).text = title
        body = etree.SubElement(table, "tbody")
        for concept in CONCEPTS.values():
            if asked := [one for one in key.questions if one.concept == concept]:
                _row(body, concept, asked)
        etree.SubElement(part, "div").text = self.md.htmlStash.store(PLACE)
        add_data(self.md, part, {"questions": key.asked()})
        return part


def _row(body: etree.Element, concept: str, asked: list[KeyQuestion]) -> None:
    row = etree.SubElement(body, "tr", {"data-concept": concept})
    head = etree.SubElement(row, "th", {"scope": "row"})
    head.text = AtomicString(concept)
    pages = etree.SubElement(head, "span", {"class": "course-review__pages"})
    counts = Counter(one.page for one in asked)
    for index, page in enumerate(counts):
        first = next(one for one in asked if one.page == page)
        # From the root of docs: MkDocs makes it relative to the page.
        link = etree.SubElement(pages, "a", {"href": f"/{page}#quiz-{first.id}"})
        count = f" ({counts[page]} questions)" if counts[page] > 1 else ""
        link.text = AtomicString(f"{first.title}{count}")
        link.tail = "" if index == len(counts) - 1 else ", "
    for name in ("state", "due"):
        etree.SubElement(row, "td", {"class": f"course-review__{name}"})


class ReviewExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` holds the answers."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": [".cache/noted", "Where the answers are"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Review, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return ReviewExtension(**options)
