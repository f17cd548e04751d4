// Figure f01, live: single runs, drawn as points into the published curves of one network.

import { type Line, lines } from "../../charts/lines";
import { plain } from "../../charts/numbers";
import { GLYPHS } from "../../charts/techniques";
import { type Chosen, chosenName, type Live, positions, type Run, series } from "../data";
import type { Given, Shown } from "./view";

const NAMES: Record<string, string> = {
  none: "no norm",
  batch: "BatchNorm",
  layer: "LayerNorm",
  rms: "RMSNorm",
};
const FIRST = "first seed";

export function view({ live, chosen, run, runs }: Given): Shown {
  const network = chosenName(live, "network", chosen.network);
  const name = (technique: string, more = "") => `${network}, ${NAMES[technique] ?? ""}${more}`;
  const curves = Object.keys(NAMES).map((technique): Line => {
    const found = series(live.published, name(technique));
    const { y, lo, hi } = found;
    return {
      name: NAMES[technique] ?? "",
      color: technique,
      x: positions(found),
      y,
      lo: lo ?? null,
      hi: hi ?? null,
      drawn: "line",
    };
  });
  const points = Object.keys(NAMES).flatMap((technique) =>
    pointsOf(runs, name(technique, `, ${FIRST}`), technique),
  );
  const rates = curves.flatMap((one) => one.x);
  const steps = [...curves, ...points].flatMap((one) => [one.y, one.lo ?? [], one.hi ?? []].flat());
  const known = steps.filter((one) => one !== null);
  const picture = lines({
    x: { name: "learning rate", domain: [0.8 * Math.min(...rates), 1.4 * Math.max(...rates)], log: true },
    y: {
      name: "steps to learn · lower is better ↓",
      domain: [0.8 * Math.min(...known), 1.25 * Math.max(...known)],
      log: true,
    },
    // A network that never learns has no curve.
    series: [...curves.filter((one) => one.y.some((y) => y !== null)), ...points],
  });
  const names = Object.entries(NAMES).map(([token, technique]) => `${GLYPHS[token] ?? ""} ${technique}`);
  return {
    text: told(live, chosen, run, name),
    charts: [
      {
        title: `${network}: published medians as lines, your runs as points (${names.join(", ")})`,
        picture,
      },
    ],
  };
}

function pointsOf(runs: readonly Run[], name: string, technique: string): Line[] {
  const found = new Map<number, number | null>();
  for (const run of runs) {
    const one = run.series.find((each) => each.name === name);
    if (one) for (const [index, x] of positions(one).entries()) found.set(x, one.y[index] ?? null);
  }
  const sorted = [...found].toSorted(([one], [other]) => one - other);
  return sorted.some(([, y]) => y !== null)
    ? [
        {
          name: `${NAMES[technique] ?? ""}, run here`,
          color: technique,
          x: sorted.map(([x]) => x),
          y: sorted.map(([, y]) => y),
          drawn: "points",
          strong: true,
        },
      ]
    : [];
}

function told(
  live: Live,
  chosen: Chosen,
  run: Run,
  name: (technique: string, more: string) => string,
): string {
  const each = ["none", chosen.technique ?? ""].map((technique) => {
    const hit = series(run, name(technique, `, ${FIRST}`)).y[0] ?? null;
    const text = hit === null ? "it does not learn" : `it learns in ${plain(hit)} steps`;
    return `with ${NAMES[technique] ?? ""} ${text}`;
  });
  return `At the rate ${chosenName(live, "rate", chosen.rate)}: ${each.join(", ")}.`;
}
