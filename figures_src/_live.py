"""Live figures: what a page calls to run a figure in the reader's browser, by the code that the build ran."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from course_build.experiments.figure import Figure
from figures_src import (
    f00_before_and_after,
    f01_does_it_train_faster,
    f11_cosine_of_layer_and_rms_norm,
    f13_what_leaks_between_samples,
)

FIGURES: Mapping[str, Figure] = {
    one.FIGURE.id: one.FIGURE
    for one in (
        f00_before_and_after,
        f01_does_it_train_faster,
        f11_cosine_of_layer_and_rms_norm,
        f13_what_leaks_between_samples,
    )
}
"""The figures that ship to the browser."""


def run(request: Mapping[str, Any], progress: Callable[[Any], None]) -> dict[str, Any]:
    """Run a figure as a reader chose it, and return its data.

    Parameters:
        request: The id of the `figure`, and of what was `chosen` each control's key and value.
        progress: Is told before each unit of work how many are `done`, `of` how many, and what comes `next`.

    Raises:
        ValueError: No page runs this figure.
    """
    figure = FIGURES.get(request["figure"])
    if figure is None or figure.live is None:
        raise ValueError(f"figure {request['figure']!r} is not live; expected one of {', '.join(FIGURES)}")
    params = figure.live.params(request["chosen"])
    units = figure.units(params)
    results = []
    for done, unit in enumerate(units):
        progress({"done": done, "of": len(units), "next": unit.label})
        results.append(unit.run())
    return asdict(figure.data(results, params))
