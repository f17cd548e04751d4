"""The blocks `/// certificate` and `/// verify`: a certificate of the core path, and the check of its evidence.

Without the script, the first says what is asked for; the script marks what is done, and makes the certificate.
"""

from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.drawing.theme import COLORS, TECHNIQUES
from course_build.markdown.part import add_data, add_file, add_part
from course_build.norms.registry import TECHNIQUES as NORMS
from course_build.outline.model import Outline
from course_build.quizzes.key import AnswerKey


class Certificate(Block):  # type: ignore[misc]  # pymdownx has no types
    """What the certificate asks for, and the certificate.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "certificate"

    def on_create(self, parent: etree.Element) -> etree.Element:
        folder = Path(self.config["folder"])
        key, outline = AnswerKey.read(folder), Outline.read(folder)
        part = add_part(parent, self.NAME)
        asked = etree.SubElement(part, "ol", {"class": "course-certificate__asked"})
        for page in outline.parts:
            entry = etree.SubElement(asked, "li", {"data-page": page.id})
            _line(entry, f"/{page.source}", page.title)
            inner = None
            for one in key.questions:
                if one.core and one.page == page.source:
                    inner = etree.SubElement(entry, "ul") if inner is None else inner
                    question = etree.SubElement(inner, "li", {"data-question": one.id})
                    _line(question, f"/{one.page}#quiz-{one.id}", f"Question: {one.concept}")
        core = sum(one.core for one in key.questions)
        summary = etree.SubElement(part, "p", {"class": "course-certificate__left"})
        summary.text = f"In all: {_count(len(outline.parts), 'part')} and {_count(core, 'question')}."
        # The script puts the certificate here.
        etree.SubElement(part, "div", {"class": "course-certificate__made"})
        names = ("id", "concept", "content", "core")
        questions = [{name: getattr(one, name) for name in names} for one in key.questions]
        colors = {name: one.light for name, one in {**TECHNIQUES, **COLORS}.items()}
        techniques = [{"key": one.key, "name": one.name} for one in NORMS.values()]
        data = {"version": key.version, "questions": questions, "colors": colors, "techniques": techniques}
        add_data(self.md, part, data | {"parts": [one.id for one in outline.parts]})
        return part


class Verify(Block):  # type: ignore[misc]  # pymdownx has no types
    """Takes the evidence file of a certificate, and says whether it holds.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = "verify"

    def on_create(self, parent: etree.Element) -> etree.Element:
        folder = Path(self.config["folder"])
        key, outline = AnswerKey.read(folder), Outline.read(folder)
        part = add_part(parent, self.NAME)
        add_file(part, "course-verify-file", "Evidence file")
        # The script says here what it found.
        etree.SubElement(part, "div", {"class": "course-verify__outcome"})
        names = ("id", "type", "concept", "content", "solution", "core")
        questions = [{name: getattr(one, name) for name in names} for one in key.questions]
        parts = [{"id": one.id, "title": one.title} for one in outline.parts]
        add_data(self.md, part, {"version": key.version, "questions": questions, "parts": parts})
        return part


def _count(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _line(parent: etree.Element, address: str, text: str) -> None:
    # From the root of docs: MkDocs makes it relative to the page.
    link = etree.SubElement(parent, "a", {"href": address})
    link.text, link.tail = AtomicString(text), " "
    # The script says here that it is done; the space is kept for it.
    etree.SubElement(parent, "span", {"class": "course-certificate__state"})


class CertificateExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the blocks; `folder` holds the outline and the answers."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": [".cache/noted", "Where the outline and the answers are"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Certificate, self.getConfigs())
        block_mgr.register(Verify, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return CertificateExtension(**options)
