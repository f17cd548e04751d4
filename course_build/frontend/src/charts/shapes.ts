// Paths of lines, bands and markers: the few that charts need, since d3-shape comes whole or not at all.
import { px } from "./picture";

/** A place in the picture; null where the series has a gap. */
export type Place = readonly [x: number, y: number] | null;

/** The two edges of a band at one place; null where it has a gap. */
export type Edge = readonly [x: number, lo: number, hi: number] | null;

/** A line through all places between two gaps; a place between two gaps alone becomes a dot where ends are round. */
export function line(places: readonly Place[]): string {
  return runs(places)
    .map((run) => `M${run.map(pair).join("L")}${run.length === 1 ? "Z" : ""}`)
    .join("");
}

/** The area between the edges. */
export function band(edges: readonly Edge[]): string {
  return runs(edges)
    .map((run) => {
      const above = run.map(([x, , hi]) => pair([x, hi]));
      const below = run.map(([x, lo]) => pair([x, lo])).reverse();
      return `M${[...above, ...below].join("L")}Z`;
    })
    .join("");
}

/** Markers by shape, as paths around the origin; `size` is their area in px². */
export const MARKERS = {
  circle: (size: number): string => {
    const r = px(Math.sqrt(size / Math.PI));
    return `M${r} 0A${r} ${r} 0 1 1 -${r} 0A${r} ${r} 0 1 1 ${r} 0Z`;
  },
  square: (size: number): string => {
    const half = Math.sqrt(size) / 2;
    return closed([-half, -half], [half, -half], [half, half], [-half, half]);
  },
  triangle: (size: number): string => {
    const up = Math.sqrt(size / (3 * Math.sqrt(3)));
    const side = Math.sqrt(3) * up;
    return closed([0, -2 * up], [side, up], [-side, up]);
  },
  diamond: (size: number): string => {
    const tan = Math.tan(Math.PI / 6);
    const up = Math.sqrt(size / (2 * tan));
    return closed([0, -up], [up * tan, 0], [0, up], [-up * tan, 0]);
  },
  /** Drawn by its stroke, so its area is that of the square around it. */
  cross: (size: number): string => {
    const r = Math.sqrt(size) * 0.62;
    return `M${pair([-r, -r])}L${pair([r, r])}M${pair([-r, r])}L${pair([r, -r])}`;
  },
} as const;

function closed(...places: [x: number, y: number][]): string {
  return `M${places.map(pair).join("L")}Z`;
}

function pair(place: readonly [x: number, y: number]): string {
  return `${px(place[0])} ${px(place[1])}`;
}

/** What stands between the gaps. */
function runs<T>(all: readonly (T | null)[]): T[][] {
  const found: T[][] = [[]];
  for (const one of all) {
    if (one === null) found.push([]);
    else found.at(-1)?.push(one);
  }
  return found.filter((run) => run.length > 0);
}
