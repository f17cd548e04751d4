// Scales: where a value stands, and which round numbers an axis shows. Of d3-scale these would be a tenth.

import { ticks } from "d3-array";

export interface Scale {
  (value: number): number;
  /** About so many round numbers; powers of ten on a logarithmic axis that spans several. */
  ticks: (count: number) => number[];
}

type Ends = readonly [low: number, high: number];

/** A linear scale, or a logarithmic one. */
export function scale([low, high]: Ends, [start, end]: Ends, log = false): Scale {
  const on = log ? Math.log : (value: number) => value;
  const [first, last] = [on(low), on(high)];
  const place = (value: number): number => start + ((on(value) - first) / (last - first)) * (end - start);
  return Object.assign(place, {
    ticks: (count: number) => (log ? logTicks(low, high) : ticks(low, high, count)),
  });
}

function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (digits: readonly number[]): number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index))
      .flatMap((power) => digits.map((digit) => digit * power))
      .filter((value) => value >= low && value <= high);
  const powers = within([1]);
  return powers.length > 1 ? powers : within([1, 2, 3, 5]);
}
