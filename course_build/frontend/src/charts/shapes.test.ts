import { describe, expect, it } from "vitest";
import { band, line, MARKERS } from "./shapes";

describe("a line", () => {
  it("breaks at gaps, and keeps a place between two of them", () => {
    expect(line([[0, 1], [2, 3], null, [4, 5], null, [6, 7], [8, 9.126]])).toBe("M0 1L2 3M4 5ZM6 7L8 9.13");
  });
  it("of nothing is nothing", () => {
    expect(line([null, null])).toBe("");
  });
});

it("a band goes along its upper edge and back along its lower", () => {
  expect(band([[0, 1, 9], [5, 2, 8], null])).toBe("M0 9L5 8L5 2L0 1Z");
});

/** The area inside a path of straight lines, by the shoelace formula. */
function area(path: string): number {
  const places = path
    .slice(1, -1)
    .split("L")
    .map((one) => one.split(" ").map(Number));
  let twice = 0;
  for (const [index, [x = 0, y = 0]] of places.entries()) {
    const [nextX = 0, nextY = 0] = places[(index + 1) % places.length] ?? [];
    twice += x * nextY - nextX * y;
  }
  return Math.abs(twice) / 2;
}

it.each(["square", "triangle", "diamond"] as const)("a %s has the area that was asked for", (shape) => {
  expect(area(MARKERS[shape](44))).toBeCloseTo(44, 0);
});

it("a circle too", () => {
  const r = Number(MARKERS.circle(44).slice(1).split(" ")[0]);
  expect(Math.PI * r * r).toBeCloseTo(44, 0);
});
