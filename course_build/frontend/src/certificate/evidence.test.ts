import { describe, expect, it } from "vitest";
import type { Json } from "../store";
import { asFile, done, evidence, mark, open, scores } from "./evidence";
import { genuine, REQUIRED, reader } from "./sample";

describe("the rule", () => {
  it("asks for all parts, and for the questions of the core path alone", () => {
    expect(open(REQUIRED, done(reader(), REQUIRED))).toEqual({ parts: [], questions: [] });
  });

  it("names what is missing", () => {
    const store = reader();
    store.remove("page", "lessons/02");
    store.set("answer", "axes", { ...(store.get("answer", "axes") as object), right: false });
    store.remove("answer", "uses");
    expect(open(REQUIRED, done(store, REQUIRED))).toEqual({ parts: ["lessons/02"], questions: ["axes"] });
    expect(open(REQUIRED, done(reader(), REQUIRED)).questions).toEqual([]);
  });

  it("does not count an answer to what the question was before, or a damaged one", () => {
    const store = reader();
    store.set("answer", "axes", { ...(store.get("answer", "axes") as object), content: "old" });
    store.set("answer", "means", { content: "c2", right: true });
    expect(open(REQUIRED, done(store, REQUIRED)).questions).toEqual(["axes", "means"]);
  });
});

it("scores each concept that was met", () => {
  expect(scores(REQUIRED.questions, done(reader(), REQUIRED).answers)).toEqual([
    { concept: "Axes", asked: 2, right: 2, first: 1 },
    { concept: "Uses", asked: 1, right: 0, first: 0 },
    { concept: "Code", asked: 1, right: 1, first: 1 },
  ]);
});

describe("the evidence", () => {
  it("says when the core path was complete, and with which version", () => {
    expect(genuine()).toMatchObject({
      format: "course-evidence",
      course: "norms",
      version: "1.0+abc",
      name: "Ada Lovelace",
      completed: "2026-03-04T05:06:07.000Z",
    });
  });

  it("has a mark that stays as long as nothing changes", () => {
    const first = JSON.parse(asFile(genuine()));
    const { mark: said, ...rest } = first;
    expect(said).toMatch(/^[0-9a-f]{4}( [0-9a-f]{4}){3}$/);
    expect(mark(rest)).toBe(said);
    expect(mark({ ...Object.fromEntries(Object.entries(rest).reverse()) } as Json)).toBe(said);
    expect(mark({ ...rest, name: "Ada" })).not.toBe(said);
    expect(
      mark(evidence("norms", "Ada Lovelace", REQUIRED, done(reader(), REQUIRED)) as unknown as Json),
    ).toBe(said);
  });
});
