// Questions whose answer is a word. Some wrong answers are known by name, and say what led to them.

import { type Grade, type Make, text, type Unreadable, type Verdict } from "./contract";
import { written } from "./written";

/** What the build says, every text as `normalized` gives it. */
export interface Solution {
  answer: string[];
  /** Spellings of wrong answers by the names of their explanations. */
  wrong: Record<string, string[]>;
}

/** What counts of an answer: the same rules as fill.py in course_build/quizzes; tests/unit/quizzes/texts.json holds
 *  both to them. */
export function normalized(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "").replace(/\.+$/, "");
}

/** Judge a text. */
export function judge(solution: Solution, written: string): Verdict | Unreadable {
  const given = normalized(written);
  if (given === "") return { cure: "Write a word or a symbol first." };
  if (solution.answer.includes(given)) {
    return { right: true, score: 1, explains: [{ name: "answer", right: true }], comment: "" };
  }
  const known = Object.entries(solution.wrong).find(([, wrong]) => wrong.includes(given));
  return known
    ? { right: false, score: 0, explains: [{ name: known[0], right: false }], comment: "" }
    : { right: false, score: 0, explains: [], comment: `Not right: the answer is not “${written.trim()}”.` };
}

export const grade: Grade = (solution, answer) => judge(solution as unknown as Solution, text(answer));

export const fill: Make = (root, solution) => written(root, (answer) => grade(solution, answer));
