// What every type of question can do. The type knows its inputs and judges answers; when it is asked, what is kept
// and what the reader is told stand in behavior.ts, the same for all types.
//
// A type is one file that exports a `Make`, and an entry in types.ts. The build makes its inputs and its solution (the
// closed answer, with every explanation under a name), so that the page is complete without a script.

import type { Json } from "../store";
import type { Records } from "../store/store";

/** One explanation to show, by the name that it has in the closed answer. */
export interface Explained {
  name: string;
  right: boolean;
}

/** How good an answer is. */
export interface Verdict {
  right: boolean;
  /** From 0 to 1. */
  score: number;
  explains: Explained[];
  /** One sentence or more on what the explanations leave open, or nothing. */
  comment: string;
  /** What a screen reader is told in place of the comment, where a type shows more by itself. */
  told?: string;
}

/** An answer that cannot be judged, and so is no try: a sentence says what to do. */
export interface Unreadable {
  cure: string;
}

export type Judged = Verdict | Unreadable;

export interface Question {
  /** In types that grade nothing, the words that stand in place of Right and Not right. */
  readonly ungraded?: {
    /** Above the explanation. */
    explained: string;
    /** Of an answer that was kept. */
    kept: string;
  };
  /** What was entered may be changed at any time; by an input event the type says that it was, and the next try begins. */
  readonly mendable?: boolean;
  /** What can be put into another order, by name, in the author's order; empty when there is nothing. */
  readonly movable: readonly string[];
  /** What the reader entered, as it is kept. */
  answer(): Json;
  /** Judge an answer, this one or one that was kept; it may be damaged. A type that runs code promises its
   *  verdict, and keeps that promise whatever the code does. */
  check(answer: Json): Judged | Promise<Judged>;
  /** Enter an answer that was kept, and judge nothing; false when it is damaged and cannot be entered. */
  restore(answer: Json): boolean;
  /** Put what can be moved into this order. */
  arrange(order: readonly string[]): void;
  /** Make room for another try. */
  reset(): void;
  /** Take no more input, or take it again. */
  lock(locked: boolean): void;
  /** The element right under which the explanation of this name belongs. */
  place(name: string): Element;
  /** Bring the keyboard to where the answer is given. */
  focus(): void;
}

/** Bring the inputs of a question to life; `solution` is what the build says for its type, and `records` keep what is
 *  not the answer. Null is returned by a type that cannot be asked in this copy of the course. */
export type Make = (root: HTMLElement, solution: Json, records: Records) => Question | null;

/** Judge an answer without its page, by the solution alone; both may be damaged. What a type cannot judge so, because
 *  it grades nothing or has to run code, has none. */
export type Grade = (solution: Json, answer: Json) => Judged;

export function isUnreadable(result: Verdict | Unreadable): result is Unreadable {
  return "cure" in result;
}

/** An answer that should be a text. */
export function text(answer: Json | undefined): string {
  return typeof answer === "string" ? answer : "";
}

/** The texts of an answer that should be a list of them. */
export function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
