// Questions: what the build made of one comes to life.

import { mountParts } from "../mount";
import { store } from "../store";
import type { Records } from "../store/store";
import { Behavior } from "./behavior";
import type { Make } from "./contract";
import { TYPES } from "./types";

/** The solution of a question that cannot be answered yet: {}. */
const EMPTY = "e30=";

/** Questions that live: in the copy that is one file, a script of a rare type comes before its questions are shown. */
const alive = new WeakSet<HTMLElement>();

/** Bring a question to life, once: a page's own, or one of a review, with records of its own and an order that is new. */
export function mount(root: HTMLElement, records: Records = store(), seed = 0): void {
  const make = TYPES[root.dataset.type ?? ""];
  const { quiz, content, solution } = root.dataset;
  // A page may be older than the script: the closed answer still serves.
  if (make === undefined || !quiz || !content || !solution || alive.has(root)) return;
  // So may be a figure that a question is about: it is still being computed.
  if (solution === EMPTY) return;
  alive.add(root);
  const question = make(root, JSON.parse(atob(solution)), records);
  if (question) new Behavior(root, quiz, content, question, records, seed).start();
}

/** Add a type that not every page has, and bring its questions on this page to life. */
export function mountType(name: string, make: Make): void {
  TYPES[name] = make;
  mountParts([[`[data-quiz][data-type="${name}"]`, (root) => mount(root)]]);
}
