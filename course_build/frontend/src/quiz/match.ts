// Questions that ask what belongs together: each left side has a list to select its right side from.

import { all, one } from "../dom";
import { isObject, type Json } from "../store";
import { type Explained, type Grade, type Judged, type Make, text } from "./contract";

/** What the build says, by the names of the explanations; a left side has the name of its right pair. */
export interface Solution {
  right: Record<string, string>;
  /** Wrong pairs that are known: the name of the left side, and the right side. */
  wrong: Record<string, [left: string, side: string]>;
}

/** What was selected for each left side, by name; "" where nothing was. */
type Selected = Record<string, string>;

/** Judge pairs; `said` gives the words for a left side. */
export function judge(solution: Solution, selected: Selected, said: (left: string) => string): Judged {
  const lefts = Object.keys(solution.right);
  const open = lefts.filter((left) => !selected[left]).length;
  if (open > 0) {
    return {
      cure: open === lefts.length ? "Select what belongs together first." : `Select all: ${open} left.`,
    };
  }
  const explains: Explained[] = [];
  const unknown: string[] = [];
  let hits = 0;
  for (const left of lefts) {
    const side = selected[left] ?? "";
    if (side === solution.right[left]) {
      hits++;
      explains.push({ name: left, right: true });
      continue;
    }
    const known = Object.entries(solution.wrong).find(([, pair]) => pair[0] === left && pair[1] === side);
    if (known) explains.push({ name: known[0], right: false });
    else unknown.push(`${said(left)} with ${side}`);
  }
  const right = hits === lefts.length;
  const some = right ? [] : [`${hits || "None"} of ${lefts.length} ${hits > 1 ? "are" : "is"} right.`];
  if (unknown.length > 0) some.push(`Not right: ${unknown.join("; ")}.`);
  return { right, score: hits / lefts.length, explains, comment: some.join(" ") };
}

export const grade: Grade = (solution, answer) => {
  const sides = isObject(answer) ? Object.entries(answer) : [];
  const selected = Object.fromEntries(sides.map(([left, side]) => [left, text(side)]));
  return judge(solution as unknown as Solution, selected, (left) => left);
};

export const match: Make = (root, json) => {
  const solution = json as unknown as Solution;
  const rows = new Map<string, { row: HTMLElement; select: HTMLSelectElement }>();
  for (const row of all(root, "fieldset > .course-quiz__pair")) {
    rows.set(row.dataset.pair ?? "", { row, select: one<HTMLSelectElement>(row, "select") });
  }
  const end = [...rows.values()].at(-1)?.row.nextSibling ?? null;
  const words = (left: string): string => {
    const row = rows.get(left)?.row;
    return row === undefined ? left : (one(row, "label").textContent ?? left).trim();
  };
  const selected = (answer: Json): Selected => {
    const found = isObject(answer) ? answer : {};
    const texts = [...rows].map(([left, { select }]) => {
      const side = found[left];
      const known = typeof side === "string" && [...select.options].some((option) => option.value === side);
      return [left, known ? side : ""];
    });
    return Object.fromEntries(texts) as Selected;
  };
  return {
    movable: [...rows.keys()],
    answer: () => Object.fromEntries([...rows].map(([left, { select }]) => [left, select.value])),
    check: (answer) => judge(solution, selected(answer), words),
    restore: (answer) => {
      const sides = selected(answer);
      for (const [left, { select }] of rows) select.value = sides[left] ?? "";
      return Object.values(sides).every((side) => side !== "");
    },
    arrange: (order) => {
      for (const left of order) {
        const row = rows.get(left)?.row;
        if (row !== undefined) row.parentElement?.insertBefore(row, end);
      }
    },
    // What was selected stays, to be mended.
    reset: () => {},
    lock: (locked) => {
      for (const { select } of rows.values()) select.disabled = locked;
    },
    place: (name) => {
      const left = solution.wrong[name]?.[0] ?? name;
      return rows.get(left)?.row ?? root;
    },
    focus: () => one<HTMLSelectElement>(root, ".course-quiz__pair > select").focus(),
  };
};
