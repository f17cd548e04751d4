"""f22: the sums of one layer, grouped by unit and by image."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.figure import Comparison, Figure, FigureData, Number, Series, Unit, scalar
from course_build.experiments.walkthrough import Followed, follow_batch_norm
from figures_src._walkthrough import BATCH_NORM_IN_WORDS, NETWORK, UNIT, dots, in_words, network, values

ONE_UNIT, ONE_IMAGE = "one unit, all images", "one image, all units"


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(follow_batch_norm, network(params), "walkthrough, BatchNorm")]


def compute(params: Mapping[str, Any], results: Sequence[Followed]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    sums = found.batch
    unit, image = sums[:, params["unit"] - 1], sums[params["image"] - 1]
    scalars: dict[str, Number] = {
        "images": len(unit),
        "units": len(image),
        "unit_mean": scalar(unit.mean()),
        "unit_std": scalar(unit.std()),
        "image_mean": scalar(image.mean()),
        "image_std": scalar(image.std()),
        "difference_of_averages": scalar(abs(sums.mean(0).mean() - sums.mean(1).mean()), 1),
    }
    return (values(ONE_UNIT, unit, "image", "sum"), values(ONE_IMAGE, image, "unit", "sum")), scalars


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(2, columns=2, height=210, share_x=True)
    highest = 0
    for ax, name, token, technique in zip(
        panels, (ONE_UNIT, ONE_IMAGE), ("batch", "layer"), ("BatchNorm", "LayerNorm"), strict=True
    ):
        highest = max(highest, dots(ax, data[name], canvas, token))
        canvas.axes(ax, title=f"{technique}: {name}", y=in_words(data[name]), x="sum")
    y = np.concatenate([np.asarray(data[name].y, np.float64) for name in (ONE_UNIT, ONE_IMAGE)])
    panels[0].set_xlim(y.min() - 0.3, y.max() + 0.3)
    for ax in panels:
        ax.set_ylim(0, highest + 0.5)


FIGURE = Figure(
    id="f22",
    question="Which values of a layer share one mean and one standard deviation?",
    title="One layer, grouped in two ways: the means are {unit_mean:.2f} and {image_mean:.2f}",
    caption="A dot is a value, the band is mean ± standard deviation.",
    alt=(
        "Two stacks of dots. Left, one unit for {images} images: mean {unit_mean:.2f}, standard deviation "
        "{unit_std:.2f}, with a tail to the right. Right, {units} units for one image: mean {image_mean:.2f}, "
        "standard deviation {image_std:.2f}."
    ),
    setup=(
        f"{BATCH_NORM_IN_WORDS} Shown are the sums of that layer, before the norm, for the last training batch: "
        "those of unit 18, and those of image 1."
    ),
    params={**NETWORK, "unit": UNIT, "image": 1},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="Both ways group the same values: the averages of all their means agree.",
            measured="They differ by {difference_of_averages:.1g}.",
            key="difference_of_averages",
            low=0.0,
            high=1e-12,
        ),
    ),
    caution="One unit and one image of one small network; others have other means.",
)
