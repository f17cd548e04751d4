"""The block `///// walkthrough` with its steps `//// step | Title`: a few pictures, looked at one after the other.

The page holds every step, one below the other, and so it is printed, searched and read without
JavaScript. In a browser the styles show one step alone, that of the address; each step links to its
neighbors, and the page's script adds the arrow keys and moves the focus.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.errors import CourseError
from course_build.markdown.part import add_part
from course_build.markdown.source import BLOCK, CLOSING, check_balance, with_code

BLOCKS = ("walkthrough", "step")
FIRST_STEP = (
    'document.getElementById(location.hash.slice(1))?.closest(".course-step")?.classList.add("course-step--current")'
)
"""Runs while the page is read: a browser looks for what the address names later than it paints for the first time."""


def check(paths: Iterable[Path], name: Callable[[Path], str]) -> list[CourseError]:
    """Return an error for each mistake in the walkthroughs of a course; `name` says a path."""
    return [error for path in paths if not check_balance(path, name) for error in _check_page(path, name(path))]


def _check_page(path: Path, name: str) -> list[CourseError]:
    errors, opened, first, steps = list[CourseError](), list[tuple[str, str]](), 0, 0

    def tell(problem: str, cure: str) -> None:
        errors.append(CourseError(f"{name}:{number}", problem, cure))

    for number, text, code, _ in with_code(path.read_text("utf-8")):
        block = None if code else BLOCK.fullmatch(text.strip())
        marks, around = opened[-1] if opened else ("", "")
        if block is None:
            if not code and CLOSING.fullmatch(text.strip()):
                if around == "walkthrough" and not steps:
                    tell("the walkthrough has no step", "write one as in //// step | Title")
                opened.pop()
            elif around == "walkthrough" and text.strip():
                tell("the text stands between the steps of a walkthrough", "move it into a step")
            continue
        kind = block["name"].lower()
        if kind == "walkthrough":
            if first:
                tell(f"the page has a walkthrough at line {first} already", "make one page of each")
            first, steps = first or number, 0
        elif kind == "step":
            steps += 1
            if around != "walkthrough":
                tell("the step stands outside a walkthrough", "move it into one")
            elif len(block["marks"]) >= len(marks):
                tell(f"the step has as many slashes as its walkthrough: {marks}", "give the walkthrough one more")
            if not block["argument"]:
                tell("the step has no title", "write one as in //// step | Title")
        elif around == "walkthrough":
            tell(f"the block {kind} stands between the steps of a walkthrough", "move it into a step")
        opened.append((block["marks"], kind))
    return errors


class Step(Block):  # type: ignore[misc]  # pymdownx has no types
    """One step.

    Arguments: its title.
    Options: none.
    Content: Markdown.
    """

    NAME = "step"
    ARGUMENT = True

    def on_validate(self, parent: etree.Element) -> bool:
        return parent.get("data-part") == "walkthrough"

    def on_create(self, parent: etree.Element) -> etree.Element:
        name = f"step-{len(parent) + 1}"
        step = add_part(parent, "step", "section")
        heading = etree.SubElement(step, "h2", {"id": name, "aria-describedby": f"{name}-count"})
        heading.text = self.argument
        return step


class Walkthrough(Block):  # type: ignore[misc]  # pymdownx has no types
    """Steps that are looked at one after the other.

    Arguments: none.
    Options: none.
    Content: steps.
    """

    NAME = "walkthrough"

    def on_create(self, parent: etree.Element) -> etree.Element:
        return add_part(parent, "walkthrough", "section")

    def on_end(self, block: etree.Element) -> None:
        steps = list(block)
        titles = [step[0].text or "" for step in steps]
        for number, step in enumerate(steps, 1):
            step.insert(0, _track(number, len(steps)))
            links = _navigation("links", "Steps")
            step.insert(2, links)
            if number > 1:
                _link(links, number - 1, "Back", rel="prev", shortcut="ArrowLeft")
            count = etree.SubElement(links, "span", {"class": "course-step__count", "id": f"step-{number}-count"})
            count.text = f"Step {number} of {len(steps)}"
            if number < len(steps):
                _link(links, number + 1, "Next", rel="next", shortcut="ArrowRight")
                onward = _navigation("onward", "Next step")
                _link(onward, number + 1, f"Next: {titles[number]}")
                step.append(onward)
        etree.SubElement(block, "div").text = self.md.htmlStash.store(f"<script>{FIRST_STEP}</script>")


def _track(number: int, of: int) -> etree.Element:
    """Return a bar of segments, of which those that were walked are marked."""
    track = etree.Element("div", {"class": "course-step__track", "aria-hidden": "true"})
    for place in range(of):
        etree.SubElement(track, "span", {"class": "course-step__walked"} if place < number else {})
    return track


def _navigation(part: str, label: str) -> etree.Element:
    # What only leads through the steps is nothing to search for.
    return etree.Element("nav", {"class": f"course-step__{part}", "aria-label": label, "data-search-exclude": ""})


def _link(parent: etree.Element, number: int, text: str, *, rel: str = "", shortcut: str = "") -> None:
    link = etree.SubElement(parent, "a", {"class": "course-button", "href": f"#step-{number}"})
    link.text = text
    link.attrib.update({"rel": rel, "aria-keyshortcuts": shortcut} if rel else {})


class WalkthroughExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the blocks."""

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Walkthrough, {})
        block_mgr.register(Step, {})


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return WalkthroughExtension(**options)
