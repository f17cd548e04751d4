// Figure f11, live: the cosine of LayerNorm and RMSNorm, and the means of their outputs, against the input's mean.

import { type Axis, type Line, lines } from "../../charts/lines";
import { fixed, plain } from "../../charts/numbers";
import { withGlyph } from "../../charts/techniques";
import { chosenName, positions, type Results, series } from "../data";
import type { Given, Shown } from "./view";

const Y: Axis = { name: "", domain: [-0.05, 1.05] };

export function view({ live, chosen, run, isPublished }: Given): Shown {
  const cosine = series(run, "cosine, measured");
  const end = positions(cosine).at(-1) ?? 0;
  const x: Axis = { name: "k: mean / std of the input", domain: [0, end] };
  const line = (from: Results, name: string, label: string, color: string, drawn: Line["drawn"]): Line => {
    const found = series(from, name);
    const inside = positions(found).flatMap((at, index) =>
      at <= end ? [{ at, y: found.y[index] ?? null }] : [],
    );
    return { name: label, color, drawn, x: inside.map((one) => one.at), y: inside.map((one) => one.y) };
  };
  const published = (name: string): Line[] =>
    isPublished ? [] : [line(live.published, name, "published", "none", "points")];
  const features = chosenName(live, "features", chosen.features);
  const key = isPublished ? "" : ", published ×";
  const charts = [
    {
      title: `Cosine of the two outputs: measured here ●${key}, and the formula as a line`,
      picture: lines({
        x,
        y: { ...Y, name: "cosine" },
        series: [
          line(run, "cosine, 1/√(1+k²)", "1/√(1+k²)", "muted", "line"),
          ...published("cosine, measured"),
          line(run, "cosine, measured", "measured here", "ink", "points"),
        ],
      }),
    },
    {
      title: `Mean of the output: ${withGlyph("RMSNorm", "rms")} and ${withGlyph("LayerNorm", "layer")} here${key}`,
      picture: lines({
        x,
        y: { ...Y, name: "mean of the output" },
        series: [
          line(run, "mean after RMSNorm, k/√(1+k²)", "RMSNorm", "rms", "line"),
          ...published("mean after RMSNorm, measured"),
          line(run, "mean after RMSNorm, measured", "RMSNorm, measured here", "rms", "points"),
          line(run, "mean after LayerNorm, measured", "LayerNorm", "layer", "line and points"),
        ],
      }),
    },
  ];
  const apart = plain(run.scalars.largest_difference ?? 0);
  const last = fixed(cosine.y.at(-1) ?? Number.NaN, 3);
  return {
    text:
      `With ${features} features, the cosine falls to ${last} at k = ${plain(end)}. ` +
      `It is at most ${apart} away from 1/√(1+k²).`,
    charts,
  };
}
