// Paths of lines and bands. The build's counterpart is course_build/drawing/shapes.py.

import { area, line as lineThrough } from "d3-shape";
import { DIGITS } from "./picture";

/** A place in the picture; y is not finite where the series has a gap. */
type Place = readonly [x: number, y: number];

/** The two edges of a band at one place; one is not finite where it has a gap. */
type Edge = readonly [x: number, lo: number, hi: number];

/** A line through all places between two gaps; a place between two gaps alone becomes a dot where ends are round. */
export const line = lineThrough<Place>()
  .defined(([, y]) => Number.isFinite(y))
  .digits(DIGITS);

/** The area between the edges. */
export const band = area<Edge>()
  .x(([x]) => x)
  .y0(([, lo]) => lo)
  .y1(([, , hi]) => hi)
  .defined(([, lo, hi]) => Number.isFinite(lo) && Number.isFinite(hi))
  .digits(DIGITS);
