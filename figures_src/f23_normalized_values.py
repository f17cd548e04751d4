"""f23: one unit before and after normalization."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.figure import Comparison, Figure, FigureData, Number, Series, Unit, scalar
from course_build.experiments.walkthrough import Followed, follow_batch_norm
from course_build.norms import batch_norm
from figures_src._walkthrough import BATCH_NORM_IN_WORDS, NETWORK, UNIT, dots, in_words, network, skewness, values

BEFORE, AFTER = "x, before", "x̂, after"


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(follow_batch_norm, network(params), "walkthrough, BatchNorm")]


def compute(params: Mapping[str, Any], results: Sequence[Followed]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    place = params["unit"] - 1
    x, x_hat = found.batch[:, place], batch_norm(found.batch)[:, place]
    scalars: dict[str, Number] = {
        "x_mean": scalar(x.mean()),
        "x_std": scalar(x.std()),
        # A mean that is 0 but for the last bit is 0: such digits differ between machines.
        "x_hat_mean": scalar(np.round(x_hat.mean(), 12) + 0.0),
        "x_hat_std": scalar(x_hat.std()),
        "skewness": scalar(skewness(x_hat)),
        "skewness_change": scalar(abs(skewness(x_hat) - skewness(x)), 1),
    }
    return (values(BEFORE, x, "image", "value"), values(AFTER, x_hat, "image", "value")), scalars


def draw(data: FigureData, canvas: Any) -> None:
    panels = canvas.panels(2, columns=1, height=150, share_x=True)
    for ax, name, token in zip(panels, (BEFORE, AFTER), ("muted", "batch"), strict=True):
        dots(ax, data[name], canvas, token)
        canvas.axes(ax, title=f"{name}: {in_words(data[name])}")
    y = np.concatenate([np.asarray(data[name].y, np.float64) for name in (BEFORE, AFTER)])
    panels[0].set_xlim(y.min() - 0.3, y.max() + 0.3)


FIGURE = Figure(
    id="f23",
    question="What does normalization do to the values of one unit?",
    title="Mean {x_hat_mean:.0f}, standard deviation {x_hat_std:.0f}, and still the same shape",
    caption="The unit of step 2; its skewness stays {skewness:.2f}.",
    alt=(
        "Two stacks of dots on one scale. Above, the sums of a unit around {x_mean:.2f} with standard deviation "
        "{x_std:.2f}. Below, the normalized values around 0 with standard deviation 1: the same outline, with "
        "the same tail to the right."
    ),
    setup=f"{BATCH_NORM_IN_WORDS} The sums of unit 18 for the last training batch, and what BatchNorm makes of them.",
    params={**NETWORK, "unit": UNIT},
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Exact",
            published="A shift and a positive scale leave the skewness as it is.",
            measured="It moves by {skewness_change:.0e}.",
            key="skewness_change",
            low=0.0,
            high=1e-9,
        ),
        Comparison(
            source="Exact",
            published="The standard deviation is 1, up to ε, which makes it a little smaller.",
            measured="It is {x_hat_std:.6f}.",
            key="x_hat_std",
            low=0.9999,
            high=1.0,
        ),
    ),
    caution="Mean 0 and standard deviation 1 hold for this batch, in training, before γ and β.",
)
