import { describe, expect, test } from "vitest";
import { type Grids, grids } from "./grids";

const CHART: Grids = {
  rows: "images",
  columns: "channels",
  unit: "largest change",
  grids: ["batch", "layer"].map((color, place) => ({
    name: color,
    note: place ? "exactly 0" : "up to 0.50",
    color,
    columns: 3,
    cells: Array.from({ length: 6 }, (_, cell) => ({
      name: `image ${Math.floor(cell / 3) + 1}, channel ${(cell % 3) + 1}`,
      value: (place ? cell > 2 : cell % 3 === 1) ? 0.5 : 0,
      framed: cell === 4,
    })),
  })),
};

describe("grids", () => {
  const picture = grids(CHART);

  test("every cell is one reading, one row of the table and one spot", () => {
    expect(picture.readings.map((one) => one.points.length)).toEqual([6, 6]);
    expect(picture.table.rows).toHaveLength(12);
    expect(picture.wide.spots.map((one) => one.length)).toEqual([6, 6]);
    expect(picture.readings[0]?.points[1]).toBe("batch, image 1, channel 2: moves by up to 0.5");
    expect(picture.readings[1]?.points[0]).toBe("layer, image 1, channel 1: does not move");
  });

  test("cells stand in rows, inside the drawing", () => {
    for (const drawing of [picture.wide, picture.narrow]) {
      const [first, , third, fourth] = drawing.spots[0] ?? [];
      expect(first?.y).toBe(third?.y);
      expect(fourth?.x).toBe(first?.x);
      expect(fourth?.y).toBeGreaterThan(first?.y ?? 0);
      for (const { x, y } of drawing.spots.flat()) {
        expect(x).toBeLessThan(drawing.width);
        expect(y).toBeLessThan(drawing.height);
      }
    }
  });

  test("what moved has the color of its technique, and what was replaced a frame", () => {
    const paths = picture.wide.marks.filter((one) => one.tag === "path");
    const count = (d: string | undefined) => d?.match(/M/g)?.length;
    const painted = (token: string) => paths.find((one) => one.attributes.fill === `var(--course-${token})`);
    expect(count(painted("batch")?.attributes.d)).toBe(2);
    expect(count(painted("layer")?.attributes.d)).toBe(3);
    expect(
      paths.filter((one) => one.attributes.fill === "none").map((one) => count(one.attributes.d)),
    ).toEqual([1, 1]);
  });

  test("the description tells how many cells move", () => {
    expect(picture.description).toMatch(/batch: 2 of 6 cells move; in other images up to 0.50/);
  });
});
