import { describe, expect, it } from "vitest";
import type { Drawing, Spot } from "./picture";
import { nearest, step } from "./reading";

const spot = (x: number, y: number): Spot => ({ x, y, lit: { tag: "circle", attributes: {} } });
const drawing: Drawing = {
  width: 100,
  height: 100,
  marks: [],
  spots: [
    [spot(10, 50), spot(20, 40), spot(30, 50)],
    [spot(18, 80), spot(60, 70)],
  ],
};

describe("reading by keyboard", () => {
  it("starts at the first point, and stays between the ends", () => {
    expect(step(drawing, null, "ArrowRight")).toEqual({ series: 0, point: 0 });
    expect(step(drawing, { series: 0, point: 0 }, "ArrowLeft")).toEqual({ series: 0, point: 0 });
    expect(step(drawing, { series: 0, point: 2 }, "ArrowRight")).toEqual({ series: 0, point: 2 });
    expect(step(drawing, { series: 1, point: 0 }, "End")).toEqual({ series: 1, point: 1 });
    expect(step(drawing, { series: 1, point: 1 }, "Home")).toEqual({ series: 1, point: 0 });
  });

  it("changes the series at about the same place", () => {
    expect(step(drawing, { series: 0, point: 1 }, "ArrowDown")).toEqual({ series: 1, point: 0 });
    expect(step(drawing, { series: 1, point: 1 }, "ArrowUp")).toEqual({ series: 0, point: 2 });
    expect(step(drawing, { series: 1, point: 1 }, "ArrowDown")).toEqual({ series: 1, point: 1 });
  });

  it("ends with Escape, and leaves other keys to the page", () => {
    expect(step(drawing, { series: 0, point: 1 }, "Escape")).toBeNull();
    expect(step(drawing, null, "Escape")).toBeUndefined();
    expect(step(drawing, null, "Tab")).toBeUndefined();
  });
});

describe("reading by pointer", () => {
  it("finds the nearest point", () => {
    expect(nearest(drawing, 11, 55)).toEqual({ series: 0, point: 0 });
    expect(nearest(drawing, 19, 75)).toEqual({ series: 1, point: 0 });
    expect(nearest(drawing, 90, 10)).toEqual({ series: 1, point: 1 });
    const bars = { ...drawing, spots: [[spot(10, 10), spot(10, 30), spot(10, 50)]] };
    expect(nearest(bars, 80, 33)).toEqual({ series: 0, point: 1 });
    expect(nearest({ ...drawing, spots: [] }, 1, 1)).toBeNull();
  });
});
