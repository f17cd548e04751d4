// Questions with options to choose: one right in `choice`, one or more in `multiple`.

import { all, one } from "../dom";
import { field, type Json } from "../store";
import { type Grade, type Make, type Question, strings, type Unreadable, type Verdict } from "./contract";

/** Judge what was chosen; all of it by the ids of options. */
export function judge(
  right: readonly string[],
  chosen: readonly string[],
  single: boolean,
): Verdict | Unreadable {
  if (chosen.length === 0)
    return { cure: single ? "Choose an option first." : "Choose at least one option first." };
  const hits = chosen.filter((id) => right.includes(id)).length;
  const wrong = chosen.length - hits;
  const all = wrong === 0 && hits === right.length;
  return {
    right: all,
    score: Math.max(0, hits - wrong) / right.length,
    explains: chosen.map((id) => ({ name: id, right: right.includes(id) })),
    comment: single || all ? "" : partly(hits, wrong, right.length - hits),
  };
}

/** How far a choice of several has come; not what is missing, nor how much. */
function partly(hits: number, wrong: number, missing: number): string {
  const chosen = hits + wrong;
  const so_far =
    chosen === 1
      ? `The one option that you chose is ${hits ? "right" : "not right"}`
      : wrong === 0
        ? `The ${chosen} options that you chose are right`
        : `Of the ${chosen} options that you chose, ${hits || "none"} ${hits > 1 ? "are" : "is"} right`;
  return missing === 0 ? `${so_far}.` : `${so_far}, ${wrong === 0 ? "but" : "and"} something is missing.`;
}

/** What is right, by the ids of options. */
const rightOf = (solution: Json): string[] => strings(field(solution, "right"));

export const grade =
  (single: boolean): Grade =>
  (solution, answer) =>
    // Choosing one option twice chooses it once.
    judge(rightOf(solution), [...new Set(strings(answer))], single);

const withOptions =
  (single: boolean): Make =>
  (root, solution) => {
    const rows = all(root, "fieldset > .course-quiz__option");
    const inputs = new Map(
      rows.map((row) => {
        const input = one<HTMLInputElement>(row, "input");
        return [input.value, { row, input }];
      }),
    );
    const right = rightOf(solution);
    const end = rows.at(-1)?.nextSibling ?? null;
    const option = (name: string) => {
      const found = inputs.get(name);
      if (found === undefined) throw new Error(`the question has no option ${name}`);
      return found;
    };
    const question: Question = {
      movable: [...inputs.keys()],
      answer: () => [...inputs].filter(([, { input }]) => input.checked).map(([id]) => id),
      check: (answer) =>
        judge(
          right,
          strings(answer).filter((id) => inputs.has(id)),
          single,
        ),
      restore: (answer) => {
        const chosen = strings(answer);
        for (const [id, { input }] of inputs) input.checked = chosen.includes(id);
        return chosen.some((id) => inputs.has(id));
      },
      arrange: (order) => {
        for (const name of order) {
          const { row } = option(name);
          row.parentElement?.insertBefore(row, end);
        }
      },
      reset: () => {
        for (const { input } of inputs.values()) input.checked = false;
      },
      lock: (locked) => {
        for (const { input } of inputs.values()) input.disabled = locked;
      },
      place: (name) => one(option(name).row, "label"),
      focus: () => all<HTMLInputElement>(root, "fieldset > .course-quiz__option > input")[0]?.focus(),
    };
    return question;
  };

export const choice = withOptions(true);
export const multiple = withOptions(false);
