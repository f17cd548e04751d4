// Where this browser's reader stands, from the store; and how that is said.

import { KIND as ANSWER, answered } from "../quiz/record";
import type { Store } from "../store";
import { KIND, reviewed, usable } from "./record";
import { type Asked, due, localDay, type Mastery, type Standing, standings } from "./schedule";

/** What the build says of the review, on the pages that lead to it. */
export interface Review {
  /** Of its page, relative to this one. */
  address: string;
  questions: Asked[];
}

export function standingsNow(store: Store, questions: readonly Asked[], now: Date): Standing[] {
  const answers = { lessons: usable(store, ANSWER, answered), reviews: usable(store, KIND, reviewed) };
  return standings(questions, answers, now);
}

/** Show something now, and again when a record changes, in this tab or another, and when the reader comes back. */
export function follow(store: Store, show: () => void): void {
  store.watch((kind) => {
    if ([ANSWER, KIND, ""].includes(kind)) show();
  });
  // It may be another day.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) show();
  });
  show();
}

/** What the map and the end of the course say of the review; empty while nothing was answered. */
export function pointer(all: readonly Standing[], now: Date): string {
  const waiting = due(all, now).length;
  if (waiting > 0) return `${concepts(waiting)} ${waiting === 1 ? "is" : "are"} due`;
  const count = (mastery: Mastery): number => all.filter((one) => one.mastery === mastery).length;
  return count("new") === all.length ? "" : `${count("known")} of ${concepts(all.length)} known`;
}

export function concepts(count: number): string {
  return `${count} concept${count === 1 ? "" : "s"}`;
}

/** Why a concept returns: "missed on Mar 3". */
export function reason({ from, next, row, mastery }: Standing, now: Date): string {
  if (from === null || next === null) return "";
  const when = (at: number): string => (at > 0 ? ` on ${dayOf(new Date(at), now)}` : " earlier");
  if (!next.right) return `missed${when(next.at)}`;
  if (next.tries > 1) return `right only at try ${next.tries}${when(next.at)}`;
  const where = mastery === "known" ? "in a review" : "in a lesson";
  return row > 1
    ? `right ${row} times in a row, last${when(from.at)}`
    : `right once ${where}${when(from.at)}`;
}

/** When it returns: "now", "tomorrow", "in 3 days". */
export function returns({ due: day }: Standing, now: Date): string {
  if (day === null) return "";
  const left = day - localDay(now);
  return left <= 0 ? "now" : left === 1 ? "tomorrow" : `in ${left} days`;
}

function dayOf(date: Date, now: Date): string {
  const year = date.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return date.toLocaleDateString("en-US", { month: "short", day: "numeric", ...year });
}
