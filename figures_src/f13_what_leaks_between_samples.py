"""f13: replace a part of one sample, and see what else moves."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from course_build.experiments.figure import (
    Comparison,
    Control,
    Figure,
    FigureData,
    Live,
    Number,
    Series,
    Unit,
    numbers,
    scalar,
)
from course_build.experiments.leakage import TECHNIQUES, Leak, image_leak, sequence_leak
from course_build.norms import TECHNIQUES as NORMS

type Grid = NDArray[np.bool_]

NAMES = {
    "batch": "BatchNorm, training",
    "batch_evaluation": "BatchNorm, evaluation",
    "layer": "LayerNorm",
    "rms": "RMSNorm",
    "group": "GroupNorm",
    "instance": "InstanceNorm",
}
CELLS = {"images": ("image", "channel"), "sequences": ("sequence", "token")}
"""What a row and a column of a grid stand for."""

PARAMS: dict[str, Any] = {
    "images": {
        "samples": 4,
        "channels": 6,
        "size": 4,
        "groups": 3,
        "sample": 1,
        "channel": 2,
        "seed": 0,
    },
    "sequences": {
        "samples": 4,
        "tokens": 6,
        "features": 12,
        "groups": 3,
        "sample": 1,
        "padding": 2,
        "seed": 0,
    },
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [
        Unit(function, {"technique": technique, **params[layout]}, f"{layout}, {technique}")
        for layout, function in (("images", image_leak), ("sequences", sequence_leak))
        for technique in TECHNIQUES
    ]


def compute(_params: Mapping[str, Any], results: Sequence[Leak]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    scalars: dict[str, Number] = {}
    for leak in results:
        own = leak.replaced.any(1)
        scalars[f"{leak.layout}_{leak.technique}"] = scalar(leak.moved[~own].max(), 3)
        rest = leak.moved[own][~leak.replaced[own]]
        scalars[f"same_{leak.layout}_{leak.technique}"] = scalar(rest.max(), 3)
    # What readers are asked to predict; BatchNorm in training.
    others = [scalars[f"same_sequences_{technique}"] for technique in NORMS]
    told = Series(
        "other tokens of the sequence",
        tuple(one.name for one in NORMS.values()),
        numbers(others, 3),
        unit="largest change of the output",
        x_unit="technique",
    )
    return (*(_series(leak) for leak in results), told), scalars


def _series(leak: Leak) -> Series:
    row, column = CELLS[leak.layout]
    cells = tuple(
        f"{row} {sample + 1}, {column} {cell + 1}" + (", replaced" if leak.replaced[sample, cell] else "")
        for sample, cell in np.ndindex(leak.moved.shape)
    )
    name = f"{leak.layout}, {NAMES[leak.technique]}"
    return Series(name, cells, numbers(leak.moved, 3), unit="largest change of the output", x_unit="cell")


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(12, columns=6, narrow_columns=3, height=130)
    settings = [(layout, technique) for layout in CELLS for technique in TECHNIQUES]
    for place, (ax, (layout, technique)) in enumerate(zip(panels, settings, strict=True)):
        series = data[f"{layout}, {NAMES[technique]}"]
        moved = np.reshape(np.asarray(series.y, np.float64), (data.params[layout]["samples"], -1)) > 0
        replaced = np.reshape([str(name).endswith("replaced") for name in series.x], moved.shape)
        _grid(ax, moved, replaced, canvas, "batch" if technique == "batch_evaluation" else technique)
        largest = data.scalars[f"{layout}_{technique}"]
        canvas.axes(
            ax,
            title=NAMES[technique] if canvas.narrow or place < len(TECHNIQUES) else None,
            y=f"up to {largest:.2f}" if largest else "exactly 0",
        )
        if place % len(TECHNIQUES) == 0:
            row, column = CELLS[layout]
            ax.set_ylabel(f"{row}s")
            canvas.axes(ax, x=f"{column}s")


def _grid(ax: Any, moved: Grid, replaced: Grid, canvas: Any, token: str) -> None:
    """Draw what moved in the technique's color, what stayed in gray, and a frame around what was replaced."""
    rows, columns = moved.shape
    ax.broken_barh([(0, columns)], (0, rows), facecolors=canvas.color("grid"))
    for row in range(rows):
        cells = [(column, 1) for column in np.flatnonzero(moved[row])]
        ax.broken_barh(cells, (row, 1), facecolors=canvas.color(token))
    ax.hlines(range(1, rows), 0, columns, colors=canvas.color("surface"), linewidth=2)
    ax.vlines(range(1, columns), 0, rows, colors=canvas.color("surface"), linewidth=2)
    across, down = np.flatnonzero(replaced.any(0)), np.flatnonzero(replaced.any(1))
    left, right, top, bottom = across[0], across[-1] + 1, down[0], down[-1] + 1
    frame = ([left, right, right, left, left], [top, top, bottom, bottom, top])
    ax.plot(*frame, color=canvas.color("ink"), linewidth=2.5, clip_on=False)
    ax.spines[:].set_visible(False)
    ax.grid(visible=False)
    ax.set(xlim=(0, columns), ylim=(rows, 0), xticks=[], yticks=[])


def _live_params(chosen: Mapping[str, str]) -> Mapping[str, Any]:
    changed = {"samples": int(chosen["samples"]), "groups": int(chosen["groups"])}
    return {layout: params | changed for layout, params in PARAMS.items()}


LIVE = Live(
    controls=(
        Control("layout", "Input", {"images": "images", "sequences": "sequences"}, "images", shows_only=True),
        Control("samples", "Samples in the batch", {"2": "2", "4": "4", "8": "8", "16": "16"}, "4"),
        Control("groups", "Groups of GroupNorm", {"1": "1", "2": "2", "3": "3", "6": "6"}, "3"),
    ),
    params=_live_params,
    about="All of the figure: both inputs, six ways to normalize, from the same seed. Nothing is left out.",
)

FIGURE = Figure(
    id="f13",
    question="Whose output changes when one sample changes?",
    title=(
        "Only BatchNorm in training lets one sample change another: here by up to {sequences_batch:.2f}. "
        "With every other technique the change is exactly 0"
    ),
    caption=(
        "We replace the framed part of one sample and color every cell whose output moves. Above each grid is the "
        "largest change in the other samples. Top: one channel of one image. Bottom: the last tokens of one sequence, "
        "such as its padding."
    ),
    alt=(
        "Two rows of six grids, one for each technique. Top, images by channels: with BatchNorm in training "
        "a whole column moves, with LayerNorm and RMSNorm a whole row, with GroupNorm two cells of the row, "
        "with InstanceNorm and BatchNorm in evaluation only the replaced cell. Bottom, sequences by tokens: "
        "with BatchNorm in training all cells move, with GroupNorm and InstanceNorm one row, with the others "
        "only the replaced tokens."
    ),
    setup=(
        "Normal values, in float64: 4 images of 6 channels and 4 by 4 pixels, and 4 sequences of 6 tokens "
        "with 12 features. The replacement is drawn with 3 times the standard deviation. GroupNorm forms 3 "
        "groups. LayerNorm and RMSNorm share their statistics over a whole image, or over the features of "
        "one token. BatchNorm in evaluation uses mean 0 and variance 1. No scale and shift."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Wu & Johnson 2021",
            published="BatchNorm lets information pass between the samples of a batch.",
            measured="A replaced image moves the others by up to {images_batch:.2f}.",
            key="images_batch",
            low=1e-3,
        ),
    ),
    caution=(
        "The size of the change depends on the size of the batch and of the replacement; that it is 0 or not "
        "depends on the technique alone. A leak is a path for information. Whether a network uses it is "
        "another question."
    ),
    live=LIVE,
)
