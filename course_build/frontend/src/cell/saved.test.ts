import { beforeEach, expect, test } from "vitest";
import { time } from "../store";
import { Store } from "../store/store";
import { save, saved } from "./saved";

let store: Store;
beforeEach(() => {
  localStorage.clear();
  store = new Store("course", localStorage);
});

test("a reader's version is kept, and found again", () => {
  expect(saved(store, "a", "x = 1")).toBeNull();
  save(store, "a", "x = 1", "x = 2");
  expect(saved(store, "a", "x = 1")).toEqual({ code: "x = 2", outdated: false });
  expect(localStorage.key(0)).toBe("course/1/cell/a");
  // By the time, the newer of two versions stays; see merge.ts in ../store.
  expect(time(store.get("cell", "a"))).toBeCloseTo(Date.now(), -4);
});

test("what is the author's version again is forgotten", () => {
  save(store, "a", "x = 1", "x = 2");
  save(store, "a", "x = 1", "x = 1");
  expect(localStorage.length).toBe(0);
});

test("a version of an older text says so, unless it has become the author's", () => {
  save(store, "a", "x = 1", "x = 2");
  expect(saved(store, "a", "x = 3")).toEqual({ code: "x = 2", outdated: true });
  expect(saved(store, "a", "x = 2")).toBeNull();
});

test("records of another form are passed over", () => {
  for (const odd of [1, null, [], { code: 1, from: "" }]) {
    store.set("cell", "a", odd);
    expect(saved(store, "a", "x")).toBeNull();
  }
});
