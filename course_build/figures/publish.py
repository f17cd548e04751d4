"""Put figures where MkDocs and the Markdown extension find them: docs/generated/figures/."""

import csv
import io
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from course_build.drawing.templates import fill_template
from course_build.experiments.figure import Control, Figure, FigureData, Live
from course_build.files import write_beside

VERSIONS = ("wide", "narrow")


@dataclass(frozen=True)
class Verdict:
    """How our number stands to a published one."""

    source: str
    published: str
    measured: str
    reproduced: bool


@dataclass(frozen=True)
class LiveSheet:
    """What a page has to know to run a figure itself."""

    controls: tuple[Control, ...]
    about: str
    compared: str
    tolerance: float
    because: str
    seconds: int
    at_once: bool


@dataclass(frozen=True)
class Sheet:
    """What a page says about a figure, its templates filled; the Markdown extension reads it."""

    id: str
    question: str
    title: str = ""
    caption: str = ""
    setup: str = ""
    caution: str = ""
    params: dict[str, Any] | None = None
    verdicts: tuple[Verdict, ...] = ()
    pending: str = ""
    """Why there is no picture yet; empty when there is one."""
    live: LiveSheet | None = None
    """None for a figure that no page runs."""

    @classmethod
    def of(cls, figure: Figure, data: FigureData) -> Self:
        def fill(template: str, part: str) -> str:
            return fill_template(template, data.scalars, f"figure {figure.id}, {part}")

        verdicts = tuple(
            Verdict(one.source, one.published, fill(one.measured, "comparison"), one.reproduced(data))
            for one in figure.comparisons
        )
        return cls(
            id=figure.id,
            question=figure.question,
            title=fill(figure.title, "title"),
            caption=fill(figure.caption, "caption"),
            setup=fill(figure.setup, "setup"),
            caution=fill(figure.caution, "caution"),
            params=data.params,
            verdicts=verdicts,
            live=_live_sheet(figure.live, fill(figure.live.about, "live")) if figure.live else None,
        )

    @classmethod
    def read(cls, path: Path) -> Self:
        stored = json.loads(path.read_text("utf-8"))
        verdicts = tuple(Verdict(**one) for one in stored.pop("verdicts"))
        live = stored.pop("live", None)
        return cls(**stored, verdicts=verdicts, live=_read_live(live) if live else None)


def _live_sheet(live: Live, about: str) -> LiveSheet:
    return LiveSheet(live.controls, about, live.compared, live.tolerance, live.because, live.seconds, live.at_once)


def _read_live(stored: dict[str, Any]) -> LiveSheet:
    controls = tuple(Control(**one | {"published": tuple(one["published"])}) for one in stored.pop("controls"))
    return LiveSheet(controls, **stored)


def publish(folder: Path, figure: Figure, data: FigureData, drawings: dict[str, str]) -> None:
    """Write the picture, the data and the sheet of a figure; files that did not change are left alone."""
    sheet = Sheet.of(figure, data)
    write_beside(folder / f"{figure.id}.json", data.to_json().encode())
    write_beside(folder / f"{figure.id}.csv", to_csv(data).encode())
    for version, svg in drawings.items():
        write_beside(folder / f"{figure.id}.{version}.svg", svg.encode())
    # Last, since a page is complete once its sheet is.
    write_sheet(folder, sheet)


def publish_pending(folder: Path, figure: Figure, reason: str) -> None:
    """Let a page say that a figure is on its way, unless an earlier picture can stand in for it."""
    path = folder / f"{figure.id}.sheet.json"
    if not path.is_file() or Sheet.read(path).pending:
        write_sheet(folder, Sheet(figure.id, figure.question, pending=reason))


def write_sheet(folder: Path, sheet: Sheet) -> None:
    text = json.dumps(asdict(sheet), indent=1, ensure_ascii=False) + "\n"
    write_beside(folder / f"{sheet.id}.sheet.json", text.encode())


def remove_others(folder: Path, ids: set[str]) -> None:
    """Remove what belongs to figures that are no more."""
    for path in folder.glob("*"):
        if path.name.split(".")[0] not in ids:
            path.unlink()


def to_csv(data: FigureData) -> str:
    """Return all series in long form: one row a point."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["series", "x_unit", "x", "unit", "y", "lo", "hi"])
    for one in data.series:
        missing = (None,) * len(one.x)
        for x, y, lo, hi in zip(one.x, one.y, one.lo or missing, one.hi or missing, strict=True):
            writer.writerow([one.name, one.x_unit, x, one.unit, y, lo, hi])
    return text.getvalue()
