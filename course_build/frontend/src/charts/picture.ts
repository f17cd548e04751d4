// What a chart shows, worked out without a page: the drawing in both versions, its texts, its table, its readings.

/** One element of a drawing. */
export interface Mark {
  tag: "path" | "text" | "circle";
  attributes: Record<string, string>;
  text?: string;
}

/** One version of a drawing, in px of the page. */
export interface Drawing {
  width: number;
  height: number;
  marks: Mark[];
  /** For each series, for each of its points, where it is and what is lit up while it is read. */
  spots: Spot[][];
}

export interface Spot {
  x: number;
  y: number;
  lit: Mark;
}

/** A set of points that the reader can go through. */
interface Readings {
  name: string;
  /** What a point says, in words. */
  points: string[];
}

interface Table {
  head: string[];
  rows: string[][];
}

export interface Picture {
  wide: Drawing;
  narrow: Drawing;
  description: string;
  readings: Readings[];
  table: Table;
}

export type Version = "wide" | "narrow";
export const VERSIONS: readonly Version[] = ["wide", "narrow"];

/** The size of one version of a chart, in px of the page. */
export interface Box {
  width: number;
  height: number;
  /** About how many numbers the axis has. */
  ticks: number;
}

/** The decimals of a length in px at most. */
export const DIGITS = 2;

/** A length in px, rounded as d3-path rounds. */
export function px(value: number): string {
  const each = 10 ** DIGITS;
  return String(Math.round(value * each) / each || 0);
}

/** A color of the course, as CSS writes it. */
export function color(token: string): string {
  return `var(--course-${token.replaceAll("_", "-")})`;
}

/** Text that keeps clear of the lines under it. */
export const HALO = { stroke: color("surface"), "stroke-width": "3", "paint-order": "stroke" };
