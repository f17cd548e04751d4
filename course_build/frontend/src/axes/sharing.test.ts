// The script lights the entries that Python's own norms move together: axes_cases.json comes from running them.

import { describe, expect, it } from "vitest";
import fixture from "../../../../tests/unit/markdown/axes_cases.json";
import { entries, filled, type Layout, type State, sameEntry, setOf, shade } from "./sharing";

interface Fixture {
  data: {
    layouts: Record<string, Layout>;
    techniques: Record<string, { states: Record<string, (State & { sentence: string })[]> }>;
  };
  cases: {
    technique: string;
    layout: string;
    index: number;
    entry: number[];
    sharers: number[];
    statistics: number;
    says: string;
  }[];
}

const { data, cases } = fixture as unknown as Fixture;

describe.each(cases)("$technique on $layout, $index, entry $entry", (one) => {
  const layout = data.layouts[one.layout];
  const state = data.techniques[one.technique]?.states[one.layout]?.[one.index];
  if (layout === undefined || state === undefined) throw new Error("the case has no state");
  const all = entries(layout.shape);

  it("lights what shares its statistics", () => {
    const lit = all.flatMap((entry, at) => (shade(layout, state, one.entry, entry) === "shared" ? [at] : []));
    expect(lit).toEqual(one.sharers);
  });

  it("splits the array in as many sets as there are statistics", () => {
    expect(new Set(all.map((entry) => setOf(layout, state, entry).join())).size).toBe(one.statistics);
  });

  it("gives neighbors of different sets different tints", () => {
    const shades = new Map(all.map((entry) => [entry.join(), shade(layout, state, one.entry, entry)]));
    for (const entry of all) {
      for (const axis of entry.keys()) {
        const beside = entry.map((at, index) => (index === axis ? at + 1 : at));
        const shown = shades.get(beside.join());
        if (shown === undefined) continue;
        const together = sameEntry(setOf(layout, state, beside), setOf(layout, state, entry));
        expect(shown === shades.get(entry.join())).toBe(together);
      }
    }
  });

  it("says the same as the build", () => {
    expect(filled(state.sentence, layout, state, one.entry)).toBe(one.says);
  });
});

it("covers every state that shares anything, and lights nothing in the other", () => {
  const known = Object.entries(data.techniques).flatMap(([technique, { states }]) =>
    Object.entries(states).flatMap(([layout, found]) =>
      found.map((state, index) => ({ technique, layout, index, state })),
    ),
  );
  const covered = new Set(cases.map(({ technique, layout, index }) => `${technique} ${layout} ${index}`));
  const missing = known.filter(
    ({ technique, layout, index }) => !covered.has(`${technique} ${layout} ${index}`),
  );
  expect(missing.map(({ technique, layout }) => `${technique} ${layout}`)).toEqual(["instance features"]);
  for (const { layout, state } of missing) {
    const array = data.layouts[layout];
    if (array === undefined) throw new Error(`there is no layout ${layout}`);
    expect(new Set(entries(array.shape).map((entry) => shade(array, state, array.entry, entry)))).toEqual(
      new Set(["none"]),
    );
  }
});

it("flattens entries as numpy does", () => {
  expect(entries([2, 2])).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  expect(sameEntry([0, 1], [0, 1])).toBe(true);
  expect(sameEntry([0, 1], [0, 1, 0])).toBe(false);
});
