import { describe, expect, it } from "vitest";
import type { Filed, Json } from "../store";
import { type Api, findApi } from "./api";
import { interaction } from "./interaction";
import { duration } from "./session";
import { pack, ROOM, unpack } from "./suspend";

const question = (type: string) => ({ id: "q", type, options: ["x1", "x2", "x3"], sides: ["high", "low"] });

describe("the platform", () => {
  const api = {} as Api;

  it("is found in a window around, or in one behind", () => {
    expect(findApi({ parent: { parent: { API: api } } })).toBe(api);
    expect(findApi({ parent: {}, opener: { parent: { API: api } } })).toBe(api);
  });

  it("is not found where there is none", () => {
    const top: { parent?: object } = {};
    top.parent = top;
    expect(findApi(top)).toBeNull();
    const closed = {
      get API(): Api {
        throw new DOMException("another origin", "SecurityError");
      },
    };
    expect(findApi({ parent: closed })).toBeNull();
  });
});

describe("an answer", () => {
  it.each<[string, Json, string, string]>([
    ["choice", ["x2"], "choice", "b"],
    ["multiple", ["x3", "x1"], "choice", "c,a"],
    ["order", ["x3", "x1", ""], "sequencing", "c,a"],
    ["match", { x1: "low", x2: "high" }, "matching", "a.b,b.a"],
    ["numeric", "3/4", "numeric", "0.75"],
    ["numeric", "0,5", "numeric", "0.5"],
    ["fill", "β", "fill-in", "β"],
    ["predict", [1, 2], "performance", "[1,2]"],
    ["exercise", "y = x", "performance", "y = x"],
  ])("of type %s has the form of the standard", (type, answer, form, response) => {
    expect(interaction(question(type), answer)).toEqual({ type: form, response });
  });

  it("is cut where the standard has no room", () => {
    expect(interaction(question("exercise"), "x".repeat(1000)).response).toHaveLength(255);
  });
});

describe("what the next visit begins with", () => {
  const contents = new Map([["q", "0123456789abcdef"]]);
  const answer = { answer: ["x1"], right: true, score: 1, tries: 2, seed: 3, at: 1_700_000_000_000 };
  const records: Filed[] = [
    { kind: "review", id: "q", value: { right: true, at: 1 } },
    { kind: "answer", id: "q", value: { content: "0123456789abcdef", ...answer } },
    { kind: "answer", id: "older", value: { content: "fedcba9876543210", ...answer } },
    { kind: "page", id: "lessons/one", value: { done: true, at: "2026-01-01" } },
  ];
  const byName = (one: Filed, other: Filed) => (`${one.kind}${one.id}` < `${other.kind}${other.id}` ? -1 : 1);

  it("comes back as it was", async () => {
    const found = await unpack(await pack(records, contents), contents);
    expect(found.sort(byName)).toEqual([...records].sort(byName));
  });

  it("leaves out what a platform need not know", async () => {
    expect(await pack([{ kind: "cell", id: "c", value: "code" }], contents)).toBe("");
  });

  it("fits, and keeps what matters most", async () => {
    // Nothing that packing could shorten.
    let state = 1;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state.toString(36);
    };
    const code = Array.from({ length: 2000 }, next).join("");
    const many = [
      ...records,
      { kind: "answer", id: "code", value: { content: "1", ...answer, answer: code } },
    ];
    const text = await pack(many, contents);
    expect(text.length).toBeLessThanOrEqual(ROOM);
    const ids = (await unpack(text, contents)).map(({ id }) => id);
    expect(ids).toContain("lessons/one");
    expect(ids).toContain("q");
    expect(ids).not.toContain("code");
  });

  it.each(["", "nonsense", "1nonsense", "2abc", "1//8="])("is nothing in %s", async (text) => {
    expect(await unpack(text, contents)).toEqual([]);
  });
});

it("says how long a visit was", () => {
  expect([duration(0), duration(61_000), duration(3_600_000 * 25)]).toEqual([
    "00:00:00",
    "00:01:01",
    "25:00:00",
  ]);
});
