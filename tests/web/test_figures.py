"""Every figure, at both widths and in both schemes: its texts can be read, and its numbers as well."""

import csv
import json
from itertools import product

import pytest

from course_build.markdown.source import block_lines
from tests import ROOT
from tests.web.conftest import SCHEMES, WIDTHS, switch
from tests.web.test_pages import SOURCES, url_of

FIGURES = sorted(path.name[:3] for path in (ROOT / "figures_src").glob("f*.py"))


def pages_with(block: str) -> dict[str, str]:
    """Return the address of each figure's block: on a page of its own where there is one, and else on the first."""
    found: dict[str, str] = {}
    for source in sorted(SOURCES, key=lambda one: one.parts[0] != "figures"):
        for one in block_lines(ROOT / "docs" / source):
            if one.name == block:
                found.setdefault(one.argument, url_of(source))
    return found


# By the address of the figure itself, since a walkthrough shows the step that it names.
SHOWN = {name: f"{url}#{name}" for name, url in pages_with("figure").items()}
EXPLAINED = pages_with("evidence")

TEXTS = """
() => {
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const surface = channels(getComputedStyle(document.body).backgroundColor);
  const contrast = (color) => {
    const [one, other] = [luminance(channels(color)), luminance(surface)].sort((a, b) => b - a);
    return (one + 0.05) / (other + 0.05);
  };
  const measure = document.createElement("canvas").getContext("2d");
  const found = [];
  for (const svg of document.querySelectorAll("figure svg")) {
    const frame = svg.getBoundingClientRect();
    if (frame.width === 0) continue;
    for (const text of svg.querySelectorAll("text")) {
      const style = getComputedStyle(text);
      const matrix = text.getScreenCTM();
      const scale = Math.hypot(matrix.a, matrix.b);
      let { left, right, top, bottom } = text.getBoundingClientRect();
      // What is drawn, without the room that the font leaves above and below. Text is level, or turned to the left.
      measure.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const drawn = measure.measureText(text.textContent.trim());
      const above = scale * (drawn.fontBoundingBoxAscent - drawn.actualBoundingBoxAscent);
      const below = scale * (drawn.fontBoundingBoxDescent - drawn.actualBoundingBoxDescent);
      if (matrix.b === 0) [top, bottom] = [top + above, bottom - below];
      else [left, right] = [left + above, right - below];
      found.push({
        text: text.textContent.trim(),
        contrast: contrast(style.fill),
        opacity: Number(style.opacity) * Number(style.fillOpacity),
        size: parseFloat(style.fontSize) * scale,
        box: [left, right, top, bottom],
        frame: [frame.left, frame.right, frame.top, frame.bottom],
      });
    }
  }
  return found;
}
"""


def uncover(page) -> None:
    """Show the figures that wait for a prediction."""
    button = page.get_by_role("button", name="Show it without a prediction")
    while button.count():
        button.first.click()


def overlap(one, other) -> float:
    """How far two boxes reach into each other, in px; the smaller of the two directions."""
    across = min(one[1], other[1]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[2], other[2])
    return min(across, down)


def test_every_figure_stands_on_a_page_and_is_explained_on_one():
    assert len(FIGURES) == 15
    assert SHOWN.keys() == EXPLAINED.keys() == set(FIGURES)


def check_readable(texts, width):
    assert len(texts) >= 5
    for one in texts:
        assert one["text"], "an empty text"
        assert one["contrast"] >= 4.5, one
        assert one["opacity"] == 1, one
        assert one["size"] >= 11, one
        left, right, top, bottom = one["box"]
        inside = one["frame"]
        assert left >= inside[0] - 1, one
        assert right <= inside[1] + 1, one
        assert top >= inside[2] - 1, one
        assert bottom <= inside[3] + 1, one
        assert left >= 0, one
        assert right <= width, one
    for index, one in enumerate(texts):
        for other in texts[index + 1 :]:
            assert overlap(one["box"], other["box"]) <= 1, (one, other)


@pytest.mark.parametrize("name", FIGURES)
def test_every_text_of_a_figure_can_be_read_and_it_has_table_and_data(address, reader, site, name):
    with reader(address + SHOWN[name]) as found:
        page = found.page
        uncover(page)
        for scheme, width in product(SCHEMES, WIDTHS):
            switch(page, scheme)
            page.set_viewport_size({"width": width, "height": 900})
            check_readable(page.evaluate(TEXTS), width)
        figure = page.locator(f"figure#{name}")
        assert figure.locator("svg:visible").count() == 1
        svg = figure.locator("svg:visible")
        assert svg.get_attribute("role") == "img"
        assert len(svg.locator("> desc").text_content()) > 40
        assert len(figure.locator("figcaption").inner_text()) > 40
        figure.locator("summary").focus()
        page.keyboard.press("Enter")
        data = json.loads((site / "generated" / "figures" / f"{name}.json").read_text())
        cells = figure.locator("table td").count()
        assert cells == sum(len(one["x"]) for one in data["series"])
        links = figure.locator("a[download]")
        assert [link.inner_text() for link in links.all()] == ["JSON", "CSV"]
        for link in links.all():
            assert page.request.get(link.evaluate("one => one.href")).ok
    rows = list(csv.DictReader((site / "generated" / "figures" / f"{name}.csv").read_text().splitlines()))
    assert len(rows) == sum(len(one["x"]) for one in data["series"])
    assert "{" not in json.dumps([data["question"]])


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_says_what_was_asked_run_and_found(address, reader, name):
    with reader(address + EXPLAINED[name]) as found:
        headings = found.page.locator(f"[data-evidence={name}] h2").all_inner_texts()
    assert headings[:3] == ["What was asked", "What was run", "What came out"]
    assert "Next to what was published" in headings


def test_a_page_of_a_figure_stays_light(site):
    for name in FIGURES:
        for version in ("wide", "narrow"):
            path = ROOT / "docs" / "generated" / "figures" / f"{name}.{version}.svg"
            assert path.stat().st_size < 40_000, path.name
