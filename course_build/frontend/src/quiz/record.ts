// What is kept of an answer, under the kind "answer" and the id of its question.

import { isObject, type Json } from "../store";

export interface Answered {
  /** The hash of what decides whether an answer is right: an answer to other content is never taken for one. */
  content: string;
  /** As the type of question gives it. */
  answer: Json;
  right: boolean;
  /** From 0 to 1. */
  score: number;
  /** How often this content was answered. */
  tries: number;
  /** Says the order of the options; see shuffle.ts. */
  seed: number;
  /** When it was answered, in milliseconds since 1970. */
  at: number;
}

export const KIND = "answer";

/** A record as it was kept; null when it is none, or too damaged to be used. */
export function answered(kept: Json): Answered | null {
  if (!isObject(kept)) return null;
  const { content, answer, right, score, tries, seed, at } = kept;
  if (typeof content !== "string" || answer === undefined || typeof right !== "boolean") return null;
  if (
    !within(score, 0, 1) ||
    !whole(tries) ||
    tries < 1 ||
    !whole(seed) ||
    !within(at, 0, Number.MAX_SAFE_INTEGER)
  ) {
    return null;
  }
  return { content, answer, right, score, tries, seed, at };
}

/** The same record, for the store. */
export function kept(one: Answered): Json {
  return { ...one };
}

function within(value: Json | undefined, low: number, high: number): value is number {
  return typeof value === "number" && value >= low && value <= high;
}

function whole(value: Json | undefined): value is number {
  return within(value, 0, 2 ** 32 - 1) && Number.isInteger(value);
}
