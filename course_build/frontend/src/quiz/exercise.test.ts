import { expect, it } from "vitest";
import { type Judgment, verdict } from "./exercise";

const failure = {
  check: "each_row",
  says: "Each row has RMS 1.",
  given: "f(x) with x of the shape (3, 4)",
  expected: "the result = [1. 1.]",
  got: "[2. 2.]",
  because: "That is the wrong axis.",
};

it("tells a failed check with all that is known, and counts what passed", () => {
  const judged: Judgment = { kind: "judged", right: false, printed: "", passed: ["a"], count: 4, failure };
  expect(verdict(judged)).toEqual({
    right: false,
    score: 0.25,
    explains: [],
    comment: "Not right: 1 of 4 checks pass.",
    told:
      "Not right: 1 of 4 checks pass. Each row has RMS 1. That is the wrong axis. " +
      "Input: f(x) with x of the shape (3, 4). Expected: the result = [1. 1.]. Got: [2. 2.].",
  });
});

it("takes code that passes all checks for right", () => {
  const judged: Judgment = {
    kind: "judged",
    right: true,
    printed: "",
    passed: ["a"],
    count: 1,
    failure: null,
  };
  expect(verdict(judged)).toMatchObject({
    right: true,
    score: 1,
    told: expect.stringContaining("all checks"),
  });
});

it("takes no try for code that cannot be one", () => {
  expect(verdict({ kind: "unready", says: "Line 2 still has a blank.", line: 2 })).toEqual({
    cure: "Line 2 still has a blank.",
  });
});

it("takes an error for a try, and tells its line and its sentence", () => {
  const raised = { kind: "error" as const, type: "NameError", message: "name 'y'", line: 3, memory: false };
  const judged = { ...raised, words: "The name y is not known.", traceback: "", printed: "" };
  expect(verdict(judged)).toMatchObject({ right: false, score: 0 });
  expect(verdict(judged)).toMatchObject({
    told: expect.stringContaining("Line 3: The name y is not known."),
  });
});
