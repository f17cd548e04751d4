import { describe, expect, it } from "vitest";
import { judge } from "./order";

const RIGHT = ["a", "b", "c", "d"];

describe("judge", () => {
  it("takes the right order, with or without a line", () => {
    for (const order of [RIGHT, [...RIGHT, "", "x", "y"], [...RIGHT, "", "y", "x"]]) {
      expect(judge(RIGHT, order)).toEqual({
        right: true,
        score: 1,
        explains: [{ name: "answer", right: true }],
        comment: "",
      });
    }
  });

  it.each([
    [["b", "a", "c", "d"], 0.75, "b", "Something else comes first. 3 of 4 follow each other as they should."],
    [
      ["a", "c", "b", "d"],
      0.75,
      "c",
      "The first step is right, the next one is not. 3 of 4 follow each other as they should.",
    ],
    [["d", "c", "b", "a"], 0.25, "d", "Something else comes first."],
    [
      ["a", "b", "d", "c"],
      0.75,
      "d",
      "The first 2 steps are right, the next one is not. 3 of 4 follow each other as they should.",
    ],
    [
      ["a", "x", "b", "c", "d", ""],
      0.75,
      "x",
      "The first step is right, the next one is not. 4 of 5 follow each other as they should.",
    ],
  ])("explains what is first out of place in %j", (order, score, name, comment) => {
    expect(judge(RIGHT, order)).toEqual({
      right: false,
      score,
      explains: [{ name, right: false }],
      comment,
    });
  });

  it("says that something is missing, and not what", () => {
    expect(judge(RIGHT, ["a", "b", "", "c", "d"])).toEqual({
      right: false,
      score: 0.5,
      explains: [],
      comment: "The first 2 steps are right, but something is missing.",
    });
  });

  it("wants at least one step", () => {
    expect(judge(RIGHT, ["", ...RIGHT])).toEqual({ cure: "Move a step above the line first." });
  });
});
