// An answer, as SCORM 1.2 records it.

import { isNumber, parseNumber } from "../quiz/number";
import { isObject, type Json } from "../store";

/** What the build says of a question. */
export interface Described {
  id: string;
  type: string;
  /** The names of its options, lines or left sides, in the order of the source. */
  options: string[];
  /** The right sides of pairs, in order. */
  sides: string[];
}

export interface Interaction {
  type: "choice" | "fill-in" | "matching" | "numeric" | "performance" | "sequencing";
  response: string;
}

const LONGEST = 255;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** An answer in the form of its type: options are letters, in the order of the source. */
export function interaction(question: Described, answer: Json): Interaction {
  const texts = Array.isArray(answer) ? answer.map(String) : [];
  const letters = (names: readonly string[], all: readonly string[]): string[] =>
    names.flatMap((name) => LETTERS[all.indexOf(name)] ?? []);
  switch (question.type) {
    case "choice":
    case "multiple":
      return { type: "choice", response: letters(texts, question.options).join() };
    case "order":
      return { type: "sequencing", response: letters(texts, question.options).join() };
    case "match": {
      const pairs = Object.entries(isObject(answer) ? answer : {}).map(([left, side]) =>
        [...letters([left], question.options), ...letters([String(side)], question.sides)].join("."),
      );
      return { type: "matching", response: pairs.join() };
    }
    case "numeric": {
      const number = parseNumber(String(answer));
      if (!isNumber(number)) break;
      return { type: "numeric", response: String(Number(number.above) / Number(number.below)) };
    }
    case "fill":
      return { type: "fill-in", response: String(answer).slice(0, LONGEST) };
  }
  const said = typeof answer === "string" ? answer : JSON.stringify(answer);
  return { type: "performance", response: said.slice(0, LONGEST) };
}
