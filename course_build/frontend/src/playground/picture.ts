// What the playground shows and says of an outcome. The build makes the first state by
// course_build/markdown/playground_view.py: the same words, held to the same playground.cases.json.

import type { Bars } from "../charts/bars";
import { density, type Histogram, type Histograms } from "../charts/histograms";
import { readable } from "../charts/numbers";
import { type Outcome, type Side, STATISTICS, type Target } from "./outcome";
import { number, type State, text } from "./state";

export interface View {
  title: string;
  histograms: Histograms;
  /** In the order of STATISTICS. */
  statistics: { before: string[]; after: string[] };
  sharing: string;
  /** The heading of the bars. */
  goal: string;
  bars: Bars;
  mates: string;
}

const TARGETS: [key: Target, name: string, value: number][] = [
  ["mean", "mean", 0],
  ["std", "standard deviation", 1],
  ["rms", "RMS", 1],
];

/** How many times higher than the other a histogram is shown: beside all of a spike the other would be a line. */
const CUT = 6;

export function view(state: State, outcome: Outcome, looks: { name: string }): View {
  const evaluated = text(state, "technique") === "batch" && text(state, "mode") === "eval";
  const statistics = (side: Side): string[] => STATISTICS.map((key) => readable(side[key]));
  return {
    title: title(outcome, evaluated ? `${looks.name} in evaluation` : looks.name),
    histograms: histograms(text(state, "technique"), outcome, looks.name),
    statistics: { before: statistics(outcome.before), after: statistics(outcome.after) },
    sharing: sharing(outcome, evaluated),
    goal: goal(outcome, looks.name),
    bars: bars(text(state, "technique"), outcome),
    mates: mates(number(state, "batch"), outcome),
  };
}

function title({ before, after }: Outcome, name: string): string {
  const [was, is] = [before, after].map((side) => ({
    mean: readable(side.mean),
    std: readable(side.std),
    rms: readable(side.rms),
  }));
  return after.targets.rms
    ? `${name} takes all values together from RMS ${was?.rms} to ${is?.rms}, and from mean ${was?.mean} to ${is?.mean}`
    : `${name} takes all values together from mean ${was?.mean} and standard deviation ${was?.std} ` +
        `to ${is?.mean} and ${is?.std}`;
}

function histograms(technique: string, outcome: Outcome, name: string): Histograms {
  const series = [
    histogram("before", "none", outcome.before),
    histogram(`after ${name}`, technique, outcome.after),
  ];
  const low = Math.min(...series.map((one) => one.low));
  const high = Math.max(...series.map((one) => one.high));
  const heights = series.map(density);
  const room = 0.03 * (high - low);
  return {
    x: "value of an activation",
    domain: [low - room, high + room],
    top: 1.06 * Math.min(Math.max(...heights), CUT * Math.min(...heights)),
    series,
  };
}

function histogram(name: string, color: string, side: Side): Histogram {
  const total = side.counts.reduce((sum, one) => sum + one, 0);
  return {
    name,
    color,
    low: side.low,
    high: side.high,
    shares: side.counts.map((one) => one / total),
  };
}

function sharing(outcome: Outcome, evaluated: boolean): string {
  if (evaluated) {
    return (
      `The statistics of each ${outcome.set} come from 8 training batches of 32 samples, ` +
      "not from this batch."
    );
  }
  const what = outcome.after.targets.rms ? "a root mean square" : "a mean and a variance";
  const over = `taken over ${outcome.values} values`;
  return outcome.sets === 1
    ? `The one ${outcome.set} has ${what}, ${over}.`
    : `Each of the ${outcome.sets} ${plural(outcome.set)} has ${what} of its own, ${over}.`;
}

function goal(outcome: Outcome, name: string): string {
  const goals = TARGETS.filter(([key]) => outcome.after.targets[key]).map(
    ([, words, value]) => `${words} ${value}`,
  );
  return `Distance to ${name}’s target, ${goals.join(" and ")} in each ${outcome.set}`;
}

function bars(technique: string, { before, after }: Outcome): Bars {
  const made = TARGETS.flatMap(([key, name, target]) => {
    const [was, is] = [before.targets[key], after.targets[key]];
    if (was === undefined || is === undefined) return [];
    const distance = (over: { average: number; spread: number }): number =>
      Math.hypot(over.average - target, over.spread);
    return [
      { name: `${name}, before`, color: "none", value: distance(was) },
      { name: `${name}, after`, color: technique, value: distance(is) },
    ];
  });
  return {
    bars: made,
    top: Math.max(1, ...made.map((one) => one.value)),
    rows: 4,
    unit: "distance to the target",
    decimals: 2,
  };
}

function mates(batch: number, outcome: Outcome): string {
  if (outcome.mates === null) return "A batch of one has no batch-mates.";
  const start = `Keep the first sample and draw the other ${batch > 2 ? `${batch - 1} samples` : "one"} anew`;
  const { largest, typical } = outcome.mates;
  return largest === 0
    ? `${start}: its outputs stay exactly as they are.`
    : `${start}: its outputs move by up to ${readable(largest, 3)}, typically by ${readable(typical, 3)}.`;
}

function plural(name: string): string {
  return name.replace(/^\S+/, "$&s");
}
