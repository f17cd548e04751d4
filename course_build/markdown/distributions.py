"""The block `/// distributions`: each technique on each kind of activations, from the data of figure f00.

The first state is drawn at build, and all 25 stand in a table; the script switches between them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as etree

from markdown import Extension, Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from course_build.drawing.histograms import Histogram, Histograms, density
from course_build.drawing.templates import format_number
from course_build.drawing.theme import TECHNIQUES as LOOKS
from course_build.experiments.figure import FigureData
from course_build.figures.publish import Sheet
from course_build.markdown.chart import add, add_chart, add_table
from course_build.markdown.part import add_data, add_part
from course_build.markdown.survivors import Side, survivors
from course_build.norms.registry import TECHNIQUES

NAME = "distributions"
DISTRIBUTIONS = {
    "shifted": "Shifted",
    "skewed": "Skewed",
    "heavy_tailed": "Heavy tails",
    "bimodal": "Two modes",
    "channel_offsets": "Channel offsets",
}
"""The names of the kinds of activations, as figure f00 has them."""
STATISTICS = {
    "mean": "mean",
    "std": "standard deviation",
    "min": "min",
    "max": "max",
    "median": "median",
    "skewness": "skewness",
}
FIRST = ("skewed", "layer")
"""What stands there before anybody switches: shows at once what a norm does not change."""


@dataclass(frozen=True)
class Distribution:
    """One kind of activations, before any norm and after each."""

    name: str
    domain: tuple[float, float]
    """What the axis shows; the same for all techniques, so that a switch moves only what changes."""
    top: float
    before: Side
    after: Mapping[str, Side]
    sentences: Mapping[str, str]
    """What each technique leaves."""


def read(data: FigureData) -> dict[str, Distribution]:
    """Return what the data of figure f00 say about each kind of activations."""
    return {key: _distribution(data, key) for key in DISTRIBUTIONS}


def _distribution(data: FigureData, key: str) -> Distribution:
    before = _side(data, key, "before", "none")
    after = {technique: _side(data, key, one.name, technique) for technique, one in TECHNIQUES.items()}
    sides = [before, *after.values()]
    low = min(one.statistics["min"] for one in sides)
    high = max(one.statistics["max"] for one in sides)
    room = 0.03 * (high - low)
    return Distribution(
        DISTRIBUTIONS[key],
        (low - room, high + room),
        1.06 * max(density(_histogram(one, "", "none")) for one in sides),
        before,
        after,
        {technique: survivors(key, TECHNIQUES[technique].name, before, one) for technique, one in after.items()},
    )


def _side(data: FigureData, key: str, column: str, technique: str) -> Side:
    name = f"{DISTRIBUTIONS[key]}, {column}"
    found = data[f"{name}, statistics"]
    statistics = {str(one): float(value or 0) for one, value in zip(found.x, found.y, strict=True)}
    statistics["skewness"] = float(data.scalars[f"{key}_skewness_{technique}"])
    # The shares were rounded; the counts were whole numbers.
    total = prod(data.params["shape"])
    counts = tuple(round(float(share or 0) * total) for share in data[name].y)
    return Side(statistics, counts)


def _histogram(side: Side, name: str, token: str) -> Histogram:
    total = sum(side.counts)
    low, high = side.statistics["min"], side.statistics["max"]
    return Histogram(name, token, low, high, tuple(one / total for one in side.counts))


def chart(one: Distribution, technique: str) -> Histograms:
    """Return the picture of one combination."""
    before = _histogram(one.before, "before", "none")
    after = _histogram(one.after[technique], f"after {TECHNIQUES[technique].name}", technique)
    return Histograms("value of an activation", one.domain, one.top, (before, after))


class Distributions(Block):  # type: ignore[misc]  # pymdownx has no types
    """The switch.

    Arguments: none.
    Options: none.
    Content: none.
    """

    NAME = NAME

    def on_create(self, parent: etree.Element) -> etree.Element:
        root = add_part(parent, NAME, role="group", **{"aria-label": "What a norm leaves of a distribution"})
        folder = Path(self.config["folder"])
        sheet = Sheet.read(folder / "f00.sheet.json")
        if sheet.pending:
            add(root, "p", "course-figure__pending", sheet.pending)
            return root
        data = FigureData.from_json((folder / "f00.json").read_text("utf-8"))
        _fill(self.md, root, read(data))
        return root


def _fill(md: Markdown, root: etree.Element, found: Mapping[str, Distribution]) -> None:
    distribution, technique = FIRST
    _add_switches(root)
    first = found[distribution]
    title = add(root, "p", "course-figure__title course-distributions__title", first.sentences[technique])
    title.set("aria-live", "polite")
    name = f"{first.name} values before and after {TECHNIQUES[technique].name}"
    picture = add_chart(md, root, chart(first, technique), prefix=NAME, title=name)
    # Under the picture and what is read in it, above its own table.
    picture.insert(2, _statistics(first, technique))
    details = add(root, "details", "course-chart__table", **{"data-search-exclude": ""})
    add(details, "summary", text="All 25 combinations as a table")
    add_table(md, details, "All 25 combinations", ("distribution", "values", *STATISTICS.values()), _rows(found))
    add_data(md, root, embedded(found))


def _add_switches(root: etree.Element) -> None:
    controls = add(root, "div", "course-distributions__switches")
    looks = {key: (one.name, LOOKS[key].glyph) for key, one in TECHNIQUES.items()}
    kinds = {key: (name, "") for key, name in DISTRIBUTIONS.items()}
    for name, legend, choices in (("technique", "Technique", looks), ("distribution", "Activations", kinds)):
        # Enabled by the script, without which nothing would happen.
        group = add(controls, "fieldset", "course-choices", disabled="")
        add(group, "legend", text=legend)
        for key, (text, glyph) in choices.items():
            label = add(group, "label", f"course-tint--{key}" if glyph else "")
            choice = {"type": "radio", "name": f"{NAME}-{name}", "value": key}
            etree.SubElement(label, "input", choice | ({"checked": ""} if key in FIRST else {}))
            if glyph:
                add(label, "span", "course-glyph", glyph, **{"aria-hidden": "true"})
            add(label, "span", text=text)


def _statistics(one: Distribution, technique: str) -> etree.Element:
    table = etree.Element("table", {"class": "course-numbers"})
    add(table, "caption", "course-hidden", "Statistics of all values, before and after")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    etree.SubElement(head, "td")
    for name in STATISTICS.values():
        add(head, "th", text=name, scope="col")
    rows = etree.SubElement(table, "tbody")
    for name, side in (("before", one.before), ("after", one.after[technique])):
        row = etree.SubElement(rows, "tr", {"data-side": name})
        add(row, "th", text=name, scope="row")
        for key in STATISTICS:
            add(row, "td", text=_two(side.statistics[key]))
    return table


def _rows(found: Mapping[str, Distribution]) -> list[tuple[str, ...]]:
    return [
        (one.name, name, *(_two(side.statistics[key]) for key in STATISTICS))
        for one in found.values()
        for name, side in [
            ("before", one.before),
            *((f"after {TECHNIQUES[technique].name}", side) for technique, side in one.after.items()),
        ]
    ]


def _two(value: float) -> str:
    return format_number(value, ".2f")


def embedded(found: Mapping[str, Distribution]) -> dict[str, Any]:
    """Return what the script reads."""

    def side(one: Side) -> dict[str, Any]:
        return {"statistics": [one.statistics[key] for key in STATISTICS], "counts": one.counts}

    return {
        "first": {"distribution": FIRST[0], "technique": FIRST[1]},
        "statistics": list(STATISTICS),
        "techniques": {key: {"name": one.name} for key, one in TECHNIQUES.items()},
        "distributions": {
            key: {
                "name": one.name,
                "domain": one.domain,
                "top": one.top,
                "before": side(one.before),
                "after": {
                    technique: side(after) | {"sentence": one.sentences[technique]}
                    for technique, after in one.after.items()
                },
            }
            for key, one in found.items()
        },
    }


class DistributionsExtension(BlocksExtension):  # type: ignore[misc]  # pymdownx has no types
    """Registers the block; `folder` is where figures are published."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.config = {"folder": ["docs/generated/figures", "Where figures are published"]}
        super().__init__(*arguments, **options)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 - named by pymdownx
        block_mgr.register(Distributions, self.getConfigs())


def makeExtension(**options: Any) -> Extension:  # noqa: N802 - named by Python-Markdown
    return DistributionsExtension(**options)
