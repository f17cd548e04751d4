import { describe, expect, it } from "vitest";
import { type Lines, lines } from "./lines";
import cases from "./lines.cases.json";
import type { Mark } from "./picture";

interface Case {
  chart: Lines;
  description: string;
  table: string[][];
  wide: Mark[];
  narrow: Mark[];
}

const chart: Lines = {
  x: { name: "learning rate", domain: [0.01, 10], log: true },
  y: { name: "steps to learn", domain: [60, 1100], log: true },
  series: [
    {
      name: "no norm",
      color: "none",
      x: [0.01, 0.1, 1, 10],
      y: [null, 114, 100, null],
      lo: [null, 110, 92, null],
      hi: [null, 120, 109, null],
      drawn: "line and points",
    },
    {
      name: "BatchNorm",
      color: "batch",
      x: [0.01, 0.1, 1, 10],
      y: [900, 110, null, 300],
      drawn: "line and points",
    },
    { name: "measured", color: "ink", x: [0.1, 1], y: [200, 300], drawn: "points" },
  ],
};

describe("lines", () => {
  const known = cases as unknown as Record<string, Case>;

  it.each(Object.entries(known))("draw %s as the build does", (_, one) => {
    const drawn = lines(one.chart);
    expect(drawn.description).toBe(one.description);
    expect(drawn.wide.marks).toEqual(one.wide);
    expect(drawn.narrow.marks).toEqual(one.narrow);
    expect(drawn.table.rows).toEqual(one.table);
  });

  const picture = lines(chart);
  const texts = picture.wide.marks.filter((one) => one.tag === "text").map((one) => one.text);

  it("leave gaps where there is no value, and bands only where both ends are", () => {
    const paths = picture.wide.marks.filter(
      (one) => one.attributes["stroke-width"] === "2" && one.attributes.fill === "none",
    );
    const batch = paths.find((one) => one.attributes.stroke === "var(--course-batch)");
    expect(batch?.attributes.d?.match(/M/g)).toHaveLength(2);
    expect(batch?.attributes["stroke-dasharray"]).toBe("var(--course-batch-dash, none)");
    const bands = picture.wide.marks.filter((one) => one.attributes["fill-opacity"] === ".15");
    expect(bands.map((one) => one.attributes.fill)).toEqual(["var(--course-none)"]);
  });

  it("have powers of ten on a logarithmic axis, and a name at the end of each line", () => {
    for (const words of ["0.01", "0.1", "1", "10", "100", "1,000", "no norm", "BatchNorm", "learning rate"]) {
      expect(texts).toContain(words);
    }
    expect(texts).not.toContain("measured");
    expect(texts).not.toContain("0.02");
  });

  it("have names that stand apart, and inside the drawing", () => {
    const close = {
      ...chart,
      series: ["a", "b", "c"].map((name) => ({ ...chart.series[1], name }) as Lines["series"][0]),
    };
    for (const drawing of [lines(close).wide, lines(close).narrow]) {
      const names = drawing.marks.filter((one) => /^[abc]$/.test(one.text ?? ""));
      const heights = names.map((one) => Number(one.attributes.y)).toSorted((one, other) => one - other);
      expect(heights).toHaveLength(3);
      for (const [index, height] of heights.entries()) {
        if (index > 0) expect(height - (heights[index - 1] ?? 0)).toBeGreaterThanOrEqual(16.9);
        expect(height).toBeLessThanOrEqual(drawing.height);
      }
    }
    for (const drawing of [picture.wide, picture.narrow]) {
      for (const spot of drawing.spots.flat()) {
        expect(spot.x).toBeGreaterThanOrEqual(0);
        expect(spot.x).toBeLessThanOrEqual(drawing.width);
      }
    }
  });

  it("can be read point by point", () => {
    expect(picture.readings[0]?.points).toEqual([
      "no norm: steps to learn 114 (110 to 120) at learning rate 0.1",
      "no norm: steps to learn 100 (92 to 109) at learning rate 1",
    ]);
    expect(picture.wide.spots.map((one) => one.length)).toEqual([2, 3, 2]);
    expect(picture.table.rows[0]).toEqual(["no norm", "0.1", "114", "110", "120"]);
    expect(picture.description).toContain("BatchNorm: from 900 at 0.01 to 300 at 10");
  });
});

it("a logarithmic axis of less than two powers of ten has few numbers", () => {
  const axis = { name: "steps", domain: [60, 380] as const, log: true };
  const picture = lines({ x: { name: "x", domain: [0, 1] }, y: axis, series: [] });
  const texts = picture.narrow.marks.flatMap((one) => (one.text ? [one.text] : []));
  expect(texts.slice(0, 3)).toEqual(["100", "200", "300"]);
  expect(texts).not.toContain("120");
});
