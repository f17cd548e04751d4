// What a reader completed, where they were, and where that lets them go on.
//
// Records: kind `page`, id the part's id, `{ done: true, at }`; kind `place`, id `last`, `{ page, at }`.

import type { Review } from "../review/standing";
import { field, type Store } from "../store";

/** A part of the core path, as the page names it. */
export interface Part {
  id: string;
  title: string;
  /** Relative to the page. */
  address: string;
  /** What it takes, as the build counted. */
  minutes: number;
}

/** The core path, and the part that this page is, if it is one. */
export interface Course {
  here: string | null;
  parts: Part[];
  /** On the pages that lead to the review. */
  review?: Review | null;
}

/** Where the one button of the map leads. */
interface Way {
  part: Part;
  label: string;
}

/** The ids of the parts that are complete. */
export function completed(store: Store, parts: Part[]): Set<string> {
  const records = store.all("page");
  return new Set(parts.map((part) => part.id).filter((id) => field(records.get(id), "done") === true));
}

export function setComplete(store: Store, id: string, complete: boolean, at: Date): void {
  if (complete) store.set("page", id, { done: true, at: at.toISOString() });
  else store.remove("page", id);
}

export function setPlace(store: Store, page: string, at: Date): void {
  store.set("place", "last", { page, at: at.toISOString() });
}

/** The part that the reader saw last; null when there is none, or it is no part any more. */
export function place(store: Store, parts: Part[]): Part | null {
  const page = field(store.get("place", "last"), "page");
  return parts.find((part) => part.id === page) ?? null;
}

/** Where to begin or to go on: where the reader was, or the next part that is not complete. */
export function wayOn(parts: Part[], done: Set<string>, last: Part | null): Way | null {
  const first = parts[0];
  if (first === undefined) return null;
  if (last === null && done.size === 0) return { part: first, label: "Start the course" };
  const from = last === null ? 0 : parts.indexOf(last);
  const next = [...parts.slice(from), ...parts.slice(0, from)].find((part) => !done.has(part.id));
  return next === undefined
    ? { part: first, label: "Start again" }
    : { part: next, label: `Resume: ${next.title}` };
}

/** "3 of 8"; empty before the first. */
export function counted(parts: Part[], done: Set<string>): string {
  return done.size === 0 ? "" : `${done.size} of ${parts.length}`;
}

/** What is left to read: "about 7 minutes left"; empty when nothing is. */
export function left(parts: Part[], done: Set<string>): string {
  const minutes = parts.filter((part) => !done.has(part.id)).reduce((sum, part) => sum + part.minutes, 0);
  return minutes === 0 ? "" : `about ${minutes} minute${minutes === 1 ? "" : "s"} left`;
}

/** "3 of 8 parts complete, about 7 minutes left"; empty before the first. */
export function summed(parts: Part[], done: Set<string>): string {
  const rest = left(parts, done);
  return done.size === 0 ? "" : `${counted(parts, done)} parts complete${rest && `, ${rest}`}`;
}
