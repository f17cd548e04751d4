import { describe, expect, it } from "vitest";
import table from "../../../../tests/unit/quizzes/numbers.json";
import { isNumber, near, parseNumber, rational } from "./number";

const exactly = { above: 0n, below: 1n };

describe("parseNumber", () => {
  it.each(table.numbers)("reads $text as Python does", ({ text, value, cure }) => {
    const parsed = parseNumber(text);
    if (!isNumber(parsed)) expect(parsed).toEqual({ cure });
    else expect(value !== undefined && near(parsed, rational(value), exactly)).toBe(true);
  });

  it("loses no digit to rounding", () => {
    expect(parseNumber("0.1")).toEqual({ above: 1n, below: 10n });
    expect(parseNumber("9007199254740993")).toEqual({ above: 9007199254740993n, below: 1n });
    expect(parseNumber("1e-999")).toEqual({ above: 1n, below: 10n ** 999n });
  });

  it("never fails, whatever is written", () => {
    const signs = ["", "1", "0", ".", ",", "/", "e", "-", "+", " ", "−", "x", "12", "٣", "\u0000"];
    for (const a of signs)
      for (const b of signs)
        for (const c of signs) {
          const parsed = parseNumber(a + b + c);
          if (isNumber(parsed)) expect(parsed.below > 0n).toBe(true);
          else expect(parsed.cure).toMatch(/^(write|leave|do not)/);
        }
  });
});

describe("near", () => {
  it.each(table.tolerances)("$answer within $within: $number", ({ answer, within, number, accepted }) => {
    expect(near(rational(number), rational(answer), rational(within))).toBe(accepted);
  });
});
