// Where outcomes come from: so far, the states that the build computed.

import { type Outcome, scaledAndShifted, type Targets, type Values } from "./outcome";
import { type Control, defaults, number, type State, text } from "./state";

/** Why there is no outcome. */
export interface Refusal {
  /** The controls whose values the source cannot answer. */
  needs: string[];
}

export type Result = Outcome | Refusal;

export interface Source {
  /** The controls that it answers. */
  readonly answers: ReadonlySet<string>;
  compute(state: State): Promise<Result>;
}

/** As course_build/markdown/playground.py writes it. */
export interface Data {
  answered: string[];
  controls: Control[];
  techniques: Record<string, { name: string; glyph: string; parameters: string[]; modes: string[] }>;
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

  async compute(state: State): Promise<Result> {
    const needs = [...state].filter(
      ([name, value]) => !this.answers.has(name) && this.standard.get(name) !== value,
    );
    if (needs.length > 0) return { needs: needs.map(([name]) => name) };
    const [technique, distribution] = [text(state, "technique"), text(state, "distribution")];
    const looks = this.data.techniques[technique];
    const mode = looks?.modes.includes(text(state, "mode")) ? text(state, "mode") : "train";
    const values = this.data.before[distribution];
    const found = this.data.outcomes[`${technique}/${distribution}/${mode}`];
    if (looks === undefined || values === undefined || found === undefined) {
      throw new Error(`the build has no ${technique} on ${distribution} in ${mode}`);
    }
    const { targets_before: targets, ...rest } = found;
    const beta = looks.parameters.includes("beta") ? number(state, "beta") : 0;
    return scaledAndShifted({ ...rest, before: { ...values, targets } }, number(state, "gamma"), beta);
  }
}
