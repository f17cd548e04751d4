// What the build found for each technique on each kind of activations, and the picture of one combination.

import type { Histogram, Histograms } from "../charts/histograms";

export interface Side {
  /** In the order of `statistics`. */
  statistics: number[];
  /** How many values each bin holds, from min to max. */
  counts: number[];
}

/** As course_build/markdown/distributions.py writes it. */
export interface Data {
  first: Choice;
  statistics: string[];
  techniques: Record<string, { name: string }>;
  distributions: Record<
    string,
    {
      name: string;
      domain: [number, number];
      top: number;
      before: Side;
      after: Record<string, Side & { sentence: string }>;
    }
  >;
}

export interface Choice {
  technique: string;
  distribution: string;
}

export interface View {
  chart: Histograms;
  /** The name of the picture. */
  title: string;
  sentence: string;
  /** The statistics on each side, in the order of the data. */
  before: readonly number[];
  after: readonly number[];
}

export function view(data: Data, { technique, distribution }: Choice): View {
  const one = data.distributions[distribution];
  const after = one?.after[technique];
  const looks = data.techniques[technique];
  if (one === undefined || after === undefined || looks === undefined) {
    throw new Error(`there is no ${technique} on ${distribution}`);
  }
  const series = [
    histogram(data, one.before, { name: "before", color: "none" }),
    histogram(data, after, { name: `after ${looks.name}`, color: technique }),
  ];
  return {
    chart: { x: "value of an activation", domain: one.domain, top: one.top, series },
    title: `${one.name} values before and after ${looks.name}`,
    sentence: after.sentence,
    before: one.before.statistics,
    after: after.statistics,
  };
}

function histogram(data: Data, side: Side, names: Pick<Histogram, "name" | "color">): Histogram {
  const total = side.counts.reduce((sum, one) => sum + one, 0);
  const [low, high] = [statistic(data, side, "min"), statistic(data, side, "max")];
  return { ...names, low, high, shares: side.counts.map((one) => one / total) };
}

function statistic(data: Data, side: Side, key: string): number {
  const value = side.statistics[data.statistics.indexOf(key)];
  if (value === undefined) throw new Error(`there is no statistic ${key}`);
  return value;
}
