// How far a run is from the published result: number by number, with the largest relative difference.

import type { Live, Results, Series } from "./data";

/** Differences below this are rounding: numbers that are zero but for their last bit. */
const NOISE = 1e-9;

export interface Comparison {
  /** How many numbers were compared. */
  count: number;
  /** The largest relative difference; infinite where one side has a number and the other has none. */
  largest: number;
  /** Some numbers differ by so little that it counts as nothing. */
  noise: boolean;
  /** Where that is, and what stands there. */
  at: { where: string; here: number | null; published: number | null } | null;
}

export function compare(live: Pick<Live, "compared" | "published">, run: Results): Comparison {
  const found: Comparison = { count: 0, largest: 0, noise: false, at: null };
  const look = (where: string, here: number | null, published: number | null): void => {
    found.count += 1;
    const apart = difference(here, published);
    found.noise ||= apart === 0 && here !== published;
    if (apart > found.largest) Object.assign(found, { largest: apart, at: { where, here, published } });
  };
  for (const [one, other] of pairs(live, run)) compareSeries(one, other, live.compared === "", look);
  if (live.compared === "") {
    for (const name of new Set([...Object.keys(run.scalars), ...Object.keys(live.published.scalars)])) {
      look(name, run.scalars[name] ?? null, live.published.scalars[name] ?? null);
    }
  }
  return found;
}

export function difference(one: number | null, other: number | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return Number.POSITIVE_INFINITY;
  const apart = Math.abs(one - other);
  return apart <= NOISE ? 0 : apart / Math.max(Math.abs(one), Math.abs(other));
}

const NOTHING = { x: [], y: [] };

/** The series that are compared, each with the published one of its name. */
function pairs(live: Pick<Live, "compared" | "published">, run: Results): [Series, Series][] {
  const isWhole = live.compared === "";
  const names = run.series.map((one) => one.name).filter((name) => name.endsWith(live.compared));
  // A part of the figure lacks most of what was published; the whole lacks nothing.
  const wanted = isWhole ? new Set([...names, ...live.published.series.map((one) => one.name)]) : names;
  const of = (results: Results, name: string): Series =>
    results.series.find((one) => one.name === name) ?? { name, ...NOTHING };
  return [...wanted].map((name) => [of(run, name), of(live.published, name)]);
}

function compareSeries(
  here: Series,
  published: Series,
  isWhole: boolean,
  look: (where: string, here: number | null, published: number | null) => void,
): void {
  const length = isWhole ? Math.max(here.x.length, published.x.length) : here.x.length;
  for (let index = 0; index < length; index += 1) {
    const x = here.x[index] ?? published.x[index] ?? "";
    const other = isWhole ? index : published.x.indexOf(x);
    const where = `${here.name} at ${x}`;
    if (isWhole && typeof x === "number")
      look(`x of ${where}`, number(here.x[index]), number(published.x[index]));
    look(where, here.y[index] ?? null, published.y[other] ?? null);
    if (!isWhole) continue;
    for (const end of ["lo", "hi"] as const) {
      if (here[end] || published[end])
        look(where, here[end]?.[index] ?? null, published[end]?.[other] ?? null);
    }
  }
}

function number(x: number | string | undefined): number | null {
  return typeof x === "number" ? x : null;
}
