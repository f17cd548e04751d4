// Where a reader stands among the points of a picture, and where a key or a pointer leads.

import { leastIndex } from "d3-array";
import type { Drawing, Spot } from "./picture";

export interface Place {
  series: number;
  point: number;
}

/** Where a key leads; null to stop reading, the same place for a key that leads nowhere, undefined for others. */
export function step(drawing: Drawing, from: Place | null, key: string): Place | null | undefined {
  const at = from ?? { series: 0, point: -1 };
  const last = (drawing.spots[at.series] ?? []).length - 1;
  const to = (point: number): Place => ({ ...at, point: Math.min(Math.max(point, 0), last) });
  switch (key) {
    case "ArrowRight":
      return to(at.point + 1);
    case "ArrowLeft":
      return to(at.point - 1);
    case "Home":
      return to(0);
    case "End":
      return to(last);
    case "ArrowDown":
      return beside(drawing, to(at.point), at.series + 1);
    case "ArrowUp":
      return beside(drawing, to(at.point), at.series - 1);
    case "Escape":
      return from === null ? undefined : null;
    default:
      return undefined;
  }
}

/** The point nearest to a position in the drawing: across first, then up or down between the series. */
export function nearest(drawing: Drawing, x: number, y: number): Place | null {
  let best: Place | null = null;
  let shortest = Number.POSITIVE_INFINITY;
  for (const [series, spots] of drawing.spots.entries()) {
    const point = closest(spots, x, y);
    const spot = spots[point];
    if (spot === undefined) continue;
    // A series that has nothing where the reader points is far away.
    const distance = 4 * Math.abs(spot.x - x) + Math.abs(spot.y - y);
    if (distance < shortest) [best, shortest] = [{ series, point }, distance];
  }
  return best;
}

function beside(drawing: Drawing, from: Place, series: number): Place {
  const spots = drawing.spots[series];
  const x = drawing.spots[from.series]?.[from.point]?.x;
  return spots === undefined || x === undefined ? from : { series, point: closest(spots, x, 0) };
}

/** The spot that is nearest across; of several, the one nearest up or down. */
function closest(spots: readonly Pick<Spot, "x" | "y">[], x: number, y: number): number {
  const distances = spots.map((spot) => [Math.abs(spot.x - x), Math.abs(spot.y - y)] as const);
  return leastIndex(distances, (one, other) => one[0] - other[0] || one[1] - other[1]) ?? -1;
}
