import { describe, expect, it } from "vitest";
import { judge } from "./options";

const RIGHT = ["a", "b"];

describe("judge", () => {
  it("asks for a choice", () => {
    expect(judge(["a"], [], true)).toEqual({ cure: "Choose an option first." });
    expect(judge(RIGHT, [], false)).toEqual({ cure: "Choose at least one option first." });
  });

  it("explains the one that was chosen, and says no more", () => {
    expect(judge(["a"], ["a"], true)).toEqual({
      right: true,
      score: 1,
      explains: [{ name: "a", right: true }],
      comment: "",
    });
    expect(judge(["a"], ["c"], true)).toEqual({
      right: false,
      score: 0,
      explains: [{ name: "c", right: false }],
      comment: "",
    });
  });

  it.each([
    [["a", "b"], true, 1, ""],
    [["a"], false, 0.5, "The one option that you chose is right, but something is missing."],
    [["c"], false, 0, "The one option that you chose is not right, and something is missing."],
    [["a", "c"], false, 0, "Of the 2 options that you chose, 1 is right, and something is missing."],
    [["c", "d"], false, 0, "Of the 2 options that you chose, none is right, and something is missing."],
    [["a", "b", "c"], false, 0.5, "Of the 3 options that you chose, 2 are right."],
    [["a", "b", "c", "d"], false, 0, "Of the 4 options that you chose, 2 are right."],
  ])("says of %j how far it has come, not what is missing", (chosen, right, score, comment) => {
    expect(judge(RIGHT, chosen, false)).toMatchObject({ right, score, comment });
  });

  it("tells that two of three are there", () => {
    expect(judge(["a", "b", "c"], ["a", "b"], false)).toMatchObject({
      score: 2 / 3,
      comment: "The 2 options that you chose are right, but something is missing.",
    });
  });
});
