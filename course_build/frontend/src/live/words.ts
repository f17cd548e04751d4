// What the page says of a run: how it stands to the published result.

import { percent, plain } from "../charts/numbers";
import type { Comparison } from "./compare";
import { type Chosen, changed, type Live } from "./data";

/** Whether the run matches, differs, or is another experiment than the published one. */
export type Kind = "match" | "difference" | "other";

export interface Verdict {
  kind: Kind;
  text: string;
}

export function verdict(live: Live, chosen: Chosen, found: Comparison): Verdict {
  const others = changed(live, chosen);
  if (others.length > 0) {
    const each = others.map((one) => {
      const name = (value: string | undefined) => one.choices[value ?? ""] ?? "";
      return `${one.label} ${name(chosen[one.key])} instead of ${name(one.first)}`;
    });
    return {
      kind: "other",
      text: `Not the published setting: ${each.join("; ")}. Both are shown.`,
    };
  }
  const because = live.because && ` ${live.because}`;
  const many = found.count === 1 ? "the one number that was compared" : `${plain(found.count)} numbers`;
  if (found.largest === 0) {
    const noise = found.noise ? ", but for rounding below 10⁻⁹" : "";
    return { kind: "match", text: `Matches the published result: ${many}, no difference${noise}.` };
  }
  const where =
    found.at &&
    ` At “${found.at.where}”: ${told(found.at.here)} here, ${told(found.at.published)} published.`;
  if (found.largest <= live.tolerance) {
    return {
      kind: "match",
      text: `Matches the published result to ${share(found.largest)}, the largest relative difference of ${many}.${where ?? ""}${because}`,
    };
  }
  const apart = Number.isFinite(found.largest)
    ? `by up to ${share(found.largest)}, the largest relative difference of ${many}`
    : "in more than digits";
  return { kind: "difference", text: `Differs from the published result ${apart}.${where ?? ""}${because}` };
}

/** A relative difference, as a percentage where that can be read. */
export function share(value: number): string {
  return value >= 1e-3 ? percent(value) : plain(Number(value.toPrecision(1)));
}

function told(value: number | null): string {
  return value === null ? "nothing" : plain(Number(value.toPrecision(6)));
}
