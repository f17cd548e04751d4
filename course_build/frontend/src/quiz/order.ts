// Questions that ask for an order of steps or of lines of code; what does not belong goes below a line.

import { announce } from "../announce";
import { all, element, one } from "../dom";
import { field, type Json } from "../store";
import { type Grade, type Judged, type Make, strings } from "./contract";

/** Stands in an answer for the line between what is used and what is left out. */
export const LINE = "";

/** Judge an order of steps, by their names. */
export function judge(right: readonly string[], order: readonly string[]): Judged {
  const line = order.indexOf(LINE);
  const used = line < 0 ? order : order.slice(0, line);
  if (used.length === 0) return { cure: "Move a step above the line first." };
  const wrong = used.findIndex((name, index) => name !== right[index]);
  if (wrong < 0 && used.length === right.length) {
    return { right: true, score: 1, explains: [{ name: "answer", right: true }], comment: "" };
  }
  const strangers = used.filter((name) => !right.includes(name)).length;
  const inOrder = longest(right, used);
  return {
    right: false,
    score: Math.max(0, inOrder - strangers) / right.length,
    explains: wrong < 0 ? [] : [{ name: used[wrong] ?? "", right: false }],
    comment: [start(wrong < 0 ? used.length : wrong, wrong < 0), rest(inOrder, wrong, used.length)]
      .filter(Boolean)
      .join(" "),
  };
}

/** How the order begins. */
function start(count: number, missing: boolean): string {
  const begin =
    count === 0
      ? "Something else comes first"
      : count === 1
        ? "The first step is right"
        : `The first ${count} steps are right`;
  if (missing) return `${begin}, but something is missing.`;
  return count === 0 ? `${begin}.` : `${begin}, the next one is not.`;
}

/** How much of it is in order, which may be more than its beginning. */
function rest(inOrder: number, wrong: number, used: number): string {
  return wrong >= 0 && inOrder > Math.max(wrong, 1)
    ? `${inOrder} of ${used} follow each other as they should.`
    : "";
}

/** The length of the longest run of steps that both have in the same order, with or without others between. */
function longest(right: readonly string[], used: readonly string[]): number {
  const places = used.map((name) => right.indexOf(name));
  const best: number[] = [];
  for (const place of places) {
    const before = best.filter((_, other) => (places[other] ?? -1) >= 0 && (places[other] ?? 0) < place);
    best.push(place < 0 ? 0 : 1 + Math.max(0, ...before));
  }
  return Math.max(0, ...best);
}

/** What is right, by the names of steps. */
const rightOf = (solution: Json): string[] => strings(field(solution, "right"));

export const grade: Grade = (solution, answer) => judge(rightOf(solution), strings(answer));

export const order: Make = (root, solution) => {
  const list = one(root, ".course-quiz__steps");
  const items = new Map([...list.children].map((item) => [nameOf(item), item]));
  const names = (): string[] => [...list.children].map(nameOf);
  const put = (wanted: readonly string[]): void => {
    for (const name of wanted) list.append(items.get(name) ?? "");
    for (const [name, item] of items) limit(item, names().indexOf(name), items.size);
  };

  const move = (name: string, by: number): void => {
    const now = names();
    const [from, to] = [now.indexOf(name), now.indexOf(name) + by];
    const other = now[to];
    if (other === undefined) return;
    [now[from], now[to]] = [other, name];
    put(now);
    announce(said(now, name));
    list.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const [name, item] of items) {
    if (name === LINE) continue;
    const words = one(item, ".course-quiz__line").textContent?.trim() ?? "";
    const buttons = (["up", "down"] as const).map((way) => {
      const button = element("button", {
        type: "button",
        class: `course-quiz__move course-quiz__move--${way}`,
        "aria-label": `Move ${way}: ${words}`,
      });
      button.addEventListener("click", () => {
        move(name, way === "up" ? -1 : 1);
        // Where it went, for the next press.
        button.focus();
      });
      return button;
    });
    item.prepend(element("span", { class: "course-quiz__moves" }, ...buttons));
  }
  put(names());

  return {
    movable: [],
    answer: names,
    check: (answer) => grade(solution, answer),
    restore: (answer) => {
      const kept = strings(answer);
      const same = kept.length === items.size && new Set(kept).size === items.size;
      if (!same || !kept.every((name) => items.has(name))) return false;
      put(kept);
      return "score" in grade(solution, kept);
    },
    arrange: () => {},
    // The order stays, to be mended.
    reset: () => {},
    lock: (locked) => {
      for (const button of all<HTMLButtonElement>(list, "button")) button.disabled = locked;
    },
    place: (name) => {
      const item = items.get(name);
      return item === undefined ? list : one(item, ".course-quiz__line");
    },
    focus: () => one<HTMLButtonElement>(list, "button").focus(),
  };
};

function nameOf(item: Element): string {
  return item instanceof HTMLElement ? (item.dataset.step ?? LINE) : LINE;
}

/** Say which buttons of a step lead nowhere; they keep the focus all the same. */
function limit(item: Element, place: number, count: number): void {
  item.querySelector(".course-quiz__move--up")?.setAttribute("aria-disabled", String(place === 0));
  item.querySelector(".course-quiz__move--down")?.setAttribute("aria-disabled", String(place === count - 1));
}

/** Where a step is now, in words. */
function said(names: readonly string[], name: string): string {
  const line = names.indexOf(LINE);
  const place = names.indexOf(name);
  if (line >= 0 && place > line) return "Left out.";
  return `Now ${place + 1} of ${line < 0 ? names.length : line}.`;
}
