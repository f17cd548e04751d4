import { describe, expect, test } from "vitest";
import { compare, difference } from "./compare";
import type { Live, Results } from "./data";
import { verdict } from "./words";

const PUBLISHED: Results = {
  series: [
    { name: "line", x: [0, 1], y: [1, 2], lo: [0.5, null], hi: [1.5, null] },
    { name: "line, first seed", x: [0, 1], y: [100, null] },
  ],
  scalars: { best: 4 },
};
const LIVE: Live = {
  id: "f99",
  controls: [
    {
      key: "size",
      label: "Size",
      choices: { "1": "one", "2": "two" },
      first: "1",
      showsOnly: false,
      published: ["1"],
    },
    {
      key: "side",
      label: "Side",
      choices: { a: "a", b: "b" },
      first: "a",
      showsOnly: true,
      published: ["a"],
    },
  ],
  compared: "",
  tolerance: 1e-6,
  because: "",
  seconds: 10,
  atOnce: true,
  published: PUBLISHED,
};
const PART: Live = { ...LIVE, compared: "first seed", tolerance: 0.05, because: "Rounding." };
const CHOSEN = { size: "1", side: "b" };

/** The published result, with one number changed. */
function changedTo(y: number | null): Results {
  const [line, first] = structuredClone(PUBLISHED.series);
  return {
    ...PUBLISHED,
    series: [{ ...(line as Results["series"][0]), y: [1, y] }, first as Results["series"][0]],
  };
}

describe("difference", () => {
  test("is relative, and nothing where both round to zero", () => {
    expect(difference(2, 1)).toBe(0.5);
    expect(difference(-1, 1)).toBe(2);
    expect(difference(3e-16, -2e-12)).toBe(0);
    expect(difference(null, null)).toBe(0);
    expect(difference(null, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("compare", () => {
  test("counts every number of the whole figure", () => {
    expect(compare(LIVE, PUBLISHED)).toEqual({ count: 13, largest: 0, noise: false, at: null });
  });

  test("finds the largest difference and its place", () => {
    const found = compare(LIVE, changedTo(2.5));
    expect(found.largest).toBeCloseTo(0.2);
    expect(found.at).toEqual({ where: "line at 1", here: 2.5, published: 2 });
  });

  test("finds what is missing on either side", () => {
    expect(compare(LIVE, changedTo(null)).largest).toBe(Number.POSITIVE_INFINITY);
    expect(compare(LIVE, { ...PUBLISHED, scalars: {} }).largest).toBe(Number.POSITIVE_INFINITY);
    expect(compare(LIVE, { ...PUBLISHED, series: [] }).largest).toBe(Number.POSITIVE_INFINITY);
    const more = { ...PUBLISHED, scalars: { best: 4, worst: 1 } };
    expect(compare(LIVE, more).largest).toBe(Number.POSITIVE_INFINITY);
  });

  test("holds a part of a figure against the same place of the whole", () => {
    const part = (y: number | null): Results => ({
      series: [
        { name: "line", x: [1], y: [7] },
        { name: "line, first seed", x: [1], y: [y] },
      ],
      scalars: { best: 9 },
    });
    expect(compare(PART, part(null))).toEqual({ count: 1, largest: 0, noise: false, at: null });
    expect(compare(PART, part(300)).largest).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("verdict", () => {
  const of = (live: Live, run: Results, chosen = CHOSEN) => verdict(live, chosen, compare(live, run));

  test("matches when nothing differs", () => {
    expect(of(LIVE, PUBLISHED)).toEqual({
      kind: "match",
      text: "Matches the published result: 13 numbers, no difference.",
    });
  });

  test("tells of rounding around zero", () => {
    const run = { ...PUBLISHED, scalars: { best: 4 + 1e-12 } };
    expect(of(LIVE, run).text).toMatch(/but for rounding below 10⁻⁹/);
  });

  test("matches up to the tolerance, and says how far and where", () => {
    const { kind, text } = of(LIVE, changedTo(2.000001));
    expect(kind).toBe("match");
    expect(text).toMatch(
      /to 5·10⁻⁷, the largest relative difference of 13 numbers. At “line at 1”: 2 here, 2 pub/,
    );
  });

  test("differs beyond it, and says by how much", () => {
    const { kind, text } = of(LIVE, changedTo(2.5));
    expect(kind).toBe("difference");
    expect(text).toMatch(/^Differs from the published result by up to 20.0%/);
    expect(text).toMatch(/2.5 here, 2 published/);
  });

  test("differs where one side has no number", () => {
    expect(of(LIVE, changedTo(null))).toMatchObject({ kind: "difference" });
    expect(of(LIVE, changedTo(null)).text).toMatch(/nothing here, 2 published/);
  });

  test("says why a difference is to be expected", () => {
    const run: Results = { series: [{ name: "line, first seed", x: [0], y: [102] }], scalars: {} };
    expect(of(PART, run)).toMatchObject({ kind: "match", text: expect.stringMatching(/Rounding\.$/) });
  });

  test("tells another setting from a difference", () => {
    expect(of(LIVE, changedTo(9), { size: "2", side: "a" })).toEqual({
      kind: "other",
      text: "Not the published setting: Size two instead of one. Both are shown.",
    });
  });
});
