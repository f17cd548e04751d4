import { describe, expect, it } from "vitest";
import { density, type Histograms, histograms } from "./histograms";
import cases from "./histograms.cases.json";
import type { Mark } from "./picture";

interface Case {
  chart: Histograms;
  description: string;
  wide: Mark[];
  narrow: Mark[];
}

describe("histograms", () => {
  const known = cases as unknown as Record<string, Case>;

  it.each(Object.entries(known))("draws %s as the build does", (_, one) => {
    const picture = histograms(one.chart);
    expect(picture.description).toBe(one.description);
    expect(picture.wide.marks).toEqual(one.wide);
    expect(picture.narrow.marks).toEqual(one.narrow);
  });

  it("lets every bin be read, with its ends and its share", () => {
    const chart: Histograms = {
      x: "value",
      domain: [-1, 3],
      top: 0.5,
      series: [{ name: "before", color: "none", low: -1, high: 3, shares: [0.25, 0.5, 0.25, 0] }],
    };
    const picture = histograms(chart);
    expect(picture.readings[0]?.points[1]).toBe("From 0.00 to 1.00: 50.0% of the values before");
    expect(picture.table.rows[0]).toEqual(["before", "−1.00", "0.00", "25.0%"]);
    expect(picture.wide.spots[0]).toHaveLength(4);
    const [first, last] = [picture.narrow.spots[0]?.[0], picture.narrow.spots[0]?.[3]];
    expect(first?.x).toBeGreaterThan(8);
    expect(last?.x).toBeLessThan(342);
    expect(density({ name: "", color: "", low: -1, high: 3, shares: [0.25, 0.5, 0.25, 0] })).toBe(0.5);
  });
});
