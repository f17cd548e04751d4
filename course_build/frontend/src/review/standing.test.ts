import { describe, expect, it } from "vitest";
import type { Json } from "../store";
import { Store } from "../store/store";
import { KIND, keep, reviewed, reviewOf } from "./record";
import type { Asked } from "./schedule";
import { pointer, reason, returns, standingsNow } from "./standing";

const QUESTIONS: Asked[] = ["axes", "cost", "depth"].map((concept) => ({
  id: `about-${concept}`,
  concept,
  content: "c",
  page: concept,
}));
const noon = (day: number): Date => new Date(2026, 2, day, 12);
const answer = (right: boolean, when: Date, tries = 1) => ({
  content: "c",
  answer: "x" as Json,
  right,
  score: right ? 1 : 0,
  tries,
  seed: 0,
  at: when.getTime(),
});

function told(store: Store, now: Date): string[] {
  return standingsNow(store, QUESTIONS, now).map((one) => `${reason(one, now)}; ${returns(one, now)}`);
}

describe("a review's record", () => {
  it("is kept beside the lesson's, and is read as it was written", () => {
    const store = new Store("norms", null);
    store.set("answer", "about-axes", answer(true, noon(1)));
    keep(store, "about-axes", reviewOf(answer(false, noon(4)), 0));
    expect(store.get("answer", "about-axes")).toEqual(answer(true, noon(1)));
    expect(reviewed(store.get(KIND, "about-axes"))).toEqual({ ...answer(false, noon(4)), row: 0 });
  });

  it.each<[string, Json]>([
    ["nothing", null],
    ["a lesson's", answer(true, noon(1))],
    ["half a row", { ...answer(true, noon(1)), row: 1.5 }],
    ["a row below nothing", { ...answer(true, noon(1)), row: -1 }],
    ["a right answer without a row", { ...answer(true, noon(1)), row: 0 }],
    ["a row that ends with a wrong answer", { ...answer(false, noon(1)), row: 2 }],
    ["a text", "row"],
  ])("is none when it is %s", (_, record) => {
    expect(reviewed(record)).toBeNull();
  });
});

describe("in words", () => {
  it("is why a concept returns, and when", () => {
    const store = new Store("norms", null);
    expect(told(store, noon(1))).toEqual(["; ", "; ", "; "]);
    store.set("answer", "about-axes", answer(false, noon(1)));
    store.set("answer", "about-cost", answer(true, noon(1), 3));
    store.set("answer", "about-depth", answer(true, noon(1)));
    expect(told(store, noon(2))).toEqual([
      "missed on Mar 1; now",
      "right only at try 3 on Mar 1; now",
      "right once in a lesson on Mar 1; in 2 days",
    ]);
    keep(store, "about-axes", reviewOf(answer(true, noon(2)), 1));
    keep(store, "about-cost", reviewOf(answer(true, noon(2)), 2));
    expect(told(store, new Date(2027, 2, 3))).toEqual([
      "right once in a review on Mar 2, 2026; now",
      "right 2 times in a row, last on Mar 2, 2026; now",
      "right once in a lesson on Mar 1, 2026; now",
    ]);
    expect(told(store, noon(3))[2]).toContain("; tomorrow");
  });

  it("says no date that cannot be", () => {
    const store = new Store("norms", null);
    store.set("answer", "about-axes", answer(false, new Date(2040, 0, 1)));
    expect(told(store, noon(1))[0]).toBe("missed earlier; now");
  });

  it("points to the review, once something was answered", () => {
    const store = new Store("norms", null);
    const here = (day: number): string => pointer(standingsNow(store, QUESTIONS, noon(day)), noon(day));
    expect(here(1)).toBe("");
    store.set("answer", "about-axes", answer(false, noon(1)));
    expect([here(1), here(2)]).toEqual(["0 of 3 concepts known", "1 concept is due"]);
    store.set("answer", "about-cost", answer(false, noon(1)));
    expect(here(2)).toBe("2 concepts are due");
    for (const id of ["about-axes", "about-cost"]) keep(store, id, reviewOf(answer(true, noon(2)), 1));
    expect(here(2)).toBe("2 of 3 concepts known");
  });
});
