// One visit, as a learning platform hears of it.

import { type Done, open, type Required } from "../certificate/evidence";
import type { Json } from "../store";
import type { Api } from "./api";
import { type Described, interaction } from "./interaction";

const FINISHED = ["completed", "passed"];

export class Session {
  private readonly began = Date.now();
  private ended = false;

  private constructor(private readonly api: Api) {}

  /** Begin; null when the platform refuses. */
  static begin(api: Api): Session | null {
    return api.LMSInitialize("") === "true" ? new Session(api) : null;
  }

  /** Who visits, as the platform names them. */
  get learner(): string {
    return this.api.LMSGetValue("cmi.core.student_id");
  }

  /** What an earlier visit left. */
  get left(): string {
    return this.api.LMSGetValue("cmi.suspend_data");
  }

  /** The page of an earlier visit; empty on the first. */
  get place(): string {
    return this.api.LMSGetValue("cmi.core.lesson_location");
  }

  /** Tell what is done: the status and, from 0 to 100, the share of the core path's questions that are right. */
  done(required: Required, reader: Done): void {
    const missing = open(required, reader);
    const core = required.questions.filter((one) => one.core).length;
    const status = this.api.LMSGetValue("cmi.core.lesson_status");
    const complete = missing.parts.length === 0 && missing.questions.length === 0;
    // What was complete once stays so.
    if (!FINISHED.includes(status)) {
      this.api.LMSSetValue("cmi.core.lesson_status", complete ? "completed" : "incomplete");
    }
    this.api.LMSSetValue("cmi.core.score.min", "0");
    this.api.LMSSetValue("cmi.core.score.max", "100");
    const share = core === 0 ? 0 : (core - missing.questions.length) / core;
    this.api.LMSSetValue("cmi.core.score.raw", String(Math.round(100 * share)));
  }

  /** Tell one answer. */
  answered(question: Described, answer: Json, right: boolean, at: number): void {
    const entry = `cmi.interactions.${this.api.LMSGetValue("cmi.interactions._count") || "0"}`;
    const { type, response } = interaction(question, answer);
    const graded = question.type !== "predict";
    this.api.LMSSetValue(`${entry}.id`, question.id);
    this.api.LMSSetValue(`${entry}.type`, type);
    this.api.LMSSetValue(`${entry}.time`, clock(new Date(at)));
    this.api.LMSSetValue(`${entry}.student_response`, response);
    this.api.LMSSetValue(`${entry}.result`, graded ? (right ? "correct" : "wrong") : "neutral");
  }

  /** Tell what the next visit begins with. */
  leave(records: string, place: string): void {
    this.api.LMSSetValue("cmi.suspend_data", records);
    this.api.LMSSetValue("cmi.core.lesson_location", place);
  }

  save(): void {
    if (!this.ended) this.api.LMSCommit("");
  }

  end(): void {
    if (this.ended) return;
    this.api.LMSSetValue("cmi.core.session_time", duration(Date.now() - this.began));
    this.api.LMSSetValue("cmi.core.exit", "suspend");
    this.api.LMSCommit("");
    this.api.LMSFinish("");
    this.ended = true;
  }
}

function clock(when: Date): string {
  return [when.getHours(), when.getMinutes(), when.getSeconds()].map(two).join(":");
}

/** A duration in milliseconds, in hours, minutes and seconds. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(":");
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}
