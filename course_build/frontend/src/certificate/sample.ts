// A small course and a reader who did all of it, for the tests of the certificate and of its check.

import { Store } from "../store/store";
import type { Key } from "../verify/verify";
import { done, type Evidence, evidence } from "./evidence";

const sealed = (solution: object): string => btoa(JSON.stringify(solution));

export const KEY: Key = {
  version: "1.0+abc",
  parts: [
    { id: "lessons/01", title: "One" },
    { id: "lessons/02", title: "Two" },
  ],
  questions: [
    {
      id: "axes",
      type: "choice",
      concept: "Axes",
      content: "c1",
      core: true,
      solution: sealed({ right: ["nhw"] }),
    },
    {
      ...{ id: "means", type: "numeric", concept: "Axes", content: "c2", core: true },
      solution: sealed({ answer: "64", within: "1/2", wrong: {} }),
    },
    {
      ...{ id: "uses", type: "multiple", concept: "Uses", content: "c3", core: false },
      solution: sealed({ right: ["a", "b"] }),
    },
    { id: "code", type: "exercise", concept: "Code", content: "c4", core: false, solution: sealed({}) },
    {
      id: "never",
      type: "choice",
      concept: "Never",
      content: "c5",
      core: false,
      solution: sealed({ right: ["x"] }),
    },
  ],
};
export const REQUIRED = { ...KEY, parts: KEY.parts.map((part) => part.id) };

const record = { score: 1, right: true, tries: 1, seed: 0, at: Date.parse("2026-03-04T05:06:07Z") };

/** The records of a reader who did all. */
export function reader(): Store {
  const store = new Store("norms", null);
  for (const part of KEY.parts) store.set("page", part.id, { done: true, at: "2026-03-01T00:00:00.000Z" });
  store.set("answer", "axes", { ...record, content: "c1", answer: ["nhw"] });
  store.set("answer", "means", { ...record, content: "c2", answer: "64.5", tries: 3 });
  store.set("answer", "uses", { ...record, content: "c3", answer: ["a"], right: false, score: 0.5 });
  store.set("answer", "code", { ...record, content: "c4", answer: "x = 1" });
  return store;
}

export function genuine(): Evidence {
  return evidence("norms", "Ada Lovelace", REQUIRED, done(reader(), REQUIRED));
}
