// An answer that is written into one line; its type says how it is judged.

import { one } from "../dom";
import type { Json } from "../store";
import { isUnreadable, type Question, text, type Unreadable, type Verdict } from "./contract";

export function written(root: HTMLElement, judge: (answer: Json) => Verdict | Unreadable): Question {
  const row = one(root, ".course-quiz__entry");
  const input = one<HTMLInputElement>(row, "input");
  return {
    movable: [],
    answer: () => input.value,
    check: judge,
    restore: (answer) => {
      if (isUnreadable(judge(answer))) return false;
      input.value = text(answer);
      return true;
    },
    arrange: () => {},
    // What was written stays, to be mended.
    reset: () => {},
    lock: (locked) => {
      input.readOnly = locked;
    },
    place: () => row,
    focus: () => {
      input.focus();
      input.select();
    },
  };
}
