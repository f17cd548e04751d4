// The line that says what Python does for one part of a page, with a button that stops it and one that tries again.
//
// The root stands on the page from the start, empty, with the class course-status: its line is reserved.

import { announce, prepareToAnnounce } from "../announce";
import { button, element, say } from "../dom";
import type { CallOutcome, Outcome, PythonRuntime, State } from "./runtime";
import { stateInWords, stopInWords, WITHOUT } from "./words";

/** Milliseconds for which a run is not worth a word: most end before, and a line that flashes says nothing. */
const QUIET = 250;
const SECOND = 1000;

export class Status {
  private readonly text = element("span", { class: "course-status__text" });
  private readonly progress = element("progress", { "aria-label": "Loading Python", hidden: "" });
  private readonly stop = hiddenButton("Stop", "Escape");
  private readonly retry = hiddenButton("Try again");
  /** How many runs are being followed; while there is none, the line is left as the last one ended. */
  /** What was said of Python before anybody used it. */
  private offer = "";
  private followed = 0;
  /** What was last said to a screen reader of the run that is followed. */
  private readonly said = new Set<string>();
  private since = 0;
  private limit = 0;
  private clock = 0;

  /**
   * @param root is the element that the line fills.
   * @param runtime is the Python of the page, or undefined where this copy has none.
   * @param again is called by the button that stands beside a failure.
   * @param lost says what goes with a run that is stopped.
   */
  constructor(
    private readonly root: HTMLElement,
    private readonly runtime: PythonRuntime | undefined,
    again: () => void = () => {},
    private readonly lost = "",
  ) {
    root.classList.add("course-status");
    root.replaceChildren(this.progress, this.text, this.stop, this.retry);
    if (!runtime) {
      this.say(WITHOUT);
      return;
    }
    prepareToAnnounce();
    stopByEscape(runtime);
    this.stop.addEventListener("click", () => runtime.stop());
    this.retry.addEventListener("click", () => {
      this.show(this.retry, false);
      again();
    });
    runtime.subscribe((state) => this.hear(state));
    if (runtime.state.kind !== "unloaded") return;
    this.offer = stateInWords(runtime.state);
    this.say(this.offer);
  }

  /** Tell how a run goes until it ends, and then how it ended; pass on its outcome. */
  async follow<Ending extends Outcome | CallOutcome>(run: Promise<Ending>): Promise<Ending> {
    this.followed += 1;
    this.said.clear();
    this.show(this.retry, false);
    if (this.runtime) this.hear(this.runtime.state);
    try {
      const outcome = await run;
      if (this.followed === 1) this.end(outcome);
      return outcome;
    } finally {
      this.followed -= 1;
    }
  }

  /** Say something of your own on the line, until the next run. */
  say(text: string): void {
    say(this.text, text);
  }

  private hear(state: State): void {
    if (!this.followed) {
      // Once Python is here, its size is of no interest.
      if (state.kind !== "unloaded" && this.text.textContent === this.offer) this.say("");
      return;
    }
    this.progress.hidden = state.kind !== "loading";
    if (state.kind === "running") {
      this.run(state);
      return;
    }
    this.still();
    // Between two runs of one part there is nothing to tell.
    if (state.kind === "ready" || state.kind === "stopped") return;
    this.say(stateInWords(state));
    if (state.kind === "loading") {
      this.progress.max = state.total;
      this.progress.value = state.come;
      this.tell("loading", "Loading Python");
    }
  }

  private run(state: State & { kind: "running" }): void {
    this.limit = state.seconds;
    window.clearTimeout(this.clock);
    this.since = performance.now();
    const tick = () => {
      this.show(this.stop, true);
      this.say(stateInWords(state, (performance.now() - this.since) / SECOND));
      this.tell("running", "Running. Escape stops it.");
      this.clock = window.setTimeout(tick, SECOND);
    };
    // When what waited starts, Stop stays where it is: somebody may be about to press it.
    if (this.stop.hidden) this.clock = window.setTimeout(tick, QUIET);
    else tick();
  }

  /** No run is being timed any more. */
  private still(): void {
    window.clearTimeout(this.clock);
    this.show(this.stop, false);
  }

  private end(outcome: Outcome | CallOutcome): void {
    this.still();
    this.progress.hidden = true;
    const text = this.ended(outcome);
    this.say(text);
    this.show(this.retry, outcome.kind === "failed");
    if (text) announce(text);
  }

  private ended(outcome: Outcome | CallOutcome): string {
    if (outcome.kind === "failed") return stateInWords(outcome);
    if (outcome.kind === "stopped") return `${stopInWords(outcome.reason, this.limit)} ${this.lost}`.trim();
    return outcome.kind === "error" && outcome.memory ? `${stopInWords("memory")} ${this.lost}`.trim() : "";
  }

  /** Say something to a screen reader, once a run. */
  private tell(what: State["kind"], text: string): void {
    if (this.said.has(what)) return;
    this.said.add(what);
    announce(text);
  }

  private show(one: HTMLButtonElement, shown: boolean): void {
    if (one.hidden === !shown) return;
    // Who pressed it goes on from here.
    if (!shown && document.activeElement === one) {
      this.root.tabIndex = -1;
      this.root.focus({ preventScroll: true });
    }
    one.hidden = !shown;
  }
}

function hiddenButton(name: string, shortcut = ""): HTMLButtonElement {
  const made = button(name, () => {}, "course-status__button");
  made.hidden = true;
  if (shortcut) made.setAttribute("aria-keyshortcuts", shortcut);
  return made;
}

const stoppable = new WeakSet<PythonRuntime>();

/** Let Escape stop what runs, wherever the focus is; otherwise it means what it always does. */
function stopByEscape(runtime: PythonRuntime): void {
  if (stoppable.has(runtime)) return;
  stoppable.add(runtime);
  const stop = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || runtime.state.kind !== "running") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    runtime.stop();
  };
  // Before an editor hears it.
  window.addEventListener("keydown", stop, { capture: true });
}
