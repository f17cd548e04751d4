"""The playground with live Python: every control, the same numbers as here, and nothing that a reader can break."""

import random
from dataclasses import asdict, replace
from itertools import product

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from course_build.experiments.playground import playground
from course_build.experiments.playground_controls import POSITIONS, Controls, refusal
from course_build.markdown.playground import FIRST
from course_build.markdown.playground_controls import CONTROLS, Choice
from course_build.norms.registry import TECHNIQUES
from tests.web.conftest import SAVES_DATA, SCHEMES
from tests.web.playground import PAGE, PART, PATIENCE, address_of, expect_code_to_give, expect_state, go, slide

OTHER = {
    "technique": "group",
    "distribution": "skewed",
    "layout": "N,T,D",
    "batch": 8,
    "features": 16,
    "groups": 4,
    "offset": -3.5,
    "scale": 0.01,
    "eps": 0.1,
    "gamma": -1.5,
    "beta": 0.7,
    "training": False,
}
"""Another value of each control."""
LISTEN = """
const parse = JSON.parse;
JSON.parse = (...given) => {
  const value = parse(...given);
  if (value?.outcome) window.lastOutcome = value.outcome;
  return value;
};
"""
"""Keeps what Python answers, to compare more digits than the page shows."""
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const one of list.getEntries()) window.shifted += one.value;
}).observe({ type: "layout-shift", buffered: true });
"""
MEMORY = """
const { Blob: Original } = window;
const hook = `
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  const memory = (made.instance ?? made).exports?.memory;
  if (memory) self.keptMemory ??= memory;
  return made;
};
`;
window.Blob = class extends Original {
  constructor(parts, options) {
    const isWorker = options?.type === "text/javascript";
    super(isWorker ? [parts[0], hook, ...parts.slice(1)] : parts, options);
  }
};
"""
"""Lets a test see how much memory the Python of a worker has."""


@pytest.fixture(scope="module")
def live(chrome, address):
    """The page of the playground, in which Python has answered once."""
    context = chrome.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda one: page.complaints.append(one.text) if one.type in ("error", "warning") else None)
    page.add_init_script(LISTEN)
    page.goto(address + PAGE + address_of(replace(FIRST, batch=2)))
    expect_state(page.locator(PART), replace(FIRST, batch=2))
    yield page
    context.close()


def drawn(page: Page) -> str:
    return page.locator(f"{PART} [data-chart=playground] svg:visible").inner_html()


@pytest.mark.parametrize("name", OTHER)
def test_every_control_moves_the_picture_and_shows_what_python_computes(live, name):
    start = Controls(technique="batch", batch=4)
    if name == "groups":
        start = Controls(technique="group", batch=4, features=16)
    if name == "layout":
        # BatchNorm takes all positions together, in whatever layout.
        start = Controls(technique="layer", batch=4)
    part = live.locator(PART)
    go(live, start)
    expect_state(part, start)
    before = drawn(live)
    control = "mode" if name == "training" else name
    if isinstance(next(one for one in CONTROLS if one.name == control), Choice):
        live.locator(f"#playground-{control}").select_option("eval" if name == "training" else OTHER[name])
    else:
        slide(part, control, OTHER[name])
    expect_state(part, replace(start, **{name: OTHER[name]}))
    assert drawn(live) != before
    expect_code_to_give(part)
    assert live.complaints == []


def sample(technique: str, count: int) -> list[Controls]:
    """Return states that the build does not know, drawn from all values of all controls but the largest sizes."""
    rng = random.Random(technique)
    states: list[Controls] = []
    while len(states) < count:
        values = {
            one.name: rng.choice(list(one.options) if isinstance(one, Choice) else one.values) for one in CONTROLS
        }
        values |= {"technique": technique, "training": values.pop("mode") == "train"}
        state = Controls(**values)
        size = int(np.prod(state.shape))
        if state.groups <= state.features and size <= 60_000 and state.offset != 0 and refusal(state) is None:
            states.append(state)
    return states


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_numbers_are_those_of_this_python_in_any_state(live, technique):
    part = live.locator(PART)
    for state in sample(technique, 8):
        go(live, state)
        expect(part.locator(".course-playground__code code")).to_have_text(playground(state).code, timeout=PATIENCE)
        close(live.evaluate("window.lastOutcome"), asdict(playground(state)))
        expect_code_to_give(part)
    assert live.complaints == []


def close(found: object, wanted: object) -> None:
    """Hold numbers to the tolerance of both runtimes, and all else to being the same."""
    if isinstance(wanted, dict):
        assert isinstance(found, dict)
        assert found.keys() == wanted.keys()
        for name, one in wanted.items():
            if name == "counts":
                # A value at the edge of a bin may fall to either side.
                assert np.abs(np.subtract(found[name], one)).sum() <= 2
            else:
                close(found[name], one)
    elif isinstance(wanted, float):
        np.testing.assert_allclose(found, wanted, rtol=1e-7, atol=1e-9)
    else:
        assert found == wanted


def test_what_the_build_computed_is_what_python_computes(live):
    part = live.locator(PART)
    for technique, training in (*((one, True) for one in TECHNIQUES), ("batch", False)):
        state = Controls(technique=technique, distribution="heavy_tailed", gamma=-0.5, training=training)
        go(live, state)
        expect_state(part, state)
        expect_code_to_give(part)


@pytest.mark.parametrize(
    ("state", "short"),
    [
        (Controls(technique="instance", layout="N,D"), "InstanceNorm needs positions, and vectors have none."),
        (Controls(technique="batch", layout="N,D", batch=1), "BatchNorm cannot train on a single vector."),
        (
            Controls(technique="group", layout="N,D", features=4, groups=4),
            "GroupNorm needs more than one feature in a group of a vector.",
        ),
    ],
    ids=lambda one: one.technique if isinstance(one, Controls) else "",
)
def test_what_a_technique_cannot_do_is_said_in_plain_words(live, state, short):
    part = live.locator(PART)
    go(live, FIRST)
    expect_state(part, FIRST)
    go(live, state)
    title = part.locator(".course-playground__title")
    expect(title).to_have_text(f"{short} Picture and numbers show the state before.", timeout=PATIENCE)
    expect(part.locator(".course-playground__sharing")).to_contain_text("nothing of the input would be left")
    assert part.evaluate("(one) => one.matches('.course-playground--behind')")
    go(live, replace(state, layout="N,C,H,W"))
    expect_state(part, replace(state, layout="N,C,H,W"))
    assert not part.evaluate("(one) => one.matches('.course-playground--behind')")


def test_groups_never_outnumber_features(live):
    part = live.locator(PART)
    go(live, Controls(technique="group", features=32, groups=32))
    expect_state(part, Controls(technique="group", features=32, groups=32))
    slide(part, "features", 8)
    expect_state(part, Controls(technique="group", features=8, groups=8))


def test_a_long_computation_can_be_stopped_and_the_next_state_comes(live):
    part = live.locator(PART)
    go(live, FIRST)
    expect_state(part, FIRST)
    large = Controls(technique="batch", layout="N,T,D", batch=256, features=512, distribution="heavy_tailed")
    go(live, large)
    stop = part.get_by_role("button", name="Stop")
    stop.wait_for(timeout=PATIENCE)
    live.keyboard.press("Escape")
    title = part.locator(".course-playground__title")
    expect(title).to_have_text("This state was not computed. Picture and numbers show the state before.")
    expect(part.locator(".course-playground__status > span")).to_have_text("Stopped by you.")
    go(live, replace(FIRST, batch=16))
    expect_state(part, replace(FIRST, batch=16))


def test_a_control_moved_before_python_is_ready_says_so_and_the_last_state_wins(address, chrome):
    context = chrome.new_context()
    page = context.new_page()
    page.add_init_script(SAVES_DATA)
    page.add_init_script(SHIFTS)
    held = []

    def hold(route):
        held.append(route)

    page.route("**/python/boot.*.bin", hold)
    page.goto(address + PAGE)
    part = page.locator(PART)
    expect_state(part, FIRST)
    status = part.locator(".course-playground__status")
    expect(status).to_contain_text("Python comes on first use")
    assert not held
    for value in (2, 4, 64):
        slide(part, "batch", value)
    expect(status).to_contain_text("Loading Python")
    # The picture still shows the state before, and looks it.
    expect_state(part, FIRST)
    page.wait_for_timeout(300)
    assert part.evaluate("(one) => one.matches('.course-playground--behind')")
    slide(part, "batch", 8)
    slide(part, "scale", 3.0)
    expect(status).to_contain_text("Loading Python")
    held[0].continue_()
    expect_state(part, replace(FIRST, batch=8, scale=3.0))
    assert not part.evaluate("(one) => one.matches('.course-playground--behind')")
    assert part.locator(".course-playground__status > span").inner_text() == ""
    # Nothing moved, from the first paint to the last.
    assert page.evaluate("window.shifted") < 0.01
    context.close()


def test_by_keyboard_alone(live):
    part = live.locator(PART)
    go(live, FIRST)
    expect_state(part, FIRST)
    live.locator("#playground-layout").focus()
    live.keyboard.press("ArrowDown")
    state = replace(FIRST, layout="N,T,D")
    expect_state(part, state)
    live.keyboard.press("Tab")
    expect(part.locator("[data-reset=batch]")).to_be_hidden()
    expect(live.locator("#playground-batch")).to_be_focused()
    for _ in range(2):
        live.keyboard.press("ArrowLeft")
    state = replace(state, batch=8)
    expect_state(part, state)
    live.keyboard.press("Tab")
    expect(live.locator("#playground-features")).to_be_focused()
    live.keyboard.press("ArrowRight")
    expect_state(part, replace(state, features=8))


def cell_of(part: Locator) -> Locator:
    return part.locator(".course-playground__code")


def printed(part: Locator) -> str:
    return part.locator(".course-cell__output").inner_text().strip()


def said(state: Controls) -> str:
    return playground(state).printed.strip()


def test_the_code_of_a_state_runs_in_its_own_box_and_follows_the_controls(live):
    part = live.locator(PART)
    live.reload()
    go(live, replace(FIRST, training=False, gamma=2.0))
    expect_state(part, replace(FIRST, training=False, gamma=2.0))
    cell = cell_of(part)
    cell.scroll_into_view_if_needed()

    def boxes() -> list:
        return [cell.locator(f".course-cell__{name}").bounding_box() for name in ("code", "bar", "output")]

    before = boxes()
    assert printed(part) == said(replace(FIRST, training=False, gamma=2.0))
    cell.get_by_role("button", name="Run").click()
    expect(cell.locator(".cm-content")).to_be_visible(timeout=PATIENCE)
    expect(cell.locator(".course-status > span")).to_have_text("", timeout=PATIENCE)
    assert boxes() == before
    assert printed(part) == said(replace(FIRST, training=False, gamma=2.0))
    for state in (replace(FIRST, technique="rms", beta=0.5), replace(FIRST, technique="layer", batch=8)):
        go(live, state)
        expect_state(part, state)
        expect(cell.locator(".cm-line").nth(-2)).to_contain_text(f"y = {state.technique}_norm(")
        assert printed(part) == said(state)
        expect(cell.get_by_role("button", name="Reset")).to_be_disabled()
    assert live.complaints == []


def test_a_readers_version_stays_when_controls_move_until_the_new_code_is_taken(live):
    part = live.locator(PART)
    live.reload()
    go(live, FIRST)
    expect_state(part, FIRST)
    cell = cell_of(part)
    cell.get_by_role("button", name="Edit").click()
    expect(cell.locator(".cm-content")).to_be_focused()
    live.keyboard.press("Control+a")
    live.keyboard.insert_text("from course_build.norms import layer_norm\nprint(layer_norm([[1.0, 3.0]]).round())")
    live.keyboard.press("Control+Enter")
    expect(cell.locator(".course-cell__printed")).to_have_text("[[-1.  1.]]", timeout=PATIENCE)
    other = replace(FIRST, technique="group")
    slide(part, "gamma", 2.0)
    go(live, other)
    expect(part.locator(".course-playground__title")).to_contain_text("GroupNorm")
    status = cell.locator(".course-status > span")
    expect(status).to_have_text("The controls have moved on.")
    expect(cell.locator(".cm-line").last).to_contain_text("print(layer_norm(")
    expect(cell.locator(".course-cell__printed")).to_have_text("[[-1.  1.]]")
    cell.locator(".cm-content").focus()
    live.keyboard.press("Escape")
    expect(cell.get_by_role("button", name="Run")).to_be_focused()
    live.keyboard.press("Enter")
    expect(status).to_have_text("The controls have moved on.", timeout=PATIENCE)
    result = Axe().run(live, context=PART)
    assert result.violations_count == 0, result.generate_report()
    live.keyboard.press("Tab")
    take = cell.get_by_role("button", name="Take the new code")
    expect(take).to_be_focused()
    live.keyboard.press("Enter")
    expect_state(part, other)
    expect(cell.locator(".cm-line").nth(-2)).to_contain_text("y = group_norm(")
    assert printed(part) == said(other)
    expect(take).to_have_count(0)
    expect(cell.get_by_role("button", name="Run")).to_be_focused()
    assert live.complaints == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_is_accessible_while_python_answers_and_refuses(live, scheme):
    live.emulate_media(color_scheme=scheme)
    for state in (Controls(technique="layer", scale=0.001, batch=2), Controls(technique="instance", layout="N,D")):
        go(live, state)
        if refusal(state) is None:
            expect_state(live.locator(PART), state)
        else:
            expect(live.locator(f"{PART} .course-playground__title")).to_contain_text("needs positions")
        result = Axe().run(live)
        assert result.violations_count == 0, result.generate_report()


def test_two_thousand_changes_do_no_harm(address, chrome):
    context = chrome.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.add_init_script(MEMORY)
    page.goto(address + PAGE + address_of(replace(FIRST, batch=2)))
    part = page.locator(PART)
    expect_state(part, replace(FIRST, batch=2))
    # Memory of WebAssembly never shrinks: the largest state comes early.
    go(page, Controls(layout="N,T,D", batch=256, features=512, training=False))
    expect(part.locator(".course-playground__code code")).to_contain_text("(256, 512, 16, 1)", timeout=PATIENCE)
    session = context.new_cdp_session(page)

    def change(seed: int, count: int) -> None:
        page.evaluate(
            """async ([seed, count]) => {
                // Marsaglia's xorshift: the same changes each time.
                let state = seed;
                const random = (below) => {
                    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
                    return (state >>> 0) % below;
                };
                const part = document.querySelector("[data-part=playground]");
                for (let at = 0; at < count; at += 1) {
                    const inputs = [...part.querySelectorAll("[data-control] :is(input, select):enabled")];
                    const one = inputs[random(inputs.length)];
                    if (one.matches("select")) one.selectedIndex = random(one.options.length);
                    else one.value = String(random(Number(one.max) + 1));
                    one.dispatchEvent(new Event(one.matches("select") ? "change" : "input", { bubbles: true }));
                    await new Promise((next) => setTimeout(next, 8));
                }
            }""",
            [seed, count],
        )

    def memory() -> tuple[float, list[float], int]:
        """Return megabytes of the page and of each Python, and the elements, when all is answered and collected."""
        go(page, FIRST)
        expect_state(part, FIRST)
        go(page, replace(FIRST, batch=2))
        expect_state(part, replace(FIRST, batch=2))
        page.wait_for_timeout(2000)
        # What the first round frees lets the second free more.
        for _ in range(3):
            session.send("HeapProfiler.collectGarbage")
        heap = session.send("Runtime.getHeapUsage")["usedSize"]
        sizes = [one.evaluate("() => self.keptMemory?.buffer.byteLength ?? 0") for one in page.workers]
        # The search of the page has a worker too, without Python.
        elements = page.evaluate("document.querySelectorAll('*').length")
        return heap / 1e6, sorted(size / 1e6 for size in sizes if size), elements

    change(1, 100)
    first = memory()
    change(2, 1900)
    state = {
        name: page.locator(f"#playground-{name}").evaluate("(one) => one.value") for name in (c.name for c in CONTROLS)
    }
    wanted = {
        one.name: state[one.name] if isinstance(one, Choice) else one.values[int(state[one.name])] for one in CONTROLS
    }
    wanted["training"] = wanted.pop("mode") == "train"
    last = Controls(**wanted)
    if refusal(last) is None:
        expect_state(part, last)
    else:
        expect(part.locator(".course-playground__title")).to_contain_text(refusal(last).short, timeout=PATIENCE)
    end = memory()
    print(f"megabytes of the page, of Python, and elements, after 100 changes: {first}; at the end: {end}")
    assert len(end[1]) == len(first[1]) == 2
    assert end[0] + sum(end[1]) < 1.1 * (first[0] + sum(first[1]))
    # The engine goes on compiling for some hundred changes, so the page's own share is not held to the same.
    assert end[0] < first[0] + 1
    assert end[2] == first[2]
    assert complaints == []
    context.close()


def test_every_layout_and_technique_answers_or_refuses(live):
    part = live.locator(PART)
    for technique, layout in product(TECHNIQUES, POSITIONS):
        state = Controls(technique=technique, layout=layout, batch=2, features=8)
        go(live, state)
        if refusal(state) is None:
            expect_state(part, state)
    assert live.complaints == []
