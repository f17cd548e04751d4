import { describe, expect, it } from "vitest";
import { Store } from "../store/store";
import { completed, counted, left, type Part, place, setComplete, setPlace, summed, wayOn } from "./course";

const PARTS: Part[] = ["one", "two", "three"].map((id, index) => ({
  id,
  title: id.toUpperCase(),
  address: `../${id}/`,
  minutes: index + 1,
}));
const [ONE, TWO, THREE] = PARTS as [Part, Part, Part];
const NOW = new Date("2026-03-04T05:06:07Z");

describe("records", () => {
  it("keeps a completed part with its time, and forgets it again", () => {
    const store = new Store("norms", null);
    setComplete(store, "one", true, NOW);
    expect(store.get("page", "one")).toEqual({ done: true, at: "2026-03-04T05:06:07.000Z" });
    expect([...completed(store, PARTS)]).toEqual(["one"]);
    setComplete(store, "one", false, NOW);
    expect(store.get("page", "one")).toBeNull();
    expect(completed(store, PARTS).size).toBe(0);
  });

  it("keeps where the reader was", () => {
    const store = new Store("norms", null);
    expect(place(store, PARTS)).toBeNull();
    setPlace(store, "two", NOW);
    expect(store.get("place", "last")).toEqual({ page: "two", at: "2026-03-04T05:06:07.000Z" });
    expect(place(store, PARTS)).toBe(TWO);
  });

  it("passes over pages that are no parts, and records of another form", () => {
    const store = new Store("norms", null);
    setComplete(store, "gone", true, NOW);
    store.set("page", "one", true);
    store.set("page", "two", { done: "yes" });
    store.set("page", "three", [1]);
    expect(completed(store, PARTS).size).toBe(0);
    for (const damaged of [{ page: "gone" }, { page: 3 }, "two", ["two"], {}]) {
      store.set("place", "last", damaged);
      expect(place(store, PARTS)).toBeNull();
    }
  });
});

describe("wayOn", () => {
  it.each<[string, string[], Part | null, string, Part]>([
    ["nothing was read", [], null, "Start the course", ONE],
    ["a part was opened", [], TWO, "Resume: TWO", TWO],
    ["the first was opened", [], ONE, "Resume: ONE", ONE],
    ["that part is complete", ["two"], TWO, "Resume: THREE", THREE],
    ["all after it are complete", ["two", "three"], TWO, "Resume: ONE", ONE],
    ["the place is unknown", ["one"], null, "Resume: TWO", TWO],
    ["everything is complete", ["one", "two", "three"], THREE, "Start again", ONE],
  ])("leads on when %s", (_, done, last, label, part) => {
    expect(wayOn(PARTS, new Set(done), last)).toEqual({ label, part });
  });

  it("leads nowhere in a course without parts", () => {
    expect(wayOn([], new Set(), null)).toBeNull();
  });
});

it("counts from the first on", () => {
  expect(counted(PARTS, new Set())).toBe("");
  expect(counted(PARTS, new Set(["one", "two"]))).toBe("2 of 3");
});

it("says how long the rest takes", () => {
  expect(left(PARTS, new Set())).toBe("about 6 minutes left");
  expect(left(PARTS, new Set(["two", "three"]))).toBe("about 1 minute left");
  expect(left(PARTS, new Set(["one", "two", "three"]))).toBe("");
  expect(summed(PARTS, new Set())).toBe("");
  expect(summed(PARTS, new Set(["one"]))).toBe("1 of 3 parts complete, about 5 minutes left");
  expect(summed(PARTS, new Set(["one", "two", "three"]))).toBe("3 of 3 parts complete");
});
