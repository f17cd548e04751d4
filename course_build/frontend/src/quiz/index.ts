// Questions: what the build made of one comes to life.

import { store } from "../store";
import { Behavior } from "./behavior";
import { TYPES } from "./types";

export function mount(root: HTMLElement): void {
  const make = TYPES[root.dataset.type ?? ""];
  const { quiz, content, solution } = root.dataset;
  // A page may be older than the script: the closed answer still serves.
  if (make === undefined || !quiz || !content || !solution) return;
  new Behavior(root, quiz, content, make(root, JSON.parse(atob(solution))), store()).start();
}
