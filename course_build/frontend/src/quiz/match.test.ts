import { describe, expect, it } from "vitest";
import { judge } from "./match";

const SOLUTION = {
  right: { bn: "N, H, W", ln: "C, H, W", in: "H, W" },
  wrong: { swapped: ["bn", "C, H, W"] as [string, string] },
};
const said = (left: string): string => left.toUpperCase();

describe("judge", () => {
  it("takes the right pairs, and explains each", () => {
    expect(judge(SOLUTION, { bn: "N, H, W", ln: "C, H, W", in: "H, W" }, said)).toEqual({
      right: true,
      score: 1,
      explains: ["bn", "ln", "in"].map((name) => ({ name, right: true })),
      comment: "",
    });
  });

  it("explains a wrong pair that it knows, and names the others", () => {
    expect(judge(SOLUTION, { bn: "C, H, W", ln: "H, W", in: "H, W" }, said)).toEqual({
      right: false,
      score: 1 / 3,
      explains: [
        { name: "swapped", right: false },
        { name: "in", right: true },
      ],
      comment: "1 of 3 is right. Not right: LN with H, W.",
    });
    expect(judge(SOLUTION, { bn: "C, H, W", ln: "H, W", in: "N, H, W" }, said)).toMatchObject({
      score: 0,
      comment: "None of 3 is right. Not right: LN with H, W; IN with N, H, W.",
    });
  });

  it("wants all of them", () => {
    expect(judge(SOLUTION, {}, said)).toEqual({ cure: "Select what belongs together first." });
    expect(judge(SOLUTION, { bn: "H, W", ln: "" }, said)).toEqual({ cure: "Select all: 2 left." });
  });
});
