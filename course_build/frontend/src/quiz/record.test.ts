import { describe, expect, it } from "vitest";
import type { Json } from "../store";
import { answered, kept } from "./record";

const GOOD = {
  content: "abc",
  answer: ["one"],
  right: false,
  score: 0.5,
  tries: 2,
  seed: 7,
  at: 1_700_000_000_000,
};

describe("answered", () => {
  it("reads what was kept", () => {
    expect(answered(kept(GOOD))).toEqual(GOOD);
    expect(answered({ ...GOOD, more: "from a later version" })).toEqual(GOOD);
  });

  it.each<[string, Json]>([
    ["nothing", null],
    ["a text", "abc"],
    ["a list", [1]],
    ["no content", { ...GOOD, content: 1 }],
    ["no verdict", { ...GOOD, right: "yes" }],
    ["a score above 1", { ...GOOD, score: 2 }],
    ["no try", { ...GOOD, tries: 0 }],
    ["half a try", { ...GOOD, tries: 1.5 }],
    ["a seed below 0", { ...GOOD, seed: -1 }],
    ["no time", { ...GOOD, at: null }],
    ["no answer", { content: "abc", right: true, score: 1, tries: 1, seed: 0, at: 1 }],
  ])("takes %s for no record", (_, value) => {
    expect(answered(value)).toBeNull();
  });
});
