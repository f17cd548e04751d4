// Judging a kept answer without its page: by what the build says is right, for all types that need nothing else.

import type { Json } from "../store";
import { type Judged, strings } from "./contract";
import { type Solution as FillSolution, judge as judgeFill } from "./fill";
import { judge as judgeMatch, type Solution as MatchSolution, type Selected } from "./match";
import { judge as judgeNumeric, type Solution as NumericSolution } from "./numeric";
import { judge as judgeOptions } from "./options";
import { judge as judgeOrder } from "./order";

export type Grade = (solution: Json, answer: Json) => Judged;

const text = (answer: Json): string => (typeof answer === "string" ? answer : "");
const right = (solution: Json): string[] => strings((solution as { right?: Json })?.right);
/** Choosing one option twice chooses it once. */
const chosen = (answer: Json): string[] => [...new Set(strings(answer))];
const pairs = (answer: Json): Selected => {
  const found = typeof answer === "object" && answer !== null && !Array.isArray(answer) ? answer : {};
  return Object.fromEntries(Object.entries(found).map(([left, side]) => [left, text(side)]));
};

/** By type. */
export const GRADES: Record<string, Grade> = {
  choice: (solution, answer) => judgeOptions(right(solution), chosen(answer), true),
  fill: (solution, answer) => judgeFill(solution as unknown as FillSolution, text(answer)),
  match: (solution, answer) =>
    judgeMatch(solution as unknown as MatchSolution, pairs(answer), (left) => left),
  multiple: (solution, answer) => judgeOptions(right(solution), chosen(answer), false),
  numeric: (solution, answer) => judgeNumeric(solution as unknown as NumericSolution, text(answer)),
  order: (solution, answer) => judgeOrder(right(solution), strings(answer)),
};
