// Questions whose answer is a number. Some wrong answers are known by name, and say what led to them.

import { type Grade, type Make, text, type Unreadable, type Verdict } from "./contract";
import { isNumber, near, parseNumber, rational } from "./number";
import { written } from "./written";

/** What the build says, every number as a fraction. */
export interface Solution {
  answer: string;
  within: string;
  /** Wrong answers by the names of their explanations. */
  wrong: Record<string, string>;
}

/** Judge a text. */
export function judge(solution: Solution, given: string): Verdict | Unreadable {
  const number = parseNumber(given);
  if (!isNumber(number)) return { cure: `${number.cure.charAt(0).toUpperCase()}${number.cure.slice(1)}.` };
  if (near(number, rational(solution.answer), rational(solution.within))) {
    return { right: true, score: 1, explains: [{ name: "answer", right: true }], comment: "" };
  }
  const exactly = { above: 0n, below: 1n };
  const known = Object.entries(solution.wrong).find(([, wrong]) => near(number, rational(wrong), exactly));
  return known
    ? { right: false, score: 0, explains: [{ name: known[0], right: false }], comment: "" }
    : { right: false, score: 0, explains: [], comment: `Not right: the answer is not ${given.trim()}.` };
}

export const grade: Grade = (solution, answer) => judge(solution as unknown as Solution, text(answer));

export const numeric: Make = (root, solution) => written(root, (answer) => grade(solution, answer));
