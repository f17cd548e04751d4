import { describe, expect, it } from "vitest";
import { judge, picture, type Solution } from "./predict";

const CURVE: Solution = {
  kind: "curve",
  figure: "f03",
  name: "BatchNorm",
  colors: ["batch", "batch", "batch"],
  unit: "error, %",
  xUnit: "samples",
  labels: ["64", "8", "2"],
  x: [64, 8, 2],
  y: [1.18, 1.15, 34.618],
  given: 1,
  low: 0,
  high: 40,
  log: true,
  decimals: 1,
};
const BARS: Solution = { ...CURVE, kind: "bars", labels: ["a", "b", "c"], x: [], decimals: 0 };
const VALUE: Solution = { ...BARS, kind: "value", labels: ["the run"], y: [34.618], given: 0, decimals: 1 };

describe("judge", () => {
  it("tells the largest gap and the mean one, and grades nothing", () => {
    expect(judge(CURVE, [1, 10])).toEqual({
      right: true,
      score: 1,
      explains: [{ name: "answer", right: true }],
      comment:
        "The largest gap is at 2 samples: you predicted 10, the run gave 34.6. On average you were 12 away (error, %).",
    });
    expect(judge(BARS, [1, 10])).toMatchObject({
      comment:
        "The largest gap is at c: you predicted 10, the run gave 34.6. On average you were 12 away (error, %).",
    });
  });

  it("tells when there is none", () => {
    expect(judge(CURVE, [1.2, 34.6])).toMatchObject({
      comment: "Every point is where the run has it (error, %).",
    });
    expect(judge(VALUE, [34.5])).toMatchObject({
      comment: "The run gave 34.6, that is what you predicted (error, %).",
    });
    expect(judge(VALUE, [20])).toMatchObject({ comment: "The run gave 34.6, you predicted 20 (error, %)." });
  });

  it.each([[[]], [[1]], [[1, 41]], [[-1, 2]], [[1, 2, 3]], [[Number.NaN, 1]]])(
    "takes %j for no prediction",
    (given) => {
      expect(judge(CURVE, given)).toEqual({ cure: "Set your prediction first." });
    },
  );
});

describe("picture", () => {
  it("shows the run only after the prediction, but for what is given", () => {
    const before = picture(CURVE, [5, 10], false);
    expect(before.table.rows.map((row) => row.slice(0, 3))).toEqual([
      ["your prediction", "2", "10"],
      ["your prediction", "8", "5"],
      ["your prediction", "64", "1.18"],
      ["BatchNorm", "64", "1.18"],
    ]);
    expect(JSON.stringify(before)).not.toContain("34.6");
    expect(picture(CURVE, [5, 10], true).description).toContain("34.6");
    const bars = picture(BARS, [5, 10], false);
    expect(JSON.stringify(bars)).not.toContain("34.6");
    expect(bars.table.rows).toEqual([
      ["a", "1"],
      ["b, predicted", "5"],
      ["b", "?"],
      ["c, predicted", "10"],
      ["c", "?"],
    ]);
    expect(picture(VALUE, [5], true).table.rows).toEqual([
      ["your prediction", "5.00"],
      ["the run", "34.62"],
    ]);
  });
});
