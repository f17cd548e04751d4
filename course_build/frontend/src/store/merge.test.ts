import { describe, expect, it } from "vitest";
import type { Json } from "./json";
import { merged } from "./merge";

const answer = (right: boolean, at: number, tries = 1): Json => ({ content: "a", right, at, tries });

describe("merged", () => {
  it.each<[string, string, Json, Json]>([
    ["a record over none", "any", { at: 1 }, null],
    ["the newer answer", "answer", answer(false, 2), answer(false, 1)],
    ["the newer of two right answers", "answer", answer(true, 2, 3), answer(true, 1)],
    ["a right answer over a newer wrong one", "answer", answer(true, 1), answer(false, 2, 4)],
    [
      "a completed part over a newer one that is not",
      "page",
      { done: true, at: "2026-01-01T00:00:00Z" },
      { done: false, at: "2027-01-01T00:00:00Z" },
    ],
    [
      "the newer place, whatever form its time has",
      "place",
      { page: "b", at: 1_800_000_000_000 },
      { page: "a", at: "2026-01-01T00:00:00Z" },
    ],
    [
      "the newer answer in a review, though it is wrong",
      "review",
      { right: false, row: 0, at: 2 },
      { right: true, row: 3, at: 1 },
    ],
    ["a record with a time over one without", "any", { at: 1 }, [1, 2]],
    ["a record with a time over one with a damaged time", "any", { at: 1 }, { at: "yesterday" }],
    [
      "what is right, and nothing that only looks like it",
      "answer",
      answer(true, 1),
      { right: "yes", at: 2 },
    ],
  ])("keeps %s, in either order, and twice", (_, kind, better, other) => {
    expect(merged(kind, better, other)).toBe(better);
    expect(merged(kind, other, better)).toBe(better);
    expect(merged(kind, merged(kind, other, better), better)).toBe(better);
  });

  it("comes to the same in any order, for records of the same time too", () => {
    const records = [
      answer(true, 1),
      answer(true, 1, 2),
      answer(false, 1),
      answer(false, 9),
      { at: 1 },
      "text",
      0,
    ];
    for (const a of records)
      for (const b of records)
        for (const c of records) {
          const all = JSON.stringify(merged("answer", a, merged("answer", b, c)));
          expect(JSON.stringify(merged("answer", merged("answer", c, a), b))).toBe(all);
        }
  });
});
