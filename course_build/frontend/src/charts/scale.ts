// Scales, and which numbers an axis shows. The build's counterpart is course_build/drawing/scale.py.

import { type ScaleContinuousNumeric, scaleLinear, scaleLog } from "d3-scale";

export type Scale = ScaleContinuousNumeric<number, number>;

type Ends = readonly [low: number, high: number];

/** A linear scale, or a logarithmic one. */
export function scale(domain: Ends, range: Ends, log = false): Scale {
  return (log ? scaleLog() : scaleLinear()).domain(domain).range(range);
}

/**
 * About so many numbers for a logarithmic axis. d3 gives every digit and leaves it to its formats which are written: here
 * powers of ten, where there are several.
 */
export function logTicks(on: Scale, count: number): number[] {
  const found = on.ticks(count);
  const ofDigits = (digits: RegExp): number[] => found.filter((value) => digits.test(value.toExponential()));
  return [ofDigits(/^1e/), ofDigits(/^[1235]e/)].find((some) => some.length > 1) ?? found;
}
