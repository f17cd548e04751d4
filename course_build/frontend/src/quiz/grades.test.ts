import { expect, it } from "vitest";
import type { Json } from "../store";
import { isUnreadable } from "./contract";
import { GRADES } from "./grades";
import { TYPES } from "./types";

it("judges every type that can be judged without its page: those of no script of their own", () => {
  expect(Object.keys(GRADES).sort()).toEqual(Object.keys(TYPES).sort());
});

const numeric = { answer: "64", within: "1/2", wrong: { low: "32" } };
const fill = { answer: ["beta", "β"], wrong: {} };
const match = { right: { l: "D", b: "N, H, W" }, wrong: {} };

it.each<[type: string, solution: Json, right: Json, wrong: Json]>([
  ["choice", { right: ["a"] }, ["a"], ["a", "b"]],
  ["multiple", { right: ["a", "b"] }, ["b", "a"], ["a", "a"]],
  ["numeric", numeric, "64.5", "32"],
  ["fill", fill, " Beta. ", "gamma"],
  ["match", match, { l: "D", b: "N, H, W" }, { b: "D", l: "N, H, W" }],
  ["order", { right: ["a", "b"] }, ["a", "b"], ["b", "a"]],
])("judges %s as its page does", (type, solution, right, wrong) => {
  const grade = GRADES[type];
  expect(grade?.(solution, right)).toMatchObject({ right: true, score: 1 });
  expect(grade?.(solution, wrong)).toMatchObject({ right: false });
  for (const damaged of [null, 7, {}, [], [1], "", { l: 1 }, true] as Json[]) {
    const judged = grade?.(solution, damaged);
    expect(judged === undefined || isUnreadable(judged) || !judged.right).toBe(true);
  }
});
