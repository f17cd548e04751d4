import { describe, expect, it } from "vitest";
import type { Json } from "../store";
import { type Shelf, type Step, Store } from "../store/store";
import { copied, takeIn } from "./copy";

const NOW = new Date("2026-03-04T05:06:07Z");
const answer = (right: boolean, at: number): { [key: string]: Json } => ({
  content: "abc",
  answer: ["one"],
  right,
  score: right ? 1 : 0,
  tries: 1,
  seed: 0,
  at,
});

function reader(records: [kind: string, id: string, value: Json][], steps?: Step[]): Store {
  const store = new Store("norms", null, steps);
  for (const [kind, id, value] of records) store.set(kind, id, value);
  return store;
}

const FULL: [string, string, Json][] = [
  ["page", "lessons/01", { done: true, at: "2026-01-01T00:00:00Z" }],
  ["answer", "axes", answer(true, 5)],
  ["answer", "__proto__", answer(false, 6)],
  ["place", "last", { page: "lessons/01", at: "2026-01-02T00:00:00Z" }],
  ["review", "axes", { ...answer(true, 8), row: 2 }],
  ["later", "thing", { at: 7 }],
];

describe("a copy", () => {
  it("brings everything to a fresh browser, and changes nothing when it is taken in again", () => {
    const text = copied(reader(FULL), NOW);
    expect(JSON.parse(text)).toMatchObject({
      format: "course-records",
      course: "norms",
      version: 1,
      saved: NOW.toISOString(),
    });
    const fresh = reader([]);
    const result = takeIn(fresh, text);
    expect(result).toMatchObject({ kept: 0, unusable: 0 });
    expect(fresh.everything()).toEqual(reader(FULL).everything());
    expect(takeIn(fresh, text)).toEqual({ taken: [], kept: FULL.length, unusable: 0 });
    expect(takeIn(fresh, copied(reader([]), NOW))).toEqual({ taken: [], kept: 0, unusable: 0 });
  });

  it("never takes away a completed part, a right answer, or anything newer", () => {
    const here = reader([
      ["page", "only-here", { done: true, at: "2026-01-01T00:00:00Z" }],
      ["answer", "right-here", answer(true, 1)],
      ["answer", "newer-here", answer(false, 9)],
      ["answer", "right-there", answer(false, 9)],
    ]);
    const copy = copied(
      reader([
        ["answer", "right-here", answer(false, 5)],
        ["answer", "newer-here", answer(false, 5)],
        ["answer", "right-there", answer(true, 5)],
      ]),
      NOW,
    );
    expect(takeIn(here, copy)).toMatchObject({ taken: [{ id: "right-there" }], kept: 2 });
    expect(here.get("page", "only-here")).not.toBeNull();
    expect(here.get("answer", "right-here")).toEqual(answer(true, 1));
    expect(here.get("answer", "newer-here")).toEqual(answer(false, 9));
    expect(here.get("answer", "right-there")).toEqual(answer(true, 5));
  });

  it("of an earlier version is brought up to date, and one of a later version is not touched", () => {
    const step: Step = (one) => ({ ...one, kind: one.kind === "page" ? "part" : one.kind });
    const text = copied(reader([["page", "a", { done: true, at: 1 }]]), NOW);
    const newer = reader([], [step]);
    expect(takeIn(newer, text)).toMatchObject({ taken: [{ kind: "part", id: "a" }] });
    const old = reader([]);
    expect(takeIn(old, copied(newer, NOW))).toEqual({ problem: expect.stringContaining("newer version") });
    expect(old.everything()).toEqual([]);
  });

  it("leaves out what is no record, and takes the rest", () => {
    const copy = JSON.parse(copied(reader(FULL), NOW));
    copy.records.answer.damaged = { content: "abc" };
    copy.records.page.never = { done: false };
    copy.records.page.none = null;
    copy.records.place.odd = 3;
    copy.records["../evil"] = { a: 1 };
    copy.records.page[""] = { done: true };
    copy.records.list = [1];
    copy.records.review.lesson = answer(true, 9);
    expect(takeIn(reader([]), JSON.stringify(copy))).toMatchObject({
      unusable: 7,
      taken: { length: FULL.length },
    });
  });

  it.each<[string, string, string]>([
    ["nothing", "", "cannot be read"],
    ["half a file", copied(reader(FULL), NOW).slice(0, 90), "cannot be read"],
    ["bytes", "\u0000\uffff", "cannot be read"],
    ["a list", "[]", "not made by this course"],
    ["null", "null", "not made by this course"],
    ["another file", '{"name":"x"}', "no copy of records"],
    ["evidence", '{"format":"course-evidence"}', "belongs to a certificate"],
    ["another course", '{"format":"course-records","course":"other"}', "another course"],
    ["no version", '{"format":"course-records","course":"norms","records":{}}', "damaged"],
    ["no records", '{"format":"course-records","course":"norms","version":1,"records":[]}', "damaged"],
    ["version 0", '{"format":"course-records","course":"norms","version":0,"records":{}}', "damaged"],
  ])("is refused in a sentence when it is %s", (_, text, words) => {
    const store = reader(FULL);
    const before = store.everything();
    expect(takeIn(store, text)).toEqual({ problem: expect.stringContaining(words) });
    expect(store.everything()).toEqual(before);
  });
});

it("a full storage keeps what is taken in as long as the page", () => {
  const shelf: Shelf = {
    length: 0,
    key: () => null,
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    removeItem: () => {},
  };
  const store = new Store("norms", shelf);
  expect(takeIn(store, copied(reader(FULL), NOW))).toMatchObject({ taken: { length: FULL.length } });
  expect(store.everything().length).toBe(FULL.length);
  expect(store.troubles.has("full")).toBe(true);
});
