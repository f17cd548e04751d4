"""f11: LayerNorm and RMSNorm agree as long as the mean is small."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from course_build.experiments.cosine import Directions, compare_directions
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

QUOTED = {0.1: "0_1", 0.5: "0_5", 1.0: "1", 3.0: "3"}
"""The ratios that texts quote, and how they are called there."""

PARAMS: dict[str, Any] = {
    "ratios": [0.0, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0],
    "distributions": ["shifted", "skewed", "heavy_tailed", "bimodal"],
    "vectors": 250,
    "features": 512,
    "seed": 0,
}


def units(params: Mapping[str, Any]) -> list[Unit]:
    return [Unit(compare_directions, params, "LayerNorm and RMSNorm")]


def compute(params: Mapping[str, Any], results: Sequence[Directions]) -> tuple[tuple[Series, ...], dict[str, Number]]:
    (found,) = results
    theory = 1 / np.sqrt(1 + np.square(found.ratios))
    differences = np.abs(found.cosine - theory[:, None])
    curve = np.linspace(0, found.ratios[-1], 81)
    scalars = {
        "vectors": found.cosine.shape[1],
        "features": params["features"],
        "largest_difference": scalar(differences.max(), 2),
        "largest_layer_mean": scalar(np.abs(found.layer_mean).max(), 2),
    }
    for ratio, name in QUOTED.items():
        if ratio not in found.ratios:
            continue
        at = int(np.flatnonzero(found.ratios == ratio)[0])
        scalars[f"cosine_at_{name}"] = scalar(found.cosine[at].mean())
        scalars[f"angle_at_{name}"] = scalar(np.degrees(np.arccos(found.cosine[at].mean())))
        scalars[f"rms_mean_at_{name}"] = scalar(found.rms_mean[at].mean())
    series = (
        _series("cosine, measured", found.ratios, found.cosine.mean(1), "cosine"),
        _series("cosine, 1/√(1+k²)", curve, 1 / np.sqrt(1 + curve**2), "cosine"),
        _series("mean after RMSNorm, measured", found.ratios, found.rms_mean.mean(1), "mean of the output"),
        _series("mean after RMSNorm, k/√(1+k²)", curve, curve / np.sqrt(1 + curve**2), "mean of the output"),
        _series("mean after LayerNorm, measured", found.ratios, found.layer_mean.mean(1), "mean of the output"),
    )
    return series, scalars


def _series(name: str, x: Any, y: Any, unit: str) -> Series:
    # Means that are 0 but for the last bit are 0: their digits differ between machines.
    y = np.round(y, 12) + 0.0
    return Series(name, tuple(map(scalar, x)), numbers(y), unit=unit, x_unit="k, mean over std of the input")


def draw(data: FigureData, canvas: Any) -> None:
    cosine, mean = canvas.panels(2, columns=2, height=250)
    canvas.line(cosine, data["cosine, 1/√(1+k²)"], "muted", label="1/√(1+k²)", markers=False)
    _dots(cosine, data["cosine, measured"], canvas, "ink")
    canvas.axes(cosine, title="Cosine of the two outputs", x="k: mean / std of the input")
    canvas.line(mean, data["mean after RMSNorm, k/√(1+k²)"], "rms", label="RMSNorm", markers=False)
    _dots(mean, data["mean after RMSNorm, measured"], canvas, "rms")
    canvas.line(mean, data["mean after LayerNorm, measured"], "layer", label="LayerNorm")
    canvas.axes(mean, title="Mean of the output", x="k: mean / std of the input")
    for ax in (cosine, mean):
        ax.set_ylim(-0.05, 1.05)
        canvas.label_lines(ax)


def _dots(ax: Any, series: Series, canvas: Any, token: str) -> None:
    style = canvas.style(token) | {"linestyle": "none"}
    ax.plot(series.x, series.y, markeredgecolor=canvas.color("surface"), zorder=4, **style)


def _live_params(chosen: Mapping[str, str]) -> Mapping[str, Any]:
    stretched = [float(chosen["offset"]) / PARAMS["ratios"][-1] * ratio for ratio in PARAMS["ratios"]]
    return PARAMS | {"features": int(chosen["features"]), "ratios": stretched}


LIVE = Live(
    controls=(
        Control("features", "Features of a vector", {"8": "8", "64": "64", "512": "512", "2048": "2,048"}, "512"),
        Control("offset", "Means up to k =", {"1": "1", "4": "4", "20": "20", "100": "100"}, "4"),
    ),
    params=_live_params,
    about="All of the figure: the same {vectors} vectors, from the same seed. Nothing is left out.",
)

FIGURE = Figure(
    id="f11",
    question="When does RMSNorm do what LayerNorm does?",
    title=(
        "RMSNorm and LayerNorm point the same way until the mean grows: their cosine is {cosine_at_0_1:.3f} "
        "at a mean of 0.1 standard deviations, and {cosine_at_1:.3f} at 1"
    ),
    caption=(
        "First the cosine of the angle between the two outputs, against the ratio k of the input's mean to "
        "its standard deviation. The dots are measured, the curve is 1/√(1+k²). They differ by at most "
        "{largest_difference:.0e}: the formula is exact, whatever the shape of the distribution. Then the "
        "mean of the output. RMSNorm does not center; at k = 1 its output keeps a mean of "
        "{rms_mean_at_1:.3f}, at k = 3 one of {rms_mean_at_3:.3f}. LayerNorm's is 0 for every k."
    ),
    alt=(
        "Two plots against the ratio of mean to standard deviation from 0 to 4. Left, the cosine between the "
        "outputs falls from 1 over {cosine_at_1:.2f} at ratio 1 to {cosine_at_3:.2f} at ratio 3, on the "
        "curve of the formula. Right, the mean after RMSNorm rises from 0 toward 1; the mean after LayerNorm "
        "stays at 0."
    ),
    setup=(
        "{vectors} vectors of {features} values, in equal parts normal, skewed, heavy-tailed and bimodal. "
        "Each is given mean 0 and standard deviation 1 exactly, then k is added. Both norms of the course "
        "with their default ε, without scale and shift, in float64."
    ),
    params=PARAMS,
    units=units,
    compute=compute,
    draw=draw,
    comparisons=(
        Comparison(
            source="Zhang & Sennrich 2019 and Ba, Kiros & Hinton 2016, by their definitions",
            published="LayerNorm is RMSNorm of the centered input, so their cosine is 1/√(1+k²).",
            measured="The measured cosines differ from it by at most {largest_difference:.0e}.",
            key="largest_difference",
            low=0.0,
            high=1e-3,
        ),
    ),
    caution=(
        "The figure shows how far the outputs differ, not whether the difference matters: the next layer can "
        "learn to ignore a constant mean. How large k is in a given network must be measured there."
    ),
    live=LIVE,
)
