import { describe, expect, it } from "vitest";
import { type Bars, bars } from "./bars";
import cases from "./bars.cases.json";
import type { Mark } from "./picture";

interface Case {
  chart: Bars;
  description: string;
  wide: Mark[];
  narrow: Mark[];
}

describe("bars", () => {
  const known = cases as unknown as Record<string, Case>;

  it.each(Object.entries(known))("draws %s as the build does", (_, one) => {
    const picture = bars(one.chart);
    expect(picture.description).toBe(one.description);
    expect(picture.wide.marks).toEqual(one.wide);
    expect(picture.narrow.marks).toEqual(one.narrow);
  });

  it("lets every bar be read", () => {
    const picture = bars({
      bars: [{ name: "mean, after", color: "batch", value: 0.5 }],
      top: 1,
      rows: 4,
      unit: "distance",
      decimals: 2,
    });
    expect(picture.readings).toEqual([{ name: "distance", points: ["mean, after: 0.50 distance"] }]);
    expect(picture.narrow.spots[0]).toHaveLength(1);
    expect(picture.table.rows).toEqual([["mean, after", "0.50"]]);
  });
});
