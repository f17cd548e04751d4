// What stands behind a certificate: the core path's rule, the score of each concept, and the evidence as a file.

import { KIND as ANSWER, answered } from "../quiz/record";
import { field, type Json, type Store, time } from "../store";
import { sha256 } from "./sha256";

export const FORMAT = "course-evidence";
/** Of the form of the file; another form gets another number. */
export const FORM = 1;
export const STATEMENT =
  "Self-attested: made in a browser from what its user did there. Nobody watched, and nobody checked who it was.";

/** A question, as far as a certificate needs it. */
export interface Asked {
  id: string;
  concept: string;
  /** The hash of what decides whether an answer is right. */
  content: string;
  /** Stands open in a part of the core path. */
  core: boolean;
}

/** What the certificate asks for, in this copy of the course. */
export interface Required {
  version: string;
  /** The ids of the parts. */
  parts: string[];
  questions: Asked[];
}

export interface Answer {
  id: string;
  content: string;
  answer: Json;
  right: boolean;
  score: number;
  tries: number;
  at: number;
}

export interface Done {
  /** When each completed part was completed, by id. */
  parts: Map<string, number>;
  /** Answers to questions as they are now, by id. */
  answers: Map<string, Answer>;
}

export function done(store: Store, required: Required): Done {
  const parts = new Map<string, number>();
  for (const id of required.parts) {
    const record = store.get("page", id);
    if (field(record, "done") === true) parts.set(id, time(record));
  }
  const answers = new Map<string, Answer>();
  for (const { id, content } of required.questions) {
    const record = answered(store.get(ANSWER, id));
    if (record === null || record.content !== content) continue;
    const { answer, right, score, tries, at } = record;
    answers.set(id, { id, content, answer, right, score, tries, at });
  }
  return { parts, answers };
}

/** What of the core path is still open: ids of parts that are not complete, of questions not answered right. */
export function open(required: Required, { parts, answers }: Done): { parts: string[]; questions: string[] } {
  return {
    parts: required.parts.filter((id) => !parts.has(id)),
    questions: required.questions
      .filter((one) => one.core && !answers.get(one.id)?.right)
      .map((one) => one.id),
  };
}

/** How a reader did in one concept. */
export interface Score {
  concept: string;
  /** Questions of the course that the reader answered. */
  asked: number;
  right: number;
  /** Of those, at the first try. */
  first: number;
}

/** Scores by concept, in the order of the course; only of concepts that the reader met. */
export function scores(questions: readonly Asked[], answers: ReadonlyMap<string, Answer>): Score[] {
  const found = new Map<string, Score>();
  for (const { id, concept } of questions) {
    const answer = answers.get(id);
    if (answer === undefined) continue;
    const score = found.get(concept) ?? { concept, asked: 0, right: 0, first: 0 };
    score.asked++;
    if (answer.right) score.right++;
    if (answer.right && answer.tries === 1) score.first++;
    found.set(concept, score);
  }
  return [...found.values()];
}

export interface Evidence {
  format: typeof FORMAT;
  form: typeof FORM;
  statement: string;
  course: string;
  version: string;
  name: string;
  /** When the core path was complete. */
  completed: string;
  parts: { id: string; at: string }[];
  answers: Answer[];
  scores: Score[];
}

/** The evidence of a reader who has done all; the same as long as nothing new is done. */
export function evidence(course: string, name: string, required: Required, reader: Done): Evidence {
  const core = required.questions.filter((one) => one.core);
  const times = [...reader.parts.values(), ...core.map(({ id }) => reader.answers.get(id)?.at ?? 0)];
  return {
    format: FORMAT,
    form: FORM,
    statement: STATEMENT,
    course,
    version: required.version,
    name,
    completed: new Date(Math.max(...times)).toISOString(),
    parts: required.parts.map((id) => ({ id, at: new Date(reader.parts.get(id) ?? 0).toISOString() })),
    answers: [...reader.answers.values()],
    scores: scores(required.questions, reader.answers),
  };
}

/** The file: the evidence, and the mark that also stands on the certificate. */
export function asFile(one: Evidence): string {
  return `${JSON.stringify({ ...one, mark: mark(one as unknown as Json) }, null, 1)}\n`;
}

/** Sixteen digits that change with anything in the evidence: by them, a certificate and a file belong together. */
export function mark(found: Json): string {
  const digits = sha256(sorted(found)).slice(0, 16);
  return (digits.match(/.{4}/g) ?? []).join(" ");
}

/** JSON with the names of each object in order. */
function sorted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${sorted(value[name] ?? null)}`).join()}}`;
}
