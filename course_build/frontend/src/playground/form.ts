// The controls of the playground: what the reader sets in them, and what they show of a state.

import { plain } from "../charts/numbers";
import { one } from "../dom";
import type { Data } from "./source";
import { type Control, defaults, type State, same, settled, text, type Value } from "./state";

export class Form {
  private readonly controls: readonly Control[];
  private readonly standard: State;
  private state: State;

  /**
   * @param answers are the controls that can be set.
   * @param changed hears each state that the reader sets.
   */
  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
    private readonly answers: ReadonlySet<string>,
    private readonly changed: (state: State) => void,
  ) {
    this.controls = data.controls;
    this.standard = defaults(data.controls);
    this.state = this.standard;
    for (const control of this.controls) this.listen(control);
    this.button("all").addEventListener("click", () => changed(this.standard));
  }

  show(state: State): void {
    this.state = state;
    for (const control of this.controls) {
      const input = this.input(control);
      const value = state.get(control.name) ?? control.default;
      const canBeSet = this.answers.has(control.name);
      input.disabled = !canBeSet || !this.applies(control.name);
      if (control.kind === "steps") {
        input.value = String(control.values.indexOf(Number(value)));
        input.setAttribute("aria-valuetext", shownValue(control, value));
        one(this.root, `[data-control="${control.name}"] output`).textContent = shownValue(control, value);
      } else {
        input.value = String(value);
      }
      this.button(control.name).disabled = value === control.default || !canBeSet;
    }
    this.button("all").disabled = same(state, this.standard);
  }

  private listen(control: Control): void {
    const input = this.input(control);
    const set = (value: Value): void =>
      this.changed(settled(new Map(this.state).set(control.name, value), this.controls));
    input.addEventListener(control.kind === "choice" ? "change" : "input", () =>
      set(chosenValue(control, input)),
    );
    this.button(control.name).addEventListener("click", () => {
      set(control.default);
      // The button is gone now.
      input.focus();
    });
  }

  /** Whether the technique has what a control sets. */
  private applies(name: string): boolean {
    const technique = text(this.state, "technique");
    const looks = this.data.techniques[technique];
    if (name === "mode") return (looks?.modes.length ?? 0) > 1;
    if (name === "groups") return technique === "group";
    return name !== "beta" || (looks?.parameters.includes("beta") ?? false);
  }

  private input(control: Control): HTMLInputElement | HTMLSelectElement {
    return one<HTMLInputElement | HTMLSelectElement>(this.root, `#playground-${control.name}`);
  }

  private button(name: string): HTMLButtonElement {
    return one<HTMLButtonElement>(this.root, `[data-reset="${name}"]`);
  }
}

/** A value as the page shows it. */
export function shownValue(control: Control, value: Value | undefined): string {
  if (control.kind === "choice") return control.options[String(value)] ?? "";
  return `${plain(Number(value))} ${control.unit}`.trim();
}

function chosenValue(control: Control, input: HTMLInputElement | HTMLSelectElement): Value {
  return control.kind === "choice" ? input.value : (control.values[Number(input.value)] ?? control.default);
}
