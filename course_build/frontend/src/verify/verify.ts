// Whether the evidence of a certificate holds, by the questions of this copy of the course. It never trusts the file.

import {
  type Answer,
  type Asked,
  FORM,
  FORMAT,
  mark,
  open,
  type Score,
  scores,
} from "../certificate/evidence";
import { isUnreadable } from "../quiz/contract";
import { GRADES } from "../quiz/grades";
import { answered } from "../quiz/record";
import { field, isObject, type Json } from "../store";
import { FORMAT as RECORDS } from "../your-data/copy";
import { jsonObject, type Problem } from "../your-data/file";

/** A question of this copy, with what is right. */
interface KeyQuestion extends Asked {
  type: string;
  /** Sealed: JSON in base64. */
  solution: string;
}

export interface Key {
  version: string;
  parts: { id: string; title: string }[];
  questions: KeyQuestion[];
}

/** What became of one answer: judged again it is as the file says, or not; its question changed, is unknown here, or
 *  can only be judged by running code. */
export type State = "holds" | "wrong" | "changed" | "unknown" | "unjudged";

export interface Judgment {
  id: string;
  /** What the question is about, or its id where it is unknown. */
  what: string;
  state: State;
  /** A sentence where it is not as the file says. */
  reason: string;
}

export interface Report {
  name: string;
  completed: Date | null;
  version: string;
  sameVersion: boolean;
  mark: string;
  judgments: Judgment[];
  /** Why the evidence does not hold: a sentence each; none when it does. */
  refusals: string[];
  scores: Score[];
}

const UNJUDGED = "the code was checked in the reader’s own browser, and this page runs no code.";
const DAMAGED = "This evidence is damaged: its parts, answers or scores are missing.";
/** No answer is longer, as JSON; a number of a million digits would take long to compare. */
const LONGEST_ANSWER = 20_000;

/** Check the text of a file. */
export function verify(text: string, key: Key, course: string): Report | Problem {
  try {
    return checked(text, key, course);
  } catch {
    // Such as one that is nested too deep to be read.
    return { problem: DAMAGED };
  }
}

function checked(text: string, key: Key, course: string): Report | Problem {
  const file = jsonObject(text);
  if ("problem" in file) return file;
  const { mark: said, ...rest } = file.found;
  if (rest.format !== FORMAT) {
    const hint = rest.format === RECORDS ? " It is a copy of your records: take it in under Your data." : "";
    return { problem: `This file is no evidence of a certificate.${hint}` };
  }
  if (rest.course !== course) return { problem: "This evidence belongs to another course." };
  if (rest.form !== FORM) {
    return { problem: "This evidence has a form that this copy of the course does not know." };
  }
  if (!Array.isArray(rest.answers) || !Array.isArray(rest.parts) || !Array.isArray(rest.scores)) {
    return { problem: DAMAGED };
  }
  const refusals: string[] = [];
  const real = mark(rest);
  if (said !== real) refusals.push("The file was changed after the course made it: its mark does not fit.");
  const version = typeof rest.version === "string" ? rest.version : "";
  const sameVersion = version === key.version;

  const answers = new Map<string, Answer>();
  const judgments: Judgment[] = [];
  for (const one of rest.answers) {
    const answer = read(one);
    if (answer === null) refusals.push("One of its answers is damaged.");
    else if (answers.has(answer.id)) refusals.push(`It answers one question twice: ${answer.id}.`);
    else {
      answers.set(answer.id, answer);
      judgments.push(judged(answer, key, sameVersion));
    }
  }
  for (const { what, reason, state } of judgments) if (state === "wrong") refusals.push(`${what}: ${reason}`);

  const parts = new Map<string, number>();
  for (const one of rest.parts) {
    const [id, at] = [field(one, "id"), field(one, "at")];
    if (typeof id === "string") parts.set(id, typeof at === "string" ? Date.parse(at) : Number.NaN);
  }
  // A part or question that came or changed since cannot be missing in a file of another version.
  const left = open({ ...key, parts: key.parts.map((part) => part.id) }, { parts, answers });
  const titles = new Map(key.parts.map((part) => [part.id, part.title]));
  const concepts = new Map(key.questions.map((one) => [one.id, one.concept]));
  for (const id of left.parts) {
    if (sameVersion) refusals.push(`The part “${titles.get(id) ?? id}” is not complete.`);
  }
  for (const id of left.questions) {
    const state = judgments.find((one) => one.id === id)?.state;
    if (state === "wrong" || state === "changed" || (state === undefined && !sameVersion)) continue;
    refusals.push(`The question on “${concepts.get(id) ?? id}” is not answered right.`);
  }

  const counted = scores(key.questions, answers);
  // Where all questions are those of the file, their sums are known too.
  const whole = judgments.every(({ state }) => state !== "changed" && state !== "unknown");
  if (whole && JSON.stringify(counted) !== JSON.stringify(plain(rest.scores))) {
    refusals.push("Its scores are not the sums of its answers.");
  }
  const completed = typeof rest.completed === "string" ? new Date(rest.completed) : null;
  return {
    name: typeof rest.name === "string" ? rest.name.slice(0, 200) : "",
    completed: completed !== null && Number.isFinite(completed.getTime()) ? completed : null,
    version,
    sameVersion,
    mark: real,
    judgments,
    refusals,
    scores: counted,
  };
}

/** An answer of the file, or null when it is none. */
function read(one: Json): Answer | null {
  const id = field(one, "id");
  const record = isObject(one) ? answered({ ...one, seed: 0 }) : null;
  if (record === null || typeof id !== "string" || id === "" || id.length > 200) return null;
  const { content, answer, right, score, tries, at } = record;
  return { id, content, answer, right, score, tries, at };
}

/** Judge an answer again; in the same version, every question has to be the same too. */
function judged(given: Answer, key: Key, sameVersion: boolean): Judgment {
  const question = key.questions.find((one) => one.id === given.id);
  const one = { id: given.id, what: question?.concept ?? given.id };
  const wrong = (reason: string): Judgment => ({ ...one, state: "wrong", reason });
  if (question === undefined) {
    return sameVersion
      ? wrong("this version of the course has no such question.")
      : {
          ...one,
          state: "unknown",
          reason: "this copy has no such question, so the answer cannot be judged.",
        };
  }
  if (question.content !== given.content) {
    return sameVersion
      ? wrong("the question is another one in this version of the course.")
      : { ...one, state: "changed", reason: "the question has changed, so the answer cannot be judged." };
  }
  const grade = GRADES[question.type];
  if (grade === undefined) {
    return { ...one, state: "unjudged", reason: UNJUDGED };
  }
  const short = JSON.stringify(given.answer).length <= LONGEST_ANSWER;
  const verdict = short ? grade(JSON.parse(atob(question.solution)) as Json, given.answer) : null;
  if (verdict === null || isUnreadable(verdict))
    return wrong("what the file holds is no answer to this question.");
  if (verdict.right !== given.right) {
    const [real, said] = verdict.right ? ["right", "not right"] : ["not right", "right"];
    return wrong(`the answer is ${real}, and the file says ${said}.`);
  }
  if (Math.abs(verdict.score - given.score) > 1e-9) {
    return wrong("the answer has another score than the file says.");
  }
  return { ...one, state: "holds", reason: "" };
}

/** The scores of a file, with the names of each in our order. */
function plain(found: Json[]): Json[] {
  const names = ["concept", "asked", "right", "first"];
  return found.map((one) => Object.fromEntries(names.map((name) => [name, field(one, name) ?? null])));
}
