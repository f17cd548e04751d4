import { describe, expect, it } from "vitest";
import { judge } from "./numeric";

const SOLUTION = { answer: "64", within: "1/2", wrong: { many: "2048", half: "65/2" } };

describe("judge", () => {
  it.each(["64", "64,0", "128/2", "6.4e1", "63.5"])("takes %s", (text) => {
    expect(judge(SOLUTION, text)).toEqual({
      right: true,
      score: 1,
      explains: [{ name: "answer", right: true }],
      comment: "",
    });
  });

  it("explains a wrong answer that it knows, however it is written", () => {
    for (const text of ["32.5", "32,5", "65/2", "3.25e1"])
      expect(judge(SOLUTION, text)).toMatchObject({
        right: false,
        explains: [{ name: "half", right: false }],
      });
  });

  it("says of any other that it is not right", () => {
    expect(judge(SOLUTION, " 63 ")).toEqual({
      right: false,
      score: 0,
      explains: [],
      comment: "Not right: the answer is not 63.",
    });
  });

  it("tells what to do with what is no number", () => {
    expect(judge(SOLUTION, "2,048")).toEqual({
      cure: "Leave out the comma, which may stand for thousands or for decimals.",
    });
  });
});
