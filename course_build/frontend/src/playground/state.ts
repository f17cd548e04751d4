// The state of the playground, and its address `#p=1&tech=layer&…`: values of the controls alone, held to their ranges.

/** One of several. */
export interface Choice {
  kind: "choice";
  name: string;
  /** In the address. */
  key: string;
  label: string;
  /** What is shown for each value. */
  options: Record<string, string>;
  default: string;
}

/** A number, one of many in order. */
interface Steps {
  kind: "steps";
  name: string;
  key: string;
  label: string;
  values: number[];
  default: number;
  unit: string;
}

export type Control = Choice | Steps;

export type Value = string | number;

/** The value of each control by name. */
export type State = ReadonlyMap<string, Value>;

/** Names this way of writing the state: a later one gets a number of its own. */
const VERSION = ["p", "1"] as const;

export function defaults(controls: readonly Control[]): State {
  return new Map(controls.map((one) => [one.name, one.default]));
}

/** The state that an address names, each value the nearest that its control has; null for an address of another kind. */
export function parse(hash: string, controls: readonly Control[]): State | null {
  const read = new URLSearchParams(hash.replace(/^#/, ""));
  if (read.get(VERSION[0]) !== VERSION[1]) return null;
  return settled(new Map(controls.map((one) => [one.name, clamp(one, read.get(one.key))])), controls);
}

/** The address of a state. */
export function write(state: State, controls: readonly Control[]): string {
  const written = controls.map((one): [string, string] => [one.key, String(state.get(one.name))]);
  // Commas need no escape, and an address is easier to read without.
  return `#${new URLSearchParams([[...VERSION], ...written]).toString().replaceAll("%2C", ",")}`;
}

/** A state in which the groups divide the features, however either was set: both are powers of two. */
export function settled(state: State, controls: readonly Control[]): State {
  const groups = controls.find((one) => one.name === "groups");
  const features = number(state, "features");
  if (groups === undefined || number(state, "groups") <= features) return state;
  return new Map(state).set("groups", clamp(groups, String(features)));
}

export function same(one: State, other: State): boolean {
  return [...one].every(([name, value]) => other.get(name) === value);
}

export function text(state: State, name: string): string {
  return String(state.get(name));
}

export function number(state: State, name: string): number {
  return Number(state.get(name));
}

/** The value of a control that is nearest to a text, its default for a text that is no value. */
function clamp(control: Control, said: string | null): Value {
  if (control.kind === "choice") {
    return said !== null && Object.hasOwn(control.options, said) ? said : control.default;
  }
  const wanted = said === null || said.trim() === "" ? Number.NaN : Number(said);
  if (Number.isNaN(wanted)) return control.default;
  // Infinity is equally far from all.
  if (!Number.isFinite(wanted)) return control.values.at(wanted < 0 ? 0 : -1) ?? control.default;
  return control.values.reduce((best, one) =>
    Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best,
  );
}
