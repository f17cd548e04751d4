import { describe, expect, it } from "vitest";
import { reseeded, shuffled } from "./shuffle";

const NAMES = ["a", "b", "c", "d"];

describe("shuffled", () => {
  it("begins with the author's order", () => {
    expect(shuffled(NAMES, 0)).toEqual(NAMES);
  });

  it("keeps every name, and says the same for the same seed", () => {
    for (let seed = 1; seed < 200; seed++) {
      const order = shuffled(NAMES, seed);
      expect([...order].sort()).toEqual(NAMES);
      expect(shuffled(NAMES, seed)).toEqual(order);
    }
  });

  it("puts each name in each place about equally often", () => {
    const counts = new Map<string, number>();
    for (let seed = 1; seed <= 4000; seed++) {
      shuffled(NAMES, seed).forEach((name, place) => {
        counts.set(`${name}${place}`, (counts.get(`${name}${place}`) ?? 0) + 1);
      });
    }
    expect(counts.size).toBe(16);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
  });
});

describe("reseeded", () => {
  it("always gives another order, from wherever a reader begins", () => {
    for (const names of [NAMES, ["a", "b"]])
      for (let start = 1; start < 50; start++) {
        let seed = 0;
        for (let tries = 0; tries < 20; tries++) {
          const next = reseeded(names, seed, () => start * 1_000_003);
          expect(shuffled(names, next)).not.toEqual(shuffled(names, seed));
          expect(Number.isInteger(next) && next > 0 && next < 2 ** 32).toBe(true);
          seed = next;
        }
      }
  });

  it("lets readers begin apart", () => {
    expect(reseeded(NAMES, 0)).not.toBe(reseeded(NAMES, 0));
  });

  it("ends where there is nothing to put in order", () => {
    expect(reseeded([], 0, () => 7)).toBe(7);
    expect(reseeded(["a"], 7)).not.toBe(7);
  });
});
