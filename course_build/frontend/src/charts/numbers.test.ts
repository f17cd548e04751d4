import { describe, expect, it } from "vitest";
import { fixed, percent, plain, readable } from "./numbers";

describe("numbers", () => {
  it("have a true minus, and none before zeros", () => {
    expect(fixed(-1.234, 2)).toBe("−1.23");
    expect(fixed(-0.001, 2)).toBe("0.00");
    expect([0.125, 1.375, 8.345, 2.5].map((one) => fixed(one, 2))).toEqual(["0.12", "1.38", "8.35", "2.50"]);
    expect(percent(0.0666)).toBe("6.7%");
  });

  it("do not read as 0 unless they are a rounding error", () => {
    const values = [3.0049, 0.005, 0.0049, -0.00031, 2.96e-7, 9e-10, 0];
    expect(values.map((one) => readable(one))).toEqual([
      "3.00",
      "0.01",
      "0.005",
      "−0.0003",
      "3·10⁻⁷",
      "0.00",
      "0.00",
    ]);
    expect(readable(0.0049, 3)).toBe("0.005");
  });

  it("are plain on an axis", () => {
    expect([0, -5, 0.001, 2000, 0.1 + 0.2, 12345].map(plain)).toEqual([
      "0",
      "−5",
      "0.001",
      "2,000",
      "0.3",
      "12,345",
    ]);
    expect([1e-9, -2.5e6].map(plain)).toEqual(["10⁻⁹", "−2.5·10⁶"]);
  });
});
