import { describe, expect, it } from "vitest";
import table from "../../../../tests/unit/quizzes/texts.json";
import { judge, normalized } from "./fill";

const SOLUTION = { answer: ["beta", "β"], wrong: { scale: ["gamma", "γ"] } };

describe("normalized", () => {
  it.each(table.texts)("leaves of $text what Python does", ({ text, counts }) => {
    expect(normalized(text)).toBe(counts);
  });
});

describe("judge", () => {
  it.each(["beta", " Beta. ", "b e t a", "Β"])("takes %s", (text) => {
    expect(judge(SOLUTION, text)).toEqual({
      right: true,
      score: 1,
      explains: [{ name: "answer", right: true }],
      comment: "",
    });
  });

  it("explains a wrong answer that it knows, in each of its spellings", () => {
    for (const text of ["gamma", "Γ"])
      expect(judge(SOLUTION, text)).toMatchObject({
        right: false,
        explains: [{ name: "scale", right: false }],
      });
  });

  it("says of any other that it is not right", () => {
    expect(judge(SOLUTION, " Mean ")).toEqual({
      right: false,
      score: 0,
      explains: [],
      comment: "Not right: the answer is not “Mean”.",
    });
  });

  it("asks for a word", () => {
    expect(judge(SOLUTION, " . ")).toEqual({ cure: "Write a word or a symbol first." });
  });
});
