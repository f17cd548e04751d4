// A copy of all records as a file, and what is taken in from one. The file is made and read on the reader's computer.

import { FORMAT as EVIDENCE } from "../certificate/evidence";
import { KIND as ANSWER, answered } from "../quiz/record";
import { KIND as REVIEW, reviewed } from "../review/record";
import { type Filed, field, isObject, type Json, type Store } from "../store";
import { jsonObject, type Problem } from "./file";

export const FORMAT = "course-records";

/** More than any one record of ours. */
const MOST_LETTERS = 1_000_000;

/** The file's text; records by kind and id, for people to read too. */
export function copied(store: Store, now: Date): string {
  const records: Record<string, Record<string, Json>> = {};
  for (const { kind, id, value } of store.everything()) {
    const ofKind = Object.hasOwn(records, kind) ? records[kind] : undefined;
    define(records, kind, define(ofKind ?? {}, id, value));
  }
  const copy = {
    format: FORMAT,
    course: store.course,
    version: store.version,
    saved: now.toISOString(),
    records,
  };
  return `${JSON.stringify(copy, null, 1)}\n`;
}

/** What came of taking in a file. */
export interface Taken {
  /** Records that are new here, or better than what was. */
  taken: Filed[];
  /** How many were here already, just as good or better. */
  kept: number;
  /** How many are no records. */
  unusable: number;
}

/** Take in the text of a file: nothing is lost by it, see merge.ts in ../store. */
export function takeIn(store: Store, text: string): Taken | Problem {
  const file = jsonObject(text);
  if ("problem" in file) return file;
  const { format, course, version, records } = file.found;
  if (format !== FORMAT) {
    const hint = format === EVIDENCE ? " It belongs to a certificate, and can be checked on that page." : "";
    return { problem: `This file is no copy of records.${hint}` };
  }
  if (course !== store.course) return { problem: "This file holds records of another course." };
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1 || !isObject(records)) {
    return { problem: "This copy is damaged: its records cannot be found in it." };
  }
  if (version > store.version) {
    return { problem: "This copy was made by a newer version of the course. Take it in there." };
  }
  const result: Taken = { taken: [], kept: 0, unusable: 0 };
  for (const [kind, ofKind] of Object.entries(records)) {
    for (const [id, value] of Object.entries(isObject(ofKind) ? ofKind : {})) {
      const record = usable(store, { kind, id, value }, version);
      if (record === null) result.unusable++;
      else if (store.add(record)) result.taken.push(record);
      else result.kept++;
    }
  }
  return result;
}

/** A record in today's form, or null when it is none. */
function usable(store: Store, filed: Filed, version: number): Filed | null {
  if (!/^[a-z][a-z-]{0,40}$/.test(filed.kind) || filed.id === "" || filed.id.length > 200) return null;
  try {
    const record = store.upgraded(filed, version);
    const { kind, value } = record;
    if (kind === ANSWER && answered(value) === null) return null;
    if (kind === REVIEW && reviewed(value) === null) return null;
    if (kind === "page" && field(value, "done") !== true) return null;
    if (kind === "place" && typeof field(value, "page") !== "string") return null;
    // What is nested too deep to be written cannot be kept either.
    return value === null || JSON.stringify(value).length > MOST_LETTERS ? null : record;
  } catch {
    // A step of the form's history met what was never written by this course.
    return null;
  }
}

/** Set a property of its own, whatever its name: an id may be `__proto__`. */
function define<T extends object>(target: T, name: string, value: unknown): T {
  return Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
