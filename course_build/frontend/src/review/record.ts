// What is kept of an answer in a review: kind "review", id that of the question. Lessons' records are never touched.
//
// The form is that of an answer in a lesson, and `row`: right answers of the concept in a row, this one included.

import { type Answered, answered, kept } from "../quiz/record";
import { field, type Json, type Store } from "../store";

export const KIND = "review";

export interface Reviewed extends Answered {
  row: number;
}

/** A record as it was kept; null when it is none, or too damaged to be used. */
export function reviewed(record: Json): Reviewed | null {
  const answer = answered(record);
  const row = field(record, "row");
  if (answer === null || typeof row !== "number" || !Number.isInteger(row)) return null;
  return row >= 0 && row <= 1000 && row > 0 === answer.right ? { ...answer, row } : null;
}

export function reviewOf(answer: Answered, row: number): Reviewed {
  return { ...answer, row };
}

/** Keep an answer in a review. */
export function keep(store: Store, question: string, record: Reviewed): void {
  const { row, ...answer } = record;
  store.set(KIND, question, { ...(kept(answer) as Record<string, Json>), row });
}

/** The usable records of a kind, by question. */
export function usable<T>(store: Store, kind: string, read: (record: Json) => T | null): Map<string, T> {
  const found = new Map<string, T>();
  for (const [id, record] of store.all(kind)) {
    const one = read(record);
    if (one !== null) found.set(id, one);
  }
  return found;
}
