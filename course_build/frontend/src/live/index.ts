// A figure that the reader runs: choices, the button, what the run says of itself, and the picture of what came out.

import { announce } from "../announce";
import { Chart, chartRoot } from "../charts/chart";
import { all, element, one } from "../dom";
import { python } from "../python";
import type { PythonRuntime } from "../python/runtime";
import { Status } from "../python/status";
import { warmWhenNear } from "../python/warm";
import { compare } from "./compare";
import { type Chosen, changed, type Live, type Run } from "./data";
import { VIEWS } from "./views";
import type { View } from "./views/view";
import { verdict } from "./words";

const TARGET = "figures_src._live:run";
/** Milliseconds after which a run shows how far it is: most end before. */
const QUIET = 250;

export function mount(root: HTMLElement): void {
  const runtime = python();
  const source = root.querySelector('script[type="application/json"]');
  // A copy without Python, or a figure that is still being computed.
  if (!runtime || source?.textContent == null) return;
  const live = JSON.parse(source.textContent) as Live;
  const view = VIEWS[live.id];
  if (view === undefined) throw new Error(`figure ${live.id} has no view`);
  new LiveFigure(root, live, view, runtime);
  warmWhenNear(root, runtime);
}

/** What figures_src/_live.py says on its way. */
interface Step {
  done: number;
  of: number;
}

class LiveFigure {
  private readonly button: HTMLButtonElement;
  private readonly progress: HTMLProgressElement;
  private readonly result: HTMLElement;
  private readonly status: Status;
  private readonly text = element("p", { class: "course-live__text" });
  private readonly verdict = element("p", { class: "course-live__verdict" });
  private readonly charts: { title: HTMLElement; chart: Chart; root: HTMLElement }[] = [];
  /** What ran last, and for which choices; none before the first run ended. */
  private last: { run: Run; chosen: Chosen } | null = null;
  /** The last run of each set of choices. */
  private readonly runs = new Map<string, Run>();
  private running = false;
  /** A choice was made while something ran: it comes next. */
  private stale = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly live: Live,
    private readonly view: View,
    private readonly runtime: PythonRuntime,
  ) {
    this.button = one(root, ".course-button");
    this.progress = one(root, ".course-live__progress");
    this.result = one(root, ".course-live__result");
    this.status = new Status(one(root, ".course-status"), runtime, () => void this.run());
    this.button.addEventListener("click", () => void this.run());
    root.addEventListener("change", () => this.changed());
    one<HTMLFieldSetElement>(root, "fieldset").disabled = false;
  }

  private get chosen(): Chosen {
    return Object.fromEntries(
      all<HTMLSelectElement>(this.root, "select").map((one) => [one.name, one.value]),
    );
  }

  /** What makes one run another than the next. */
  private key(chosen: Chosen): string {
    return JSON.stringify(this.live.controls.filter((one) => !one.showsOnly).map((one) => chosen[one.key]));
  }

  private changed(): void {
    if (this.last === null) return;
    const { chosen } = this;
    const known = this.key(chosen) === this.key(this.last.chosen) ? this.last.run : undefined;
    if (known) {
      this.last = { run: known, chosen };
      this.show(false);
      this.status.say("");
    } else if (this.running) {
      this.stale = this.live.atOnce;
    } else if (this.live.atOnce) {
      void this.run();
    } else {
      this.status.say(`Not run yet: press ${this.button.textContent ?? ""}.`);
    }
  }

  private async run(): Promise<void> {
    if (this.running) {
      this.stale = true;
      return;
    }
    this.running = true;
    this.button.setAttribute("aria-disabled", "true");
    try {
      do {
        this.stale = false;
        await this.runOnce(this.chosen);
      } while (this.stale);
    } finally {
      this.button.removeAttribute("aria-disabled");
      this.running = false;
    }
  }

  private async runOnce(chosen: Chosen): Promise<void> {
    let begun = performance.now();
    const call = this.runtime.call(
      TARGET,
      { figure: this.live.id, chosen },
      {
        seconds: this.live.seconds,
        progress: (value) => {
          const { done, of } = value as Step;
          // Python may have had to come first.
          if (done === 0) begun = performance.now();
          this.progress.max = of;
          this.progress.value = done;
          this.progress.classList.toggle("course-live__progress--shown", performance.now() - begun > QUIET);
        },
      },
    );
    const outcome = await this.status.follow(call);
    this.progress.classList.remove("course-live__progress--shown");
    if (outcome.kind === "error") this.status.say(`${outcome.type}: ${outcome.message}`);
    if (outcome.kind !== "value") {
      this.stale = false;
      return;
    }
    const run = outcome.value as Run;
    const key = this.key(chosen);
    // As the last one.
    this.runs.delete(key);
    this.runs.set(key, run);
    this.last = { run, chosen: { ...this.chosen, ...pick(chosen, this.live) } };
    this.show(true);
  }

  private show(isNew: boolean): void {
    if (this.last === null) return;
    const { run, chosen } = this.last;
    const isPublished = changed(this.live, chosen).length === 0;
    const shown = this.view({ live: this.live, chosen, run, runs: [...this.runs.values()], isPublished });
    const said = verdict(this.live, chosen, compare(this.live, run));
    this.verdict.dataset.kind = said.kind;
    this.verdict.textContent = said.text;
    this.text.textContent = shown.text;
    if (!this.text.isConnected) this.result.append(this.text, this.verdict);
    for (const [index, { title, picture }] of shown.charts.entries()) {
      const chart = this.charts[index] ?? this.addChart();
      chart.title.textContent = title;
      chart.chart.show(picture, title);
      chart.root.hidden = false;
    }
    for (const spare of this.charts.slice(shown.charts.length)) spare.root.hidden = true;
    if (isNew) announce(`${shown.text} ${said.text}`);
  }

  private addChart() {
    const title = element("p", { class: "course-live__title" });
    const name = `live-${this.live.id}-${this.charts.length + 1}`;
    const made = chartRoot(name, "The numbers of the picture");
    const root = element("div", { class: "course-live__chart" }, title, made);
    this.result.append(root);
    const added = { title, chart: new Chart(made), root };
    this.charts.push(added);
    return added;
  }
}

/** What was chosen of what makes a run another one. */
function pick(chosen: Chosen, live: Live): Chosen {
  return Object.fromEntries(
    live.controls.flatMap((one) => (one.showsOnly ? [] : [[one.key, chosen[one.key] ?? one.first]])),
  );
}
