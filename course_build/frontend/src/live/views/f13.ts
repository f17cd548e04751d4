// Figure f13, live: which cells of the output move when a part of one sample is replaced.

import { type Grid, grids } from "../../charts/grids";
import { fixed } from "../../charts/numbers";
import { type Results, type Series, series } from "../data";
import type { Chart, Given, Shown } from "./view";

/** As figures_src/f13_what_leaks_between_samples.py names them, with the keys of their numbers. */
const NAMES = {
  batch: "BatchNorm, training",
  batch_evaluation: "BatchNorm, evaluation",
  layer: "LayerNorm",
  rms: "RMSNorm",
  group: "GroupNorm",
  instance: "InstanceNorm",
};
const REPLACED = ", replaced";

export function view({ live, chosen, run, isPublished }: Given): Shown {
  const layout = chosen.layout ?? "";
  const chart = (from: Results, title: string): Chart => ({
    title,
    picture: grids({
      rows: layout,
      columns: layout === "images" ? "channels" : "tokens",
      unit: "largest change of the output",
      grids: Object.entries(NAMES).map(([key, name]) => grid(from, layout, key, name)),
    }),
  });
  const samples = (value: string | undefined) => `${value ?? ""} ${layout}`;
  const charts = [chart(run, `What moves, run here with ${samples(chosen.samples)}`)];
  if (!isPublished) {
    const first = (key: string) => live.controls.find((one) => one.key === key)?.first;
    charts.push(
      chart(
        live.published,
        `Published, with ${samples(first("samples"))}, ${first("groups") ?? ""} groups in GroupNorm`,
      ),
    );
  }
  const leaking = Object.entries(NAMES).filter(([key]) => (run.scalars[`${layout}_${key}`] ?? 0) > 0);
  const told = leaking.map(
    ([key, name]) => `${name} (up to ${fixed(run.scalars[`${layout}_${key}`] ?? 0, 2)})`,
  );
  const text =
    told.length > 0
      ? `Other samples move with ${told.join(" and ")}; with all others the change is exactly 0.`
      : "No other sample moves, with any technique.";
  return { text, charts };
}

function grid(from: Results, layout: string, key: string, name: string): Grid {
  const found = series(from, `${layout}, ${name}`);
  const largest = from.scalars[`${layout}_${key}`] ?? 0;
  return {
    name,
    note: largest > 0 ? `up to ${fixed(largest, 2)}` : "exactly 0",
    color: key === "batch_evaluation" ? "batch" : key,
    columns: columnsOf(found),
    cells: found.x.map((cell, index) => ({
      name: String(cell),
      value: found.y[index] ?? 0,
      framed: String(cell).endsWith(REPLACED),
    })),
  };
}

/** How many cells stand in the first row: those of "image 1" or "sequence 1". */
function columnsOf(found: Series): number {
  const row = (cell: number | string | undefined) => String(cell).split(",")[0];
  return found.x.filter((cell) => row(cell) === row(found.x[0])).length;
}
