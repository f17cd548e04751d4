// When a concept comes back, and what a reader knows of it: from what was answered in lessons and in reviews.
//
// The rule, as docs/review.md tells it to readers: a concept returns one day after it was missed, and after 3, 7, 21 and
// 60 days once it was answered right once, twice, three times, four times in a row. The first try decides. Only a
// review makes a row longer, and only on a day on which the concept is due.

import type { Answered } from "../quiz/record";
import { type Reviewed, reviewOf } from "./record";

/** Days until a concept returns, by how many right answers in a row it has; the last stands for all longer rows. */
const DAYS: readonly number[] = [1, 3, 7, 21, 60];

/** In milliseconds, in a calendar without summer time. */
const DAY = 24 * 60 * 60 * 1000;
/** A time that lies further ahead was written by a clock that was wrong. */
const AHEAD = DAY;

/** A question as the schedule sees it. */
export interface Asked {
  id: string;
  concept: string;
  /** The hash of its content: an answer to other content says nothing. */
  content: string;
  /** Where it stands in the course: questions of one page do not follow each other, if others are due. */
  page: string;
}

/** Nothing answered, answered but missed last, right in a lesson, right in a review on a later day. */
export type Mastery = "new" | "seen" | "practiced" | "known";

/** The last answer to a question. */
interface Last {
  question: Asked;
  right: boolean;
  tries: number;
  /** In milliseconds since 1970; 0 when nobody can tell. */
  at: number;
}

/** Where a reader stands with a concept. */
export interface Standing {
  concept: string;
  mastery: Mastery;
  /** Right answers in a row. */
  row: number;
  /** The local day on which it returns, see `localDay`; null while nothing was answered. */
  due: number | null;
  /** The question to ask next, and the answer to it that stands; null while nothing was answered. */
  next: Last | null;
  /** The answer from which the days are counted. */
  from: Last | null;
}

/** What a reader answered, by the question's id. */
export interface Answers {
  lessons: ReadonlyMap<string, Answered>;
  reviews: ReadonlyMap<string, Reviewed>;
}

/** The number of a day in the reader's own calendar: it changes at midnight, and grows by one a day. */
export function localDay(date: Date): number {
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY);
}

/** Where the reader stands with each concept, in the order of the questions. */
export function standings(questions: readonly Asked[], answers: Answers, now: Date): Standing[] {
  const concepts = new Map<string, Asked[]>();
  for (const one of questions) concepts.set(one.concept, [...(concepts.get(one.concept) ?? []), one]);
  return [...concepts].map(([concept, asked]) => standing(concept, asked, answers, now));
}

function standing(concept: string, asked: readonly Asked[], answers: Answers, now: Date): Standing {
  const credible = (at: number): number => (at > now.getTime() + AHEAD ? 0 : at);
  const lasts: Last[] = [];
  const open: Last[] = [];
  let review: (Last & { row: number }) | null = null;
  for (const question of asked) {
    const lesson = last(question, answers.lessons.get(question.id), credible);
    const kept = answers.reviews.get(question.id);
    const reviewed = last(question, kept, credible);
    // Of the same time: the review, which came later.
    const newest = lesson && (!reviewed || lesson.at > reviewed.at) ? lesson : reviewed;
    if (newest === null) continue;
    lasts.push(newest);
    if (!newest.right || newest.tries > 1) open.push(newest);
    if (reviewed && kept && (review === null || reviewed.at >= review.at))
      review = { ...reviewed, row: kept.row };
  }
  if (lasts.length === 0) return { concept, mastery: "new", row: 0, due: null, next: null, from: null };
  const row = open.length > 0 ? 0 : (review?.row ?? 1);
  const counted = open.length > 0 ? [...open, ...(review ? [review] : [])] : review ? [review] : lasts;
  const from = counted.reduce((one, other) => (other.at > one.at ? other : one));
  const days = DAYS[Math.min(row, DAYS.length - 1)] ?? 0;
  const missed = lasts.some((one) => !one.right);
  return {
    concept,
    mastery: missed ? "seen" : review?.right ? "known" : "practiced",
    row,
    due: localDay(new Date(from.at)) + days,
    next: [...lasts].sort((one, other) => urgency(one) - urgency(other) || one.at - other.at)[0] ?? null,
    from,
  };
}

/** What was missed is asked first, then what took several tries. */
function urgency(one: Last): number {
  return one.right ? (one.tries > 1 ? 1 : 2) : 0;
}

function last(question: Asked, record: Answered | undefined, credible: (at: number) => number): Last | null {
  if (record === undefined || record.content !== question.content) return null;
  return { question, right: record.right, tries: record.tries, at: credible(record.at) };
}

/** What is due today: the longest overdue first, and no page twice in a row where that can be avoided. */
export function due(all: readonly Standing[], now: Date): Standing[] {
  const today = localDay(now);
  return mixed(
    all
      .filter((one) => one.due !== null && one.due <= today)
      .sort((one, other) => (one.due ?? 0) - (other.due ?? 0)),
  );
}

/** What was answered and is not due yet, the soonest first. */
export function notYet(all: readonly Standing[], now: Date): Standing[] {
  const today = localDay(now);
  return mixed(
    all
      .filter((one) => one.due !== null && one.due > today)
      .sort((one, other) => (one.due ?? 0) - (other.due ?? 0)),
  );
}

function mixed(waiting: readonly Standing[]): Standing[] {
  const left = [...waiting];
  const order: Standing[] = [];
  while (left.length > 0) {
    const before = order.at(-1)?.next?.question.page;
    const index = Math.max(
      0,
      left.findIndex((one) => one.next?.question.page !== before),
    );
    order.push(...left.splice(index, 1));
  }
  return order;
}

/** The record of an answer in a review, or null when it leaves everything as it was: right, before its day. */
export function outcome(standing: Standing, answer: Answered, now: Date): Reviewed | null {
  const early = standing.due !== null && standing.due > localDay(now);
  if (answer.right && early) return null;
  return reviewOf({ ...answer, at: now.getTime() }, answer.right ? standing.row + 1 : 0);
}
