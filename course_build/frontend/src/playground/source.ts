// Where outcomes come from: the states that the build computed, without waiting, and live Python for all others.

import type { CallOutcome } from "../python";
import { Latest } from "./latest";
import { type Outcome, scaledAndShifted, type Targets, type Values } from "./outcome";
import { type Control, defaults, number, type State, text } from "./state";

export type Result =
  | { kind: "outcome"; outcome: Outcome }
  /** The technique cannot do it. */
  | { kind: "refused"; short: string; why: string }
  /** The controls whose values need Python, which this copy is without. */
  | { kind: "needs"; controls: string[] }
  /** Python was stopped, did not come, or failed; `why` is for what nobody else on the page says. */
  | { kind: "prevented"; why: string };

export interface Source {
  /** The controls that it answers. */
  readonly answers: ReadonlySet<string>;
  /** The outcome, where it is at hand; what waits to be computed is forgotten then. */
  known(state: State): Outcome | undefined;
  /** Find the outcome of a state that is not at hand; null when a newer state was asked for before that began. */
  compute(state: State): Promise<Result | null>;
}

/** As course_build/markdown/playground.py writes it. */
export interface Data {
  answered: string[];
  controls: Control[];
  techniques: Record<string, { name: string; parameters: string[]; modes: string[] }>;
  before: Record<string, Values>;
  outcomes: Record<
    string,
    Omit<Outcome, "before" | "after"> & { after: Outcome["after"]; targets_before: Targets }
  >;
}

/** The states that the build computed, with every gamma and beta. */
export class BuildSource implements Source {
  readonly answers: ReadonlySet<string>;
  private readonly standard: State;

  constructor(private readonly data: Data) {
    this.answers = new Set(data.answered);
    this.standard = defaults(data.controls);
  }

  known(state: State): Outcome | undefined {
    if (this.lacks(state).length > 0) return undefined;
    const [technique, distribution] = [text(state, "technique"), text(state, "distribution")];
    const looks = this.data.techniques[technique];
    const mode = looks?.modes.includes(text(state, "mode")) ? text(state, "mode") : "train";
    const values = this.data.before[distribution];
    const found = this.data.outcomes[`${technique}/${distribution}/${mode}`];
    if (looks === undefined || values === undefined || found === undefined) return undefined;
    const { targets_before: targets, ...rest } = found;
    const beta = looks.parameters.includes("beta") ? number(state, "beta") : 0;
    return scaledAndShifted({ ...rest, before: { ...values, targets } }, number(state, "gamma"), beta);
  }

  async compute(state: State): Promise<Result> {
    return { kind: "needs", controls: this.lacks(state) };
  }

  /** The controls whose values the build did not compute; those that the technique ignores may have any. */
  private lacks(state: State): string[] {
    return [...state]
      .filter(([name, value]) => !this.answers.has(name) && this.standard.get(name) !== value)
      .map(([name]) => name)
      .filter((name) => name !== "groups" || text(state, "technique") === "group");
  }
}

/** Every state: those of the build at once, others by Python, of which only the newest waits. */
export class LiveSource implements Source {
  readonly answers: ReadonlySet<string>;
  private readonly latest: Latest<State, Result>;

  /** `call` lets Python answer a state, as course_build.experiments.playground does. */
  constructor(
    data: Data,
    private readonly build: BuildSource,
    call: (controls: Record<string, unknown>) => Promise<CallOutcome>,
  ) {
    this.answers = new Set(data.controls.map((one) => one.name));
    this.latest = new Latest(async (state) => resultOf(await call(controlsOf(state))));
  }

  known(state: State): Outcome | undefined {
    const found = this.build.known(state);
    if (found !== undefined) this.latest.drop();
    return found;
  }

  compute(state: State): Promise<Result | null> {
    return this.latest.ask(state);
  }
}

/** A state as Python's Controls have it. */
export function controlsOf(state: State): Record<string, unknown> {
  const { mode, ...others } = Object.fromEntries(state);
  return { ...others, training: mode === "train" };
}

/** What `answer` in course_build/experiments/playground.py returns. */
type Answer = { outcome: Outcome } | { refusal: { short: string; why: string } };

function resultOf(end: CallOutcome): Result {
  if (end.kind === "value") {
    const answer = end.value as Answer;
    return "outcome" in answer
      ? { kind: "outcome", outcome: answer.outcome }
      : { kind: "refused", ...answer.refusal };
  }
  return {
    kind: "prevented",
    why: end.kind === "error" && !end.memory ? `${end.type}: ${end.message}.` : "",
  };
}
