// The playground on the page: controls and address give a state, a source gives its outcome, and the page shows it.

import { bars } from "../charts/bars";
import { Chart } from "../charts/chart";
import { histograms } from "../charts/histograms";
import { plain } from "../charts/numbers";
import { all, one } from "../dom";
import { type View, view } from "./picture";
import type { Data, Result, Source } from "./source";
import {
  type Control,
  defaults,
  parse,
  type State,
  type Steps,
  same,
  settled,
  text,
  type Value,
  write,
} from "./state";

/** The address follows once the reader has stopped for so long, in ms: browsers refuse to change it often. */
const PAUSE = 300;

export class Page {
  private state: State;
  private readonly standard: State;
  private readonly controls: readonly Control[];
  private readonly picture: Chart;
  private readonly bars: Chart;
  /** Counts the states, so that an answer that comes late is not shown. */
  private asked = 0;
  private waiting = 0;
  /** The address that the page wrote, until the browser tells of it. */
  private written: string | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
    private readonly source: Source,
  ) {
    this.controls = data.controls;
    this.standard = defaults(data.controls);
    this.state = parse(location.hash, this.controls) ?? this.standard;
    this.picture = new Chart(one(root, '[data-chart="playground"]'));
    this.bars = new Chart(one(root, '[data-chart="playground-target"]'), "");
    for (const control of this.controls) this.listen(control);
    one(root, '[data-reset="all"]').addEventListener("click", () => this.go(this.standard));
    window.addEventListener("hashchange", () => this.follow());
    void this.show();
  }

  private listen(control: Control): void {
    const input = this.input(control);
    const changed = (): void =>
      this.go(settled(new Map(this.state).set(control.name, chosenValue(control, input)), this.controls));
    input.addEventListener(control.kind === "choice" ? "change" : "input", changed);
    one(this.root, `[data-reset="${control.name}"]`).addEventListener("click", () => {
      this.go(settled(new Map(this.state).set(control.name, control.default), this.controls));
      // The button is gone now.
      input.focus();
    });
  }

  /** Take over a state that the reader set. */
  private go(state: State): void {
    this.state = state;
    void this.show();
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      const address = write(this.state, this.controls);
      if (address === location.hash) return;
      this.written = address;
      // Not by the history, which refuses where a page was opened from a file.
      location.hash = address;
    }, PAUSE);
  }

  /** Take over the state of the address, after back, forward or a link. */
  private follow(): void {
    // The event comes late: the reader may be further on than what the page itself wrote.
    const own = location.hash === this.written;
    this.written = null;
    if (own) return;
    const state = location.hash === "" ? this.standard : parse(location.hash, this.controls);
    // An address of another kind leads elsewhere on the page.
    if (state === null || same(state, this.state)) return;
    this.state = state;
    void this.show();
  }

  private async show(): Promise<void> {
    this.asked += 1;
    const asked = this.asked;
    const state = this.state;
    this.showControls(state);
    const result = await this.source.compute(state);
    if (asked === this.asked) await this.showResult(state, result);
  }

  private async showResult(state: State, result: Result): Promise<void> {
    const looks = this.data.techniques[text(state, "technique")];
    if (looks === undefined) return;
    if (!("needs" in result)) {
      const shown = view(state, result, looks);
      this.draw(state, shown, result.code, shown.title);
      return;
    }
    const answered = new Map([...state].map(([name, value]) => [name, this.answer(name, value)]));
    const instead = await this.source.compute(answered);
    if ("needs" in instead || !same(state, this.state)) return;
    this.draw(answered, view(answered, instead, looks), instead.code, this.refusal(state, result.needs));
  }

  /** The value of a control that the source can answer. */
  private answer(name: string, value: Value): Value {
    return this.source.answers.has(name) ? value : (this.standard.get(name) ?? value);
  }

  /** Why the picture shows another state than the address names, and which. */
  private refusal(state: State, needs: readonly string[]): string {
    const said = this.controls
      .filter((control) => needs.includes(control.name))
      .map(
        (control) =>
          `${control.label}: ${shownValue(control, state.get(control.name))}, ` +
          `shown with ${shownValue(control, control.default)}`,
      );
    return `This state needs live Python, which this copy of the course does not have yet (${said.join("; ")})`;
  }

  private draw(state: State, shown: View, code: string, title: string): void {
    this.picture.show(histograms(shown.histograms), shown.title);
    this.bars.show(bars(shown.bars), shown.goal);
    this.say(".course-playground__title", title);
    this.say(".course-playground__sharing", shown.sharing);
    this.say(".course-playground__goal", shown.goal);
    this.say(".course-playground__mates", shown.mates);
    this.say(".course-playground__code code", code);
    for (const side of ["before", "after"] as const) {
      for (const [index, cell] of all(this.root, `[data-side="${side}"] td`).entries()) {
        cell.textContent = shown.statistics[side][index] ?? "";
      }
    }
    for (const section of all(this.root, "section[data-technique]")) {
      section.hidden = section.dataset.technique !== text(state, "technique");
    }
  }

  private say(selector: string, words: string): void {
    const element = one(this.root, selector);
    if (element.textContent !== words) element.textContent = words;
  }

  private showControls(state: State): void {
    for (const control of this.controls) {
      const input = this.input(control);
      const value = state.get(control.name) ?? control.default;
      input.disabled = !this.source.answers.has(control.name) || !this.applies(control.name, state);
      if (control.kind === "steps") {
        input.value = String(control.values.indexOf(Number(value)));
        input.setAttribute("aria-valuetext", shownValue(control, value));
        one(this.root, `[data-control="${control.name}"] output`).textContent = shownValue(control, value);
      } else {
        input.value = String(value);
      }
      this.button(control.name).disabled =
        value === control.default || !this.source.answers.has(control.name);
    }
    this.button("all").disabled = same(state, this.standard);
  }

  /** Whether the technique has what a control sets. */
  private applies(name: string, state: State): boolean {
    const looks = this.data.techniques[text(state, "technique")];
    if (name === "mode") return (looks?.modes.length ?? 0) > 1;
    if (name === "groups") return text(state, "technique") === "group";
    return name !== "beta" || (looks?.parameters.includes("beta") ?? false);
  }

  private input(control: Control): HTMLInputElement | HTMLSelectElement {
    return one<HTMLInputElement | HTMLSelectElement>(this.root, `#playground-${control.name}`);
  }

  private button(name: string): HTMLButtonElement {
    return one<HTMLButtonElement>(this.root, `[data-reset="${name}"]`);
  }
}

function chosenValue(control: Control, input: HTMLInputElement | HTMLSelectElement): Value {
  return control.kind === "choice" ? input.value : (control.values[Number(input.value)] ?? control.default);
}

function shownValue(control: Control, value: Value | undefined): string {
  if (control.kind === "choice") return control.options[String(value)] ?? "";
  return withUnit(control, Number(value));
}

function withUnit(control: Steps, value: number): string {
  return `${plain(value)} ${control.unit}`.trim();
}
