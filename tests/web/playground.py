"""What tests of the playground share: a state is set as readers do, and what the page shows is what Python says."""

import numpy as np
from playwright.sync_api import Locator, Page, expect

from course_build.drawing.numbers import readable
from course_build.experiments.playground import Outcome, playground
from course_build.experiments.playground_controls import Controls
from course_build.markdown.playground_controls import CONTROLS
from course_build.markdown.playground_view import view

PAGE = "playground/"
PART = "[data-part=playground]"
PATIENCE = 60_000
"""Milliseconds for Python to come, on a machine that does much else."""


def expect_state(part: Locator, controls: Controls) -> Outcome:
    """Expect that the page shows what Python computes and says of a state; return that."""
    outcome = playground(controls)
    wanted = view(controls, outcome)
    # No two states have the same code and the same title.
    expect(part.locator(".course-playground__code code")).to_have_text(outcome.code, timeout=PATIENCE)
    expect(part.locator(".course-playground__title")).to_have_text(wanted.title)
    for side, values in wanted.statistics.items():
        assert part.locator(f"[data-side={side}] td").all_inner_texts() == list(values)
    assert part.locator(".course-playground__sharing").inner_text() == wanted.sharing
    assert part.locator(".course-playground__goal").inner_text() == wanted.goal
    assert part.locator(".course-playground__mates").inner_text() == wanted.mates
    drawn = part.locator("[data-chart=playground-target] svg:visible text[font-weight]").all_text_contents()
    assert drawn == [readable(one.value) for one in wanted.bars.bars]
    assert part.locator("[data-chart=playground] svg:visible desc").text_content() == wanted.histograms.describe()
    assert part.locator("section[data-technique]:visible").get_attribute("data-technique") == controls.technique
    return outcome


def expect_code_to_give(part: Locator) -> None:
    """Expect that the code on the page, run here and from nothing, gives the statistics on the page."""
    names: dict[str, np.ndarray] = {}
    exec(part.locator(".course-playground__code code").inner_text(), names)
    for side, name in (("before", "x"), ("after", "y")):
        values = names[name]
        root = np.sqrt((values**2).mean())
        found = (values.mean(), values.std(), values.min(), values.max(), np.median(values), root)
        shown = part.locator(f"[data-side={side}] td").all_inner_texts()
        assert shown == [readable(float(one)) for one in found]


def address_of(controls: Controls) -> str:
    """Return the part of the page's address that names a state."""
    state = vars(controls) | {"mode": "train" if controls.training else "eval"}
    return "#p=1&" + "&".join(f"{one.key}={state[one.name]}" for one in CONTROLS)


def slide(part: Locator, name: str, value: float) -> None:
    """Set a slider as a hand does."""
    steps = next(one.values for one in CONTROLS if one.name == name)
    part.locator(f"#playground-{name}").evaluate(
        "(one, at) => { one.value = at; one.dispatchEvent(new Event('input', { bubbles: true })); }",
        str(steps.index(value)),
    )


def go(page: Page, controls: Controls) -> None:
    """Set a state by the address, also where the address names it already and the page is about to write another."""
    page.evaluate(
        "(hash) => { location.hash = hash; dispatchEvent(new HashChangeEvent('hashchange')); }", address_of(controls)
    )
