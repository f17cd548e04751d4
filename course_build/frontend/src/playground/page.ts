// The playground on the page: controls and address give a state, a source gives its outcome, and the page shows it.

import type { Cell } from "../cell/cell";
import { bars } from "../charts/bars";
import { Chart } from "../charts/chart";
import { histograms } from "../charts/histograms";
import { all, one, say } from "../dom";
import { Address } from "./address";
import { Form, shownValue } from "./form";
import type { Outcome } from "./outcome";
import { type View, view } from "./picture";
import type { Data, Result, Source } from "./source";
import { defaults, type State, same, text } from "./state";

/** For so long, in ms, a picture may show another state than the controls without saying so. */
const QUIET = 250;
const BEHIND = "course-playground--behind";
const STAYS = "Picture and numbers show the state before.";

export class Page {
  private state: State;
  private readonly standard: State;
  private readonly form: Form;
  private readonly address: Address;
  private readonly picture: Chart;
  private readonly bars: Chart;
  /** Counts the states that were asked for. */
  private asked = 0;
  /** Which of them is shown: what comes late is not. */
  private shown = 0;
  private late = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly data: Data,
    private readonly source: Source,
    /** The code that ran, for the reader to change. */
    private readonly code: Cell,
  ) {
    this.standard = defaults(data.controls);
    this.picture = new Chart(one(root, '[data-chart="playground"]'));
    this.bars = new Chart(one(root, '[data-chart="playground-target"]'), "");
    this.form = new Form(root, data, source.answers, (state) => {
      this.address.write(state);
      this.show(state);
    });
    this.address = new Address(data.controls, (state) => {
      const next = state ?? this.standard;
      if (!same(next, this.state)) this.show(next);
    });
    this.state = this.address.read() ?? this.standard;
    this.show(this.state);
  }

  /** Ask for the present state again. */
  again(): void {
    this.show(this.state);
  }

  private show(state: State): void {
    this.state = state;
    this.asked += 1;
    this.form.show(state);
    window.clearTimeout(this.late);
    const known = this.source.known(state);
    if (known !== undefined) this.showResult(this.asked, state, { kind: "outcome", outcome: known });
    else void this.wait(this.asked, state);
  }

  private async wait(asked: number, state: State): Promise<void> {
    this.late = window.setTimeout(() => this.root.classList.add(BEHIND), QUIET);
    const result = await this.source.compute(state);
    // While the reader moves on, what was found on the way is shown too: the picture follows.
    if (result !== null && asked > this.shown) this.showResult(asked, state, result);
  }

  private showResult(asked: number, state: State, result: Result): void {
    this.shown = asked;
    if (asked === this.asked) {
      window.clearTimeout(this.late);
      this.root.classList.toggle(BEHIND, result.kind === "refused" || result.kind === "prevented");
    }
    switch (result.kind) {
      case "outcome":
        this.draw(state, result.outcome);
        break;
      case "needs":
        this.showNearest(state, result.controls);
        break;
      case "refused":
        this.say(".course-playground__title", `${result.short} ${STAYS}`);
        this.say(".course-playground__sharing", result.why);
        break;
      case "prevented":
        this.say(
          ".course-playground__title",
          `This state was not computed. ${result.why} ${STAYS}`.replace("  ", " "),
        );
    }
  }

  /** Without Python: show the state that differs only in what the build did not compute, and say so. */
  private showNearest(state: State, needs: readonly string[]): void {
    const said = this.data.controls
      .filter((control) => needs.includes(control.name))
      .map(
        (control) =>
          `${control.label}: ${shownValue(control, state.get(control.name))}, ` +
          `shown with ${shownValue(control, control.default)}`,
      );
    const nearest = new Map(
      [...state].map(([name, value]) => [
        name,
        needs.includes(name) ? (this.standard.get(name) ?? value) : value,
      ]),
    );
    const outcome = this.source.known(nearest);
    if (outcome !== undefined) this.draw(nearest, outcome);
    this.say(
      ".course-playground__title",
      `This state needs live Python, which is not part of this copy of the course (${said.join("; ")})`,
    );
  }

  private draw(state: State, outcome: Outcome): void {
    const technique = text(state, "technique");
    const looks = this.data.techniques[technique];
    if (looks === undefined) return;
    const shown = view(state, outcome, looks);
    this.picture.show(histograms(shown.histograms), shown.title);
    this.bars.show(bars(shown.bars), shown.goal);
    this.say(".course-playground__title", shown.title);
    this.say(".course-playground__sharing", shown.sharing);
    this.say(".course-playground__goal", shown.goal);
    this.say(".course-playground__mates", shown.mates);
    this.code.follow(outcome.code, outcome.printed);
    this.showStatistics(shown);
    for (const section of all(this.root, "section[data-technique]")) {
      section.hidden = section.dataset.technique !== technique;
    }
  }

  private showStatistics(shown: View): void {
    for (const side of ["before", "after"] as const) {
      for (const [index, cell] of all(this.root, `[data-side="${side}"] td`).entries()) {
        cell.textContent = shown.statistics[side][index] ?? "";
      }
    }
  }

  private say(selector: string, words: string): void {
    say(one(this.root, selector), words);
  }
}
