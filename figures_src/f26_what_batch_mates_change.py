"""f26: exchange all other images of a batch, and see how far the output of one image moves."""

from collections.abc import Mapping, Sequence
from typing import Any

from course_build.experiments.figure import (
    Comparison,
    Figure,
    FigureData,
    Number,
    Series,
    Unit,
    numbers,
    scalar,
)
from course_build.experiments.walkthrough import TECHNIQUES, Exchanged, exchange_mates
from figures_src._walkthrough import BATCH_NORM_IN_WORDS, NETWORK, network

NAMES = {
    "batch": "BatchNorm, training",
    "batch_evaluation": "BatchNorm, inference",
    "layer": "LayerNorm",
    "rms": "RMSNorm",
    "group": "GroupNorm",
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    own = {key: params[key] for key in ("sizes", "draws", "groups")}
    return [Unit(exchange_mates, network(params) | own, "walkthrough, exchanged batch-mates")]


def compute(_params: Mapping[str, Any], results: Sequence[Exchanged]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    sizes = tuple(int(size) for size in found.sizes)
    series = tuple(
        Series(NAMES[name], sizes, numbers(found.moved[name], 4), unit="change", x_unit="images per batch")
        for name in TECHNIQUES
    )
    scalars: dict[str, Number] = {
        f"batch_at_{size}": scalar(found.moved["batch"][at], 4) for at, size in enumerate(sizes)
    }
    for name in TECHNIQUES[1:]:
        scalars[f"largest_{name}"] = scalar(found.moved[name].max(), 4)
    scalars["largest_other"] = max(scalars[f"largest_{name}"] for name in TECHNIQUES[1:])
    return series, scalars


def draw(data: FigureData, canvas: Any) -> None:
    (ax,) = canvas.panels(1, height=270)
    canvas.line(ax, data[NAMES["batch"]], "batch")
    others = data[NAMES["layer"]]
    for place, name in enumerate(("layer", "rms", "group")):
        style = canvas.style(name) | {"linestyle": "none"}
        x, y = others.x[place::3], data[NAMES[name]].y[place::3]
        ax.plot(x, y, markeredgecolor=canvas.color("surface"), zorder=4, clip_on=False, **style)
    ax.plot(others.x, others.y, color=canvas.color("muted"), linewidth=1, zorder=2)
    canvas.axes(ax, x="images per batch", y="change of one image’s output, in standard deviations", log_x=True)
    ax.set_ylim(-0.06, 1.3)
    ax.set_xticks(others.x, [str(size) for size in others.x])
    ax.minorticks_off()
    canvas.note(ax, 4.5, 0.95, NAMES["batch"], "batch")
    canvas.note(ax, 2.1, 0.17, "LayerNorm, RMSNorm, GroupNorm,", "muted")
    canvas.note(ax, 2.1, 0.06, "and BatchNorm in inference", "muted")


FIGURE = Figure(
    id="f26",
    question="How far does one image's output move when all other images of its batch are exchanged?",
    title=(
        "Exchanged batch-mates move BatchNorm's output by {batch_at_2:.2f} (batch of 2) or {batch_at_64:.2f} "
        "(batch of 64), the others' by {largest_other:.0f}"
    ),
    caption="One image's output in training, in standard deviations.",
    alt=(
        "The change of one image's output against the images per batch. BatchNorm in training falls from "
        "{batch_at_2:.2f} at 2 images to {batch_at_64:.2f} at 64. LayerNorm, RMSNorm, GroupNorm and BatchNorm in "
        "inference lie at exactly 0."
    ),
    setup=(
        f"{BATCH_NORM_IN_WORDS} The sums of that layer for test images. One image is normalized in two batches that "
        "share no other image; the change is the root mean square over all units, of 100 images for each batch "
        "size. GroupNorm forms 4 groups. No scale and shift."
    ),
    params={**NETWORK, "sizes": [2, 4, 8, 16, 32, 64], "draws": 100, "groups": 4},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="A norm within one sample does not see the others.",
            measured="The largest change is {largest_other:.0f}.",
            key="largest_other",
            low=0.0,
            high=0.0,
        ),
        Comparison(
            source="Wu & He 2018",
            published="BatchNorm's statistics become inaccurate as the batch becomes small.",
            measured="In batches of 2 the output moves by {batch_at_2:.2f}, in batches of 32 by {batch_at_32:.2f}.",
            key="batch_at_2",
            low=0.5,
        ),
    ),
    caution=(
        "A layer without positions. In a convolutional layer the positions of an image count as well, so its "
        "statistics move less. That an output moves is not in itself bad: some of it regularizes."
    ),
)
