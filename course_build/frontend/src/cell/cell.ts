// One cell on the page: its code, its buttons, its output, and how it runs.

import { announce } from "../announce";
import { one } from "../dom";
import type { Editor } from "../editor";
import { pageOf } from "../page";
import type { Outcome, PythonRuntime, RunOptions } from "../python/runtime";
import { Status } from "../python/status";
import { FORGOTTEN, MISSING } from "../python/words";
import type { Records } from "../store/store";
import { chart, takeOver } from "./chart";
import { loadEditor } from "./editor";
import { enter } from "./enter";
import { missing, type Runnable } from "./order";
import { add, output } from "./output";
import { save, saved } from "./saved";

const KEYS = "Ctrl+Enter runs it. Escape leaves the editor.";
const CHANGED = "Changed since it ran.";
const YOURS = "This is your version. Reset brings back the first one.";
/** Said where the author's code follows controls, and the reader's version does not. */
const MOVED = "The controls have moved on.";
const FOLLOWS = "It follows the controls again.";
const OUTDATED = "This is your version; the course’s own has changed since. Reset brings that.";
/** Characters of an output that a screen reader is told at once; all of it stands on the page. */
const SPOKEN = 300;

/** How a cell that is part of something else differs. */
export interface Part {
  /** Runs its code, in place of the page's namespace. */
  run(code: string, options: RunOptions): Promise<Outcome>;
  /** Hears that its code is another. */
  changed(): void;
}

export class Cell implements Runnable {
  readonly isolated: boolean;
  life: number | null = null;
  private readonly id: string;
  private readonly seconds: number;
  private readonly raises: string;
  private readonly lines: HTMLElement;
  private readonly box: HTMLElement;
  private readonly runs: HTMLButtonElement;
  private readonly edits: HTMLButtonElement;
  private readonly resets: HTMLButtonElement;
  readonly status: Status;
  /** The author's code and its output. */
  private source: string;
  private built: readonly Node[];
  /** As it stands now. */
  code: string;
  /** The author's code from which the reader's version was made. */
  private from: string;
  /** Whether the author's code is another by now. */
  private moved = false;
  private editor: Editor | undefined;
  private opening: Promise<Editor> | undefined;
  private running = false;
  /** How often the author's code took the place of what stood there: what still runs then is not of interest. */
  private replaced = 0;

  constructor(
    private readonly root: HTMLElement,
    /** All cells of the page, in reading order. */
    private readonly page: readonly Cell[],
    private readonly runtime: PythonRuntime | undefined,
    /** Keeps the reader's version; without it, a reload brings back the author's. */
    private readonly store: Records | undefined,
    private readonly part?: Part,
  ) {
    const { dataset } = root;
    this.id = dataset.cell ?? "";
    this.seconds = Number(dataset.seconds);
    this.raises = dataset.raises ?? "";
    this.isolated = "isolated" in dataset;
    this.lines = one(root, ".course-cell__lines");
    this.box = one(root, ".course-cell__output");
    this.source = (one(this.lines, "code").textContent ?? "").replace(/\n$/, "");
    this.built = [...this.box.childNodes];
    this.code = this.source;
    this.from = this.source;
    this.runs = this.button("run", () => void this.run());
    this.edits = this.button("edit", () => void this.edit());
    this.resets = this.button("reset", () => this.reset());
    this.status = new Status(
      one(root, ".course-status"),
      runtime,
      () => void this.run(),
      this.isolated ? "" : FORGOTTEN,
    );
    void takeOver(this.box).catch((error: unknown) => reportError(error));
    if (runtime) this.begin();
  }

  /** Let the reader run and change it. */
  private begin(): void {
    const version = this.store && saved(this.store, this.id, this.source);
    if (version) {
      this.code = version.code;
      this.write();
      this.resets.hidden = false;
      this.status.say(version.outdated ? OUTDATED : YOURS);
    }
    for (const each of [this.runs, this.edits, this.resets]) each.disabled = false;
    this.lines.addEventListener("click", (event) => {
      // Who marks a piece of it wants to copy, and a finger may want to scroll.
      const marks = !getSelection()?.isCollapsed;
      if (!this.editor && !marks && event.pointerType === "mouse" && event.target instanceof Element) {
        if (!event.target.closest("button")) void this.edit();
      }
    });
  }

  /**
   * Take another code of the author's, and what it gives. The reader's own version stays: then a button offers the new
   * one.
   */
  follow(source: string, printed: string): void {
    if (source === this.source) return;
    const isTheirs = this.code !== this.source;
    this.source = source;
    this.built = output({ kind: "result", text: "", shape: null, dtype: "", printed });
    if (!isTheirs) this.replace();
    this.setMoved(this.code !== source && this.from !== source);
    this.resets.disabled = this.code === source;
  }

  private setMoved(moved: boolean): void {
    if (this.moved === moved) return;
    this.moved = moved;
    this.resets.textContent = moved ? "Take the new code" : "Reset";
    if (moved) announce(MOVED);
    if (!this.running) this.status.say(moved ? MOVED : "");
  }

  /** Put the author's code and its output in the place of what stands there. */
  private replace(): void {
    this.code = this.source;
    this.from = this.source;
    this.life = null;
    this.replaced += 1;
    this.resets.disabled = true;
    this.box.replaceChildren(...this.built);
    this.write();
    if (!this.editor) return;
    this.lines.dataset.copy = this.code;
    this.editor.setText(this.code);
  }

  /** Write the code where it stands still, under the editor. */
  private write(): void {
    one(this.lines, "code").textContent = `${this.code}\n`;
    one(this.root, ".course-cell__numbers").textContent = this.code
      .split("\n")
      .map((_, index) => index + 1)
      .join("\n");
  }

  private button(name: string, action: () => void): HTMLButtonElement {
    const found = one<HTMLButtonElement>(this.root, `[data-do="${name}"]`);
    found.addEventListener("click", action);
    return found;
  }

  private async run(): Promise<void> {
    if (this.running || !this.runtime) return;
    this.running = true;
    enter(pageOf(this.root), this.runtime);
    let edits = true;
    try {
      const before = missing(this.page, this, this.runtime.lives);
      const outcome = await this.status.follow(this.runAfter(before));
      const failed = before.find((each) => each.life !== this.runtime?.lives);
      // Where Python could not be brought, the editor cannot either, and would say so in place of it.
      edits = outcome.kind !== "failed";
      if (outcome.kind === "stopped" || outcome.kind === "failed") return;
      if (failed) this.status.say("A cell above ended with an error, so this one was not run.");
      else if (before.length === 1) this.status.say("Ran the cell above first.");
      else if (before.length) this.status.say(`Ran ${before.length} cells above first.`);
      else if (this.moved) this.status.say(MOVED);
    } finally {
      this.running = false;
      // After the result: both at once would make that wait.
      if (edits) void this.open();
    }
  }

  /** Run the cells that this one builds on, then this one; return how the last that ran ended. */
  private async runAfter(before: readonly Cell[]): Promise<Outcome> {
    for (const each of before) {
      const outcome = await each.execute();
      if (each.life !== this.runtime?.lives) return outcome;
    }
    const outcome = await this.execute();
    if (outcome.kind === "result" || outcome.kind === "error") this.speak();
    return outcome;
  }

  private async execute(): Promise<Outcome> {
    if (!this.runtime) return { kind: "failed", cause: MISSING };
    const { code, replaced } = this;
    let printed = "";
    const shown = add("pre", "printed");
    this.root.classList.add("course-cell--running");
    this.editor?.mark(null);
    const options: RunOptions = {
      name: `${this.id}.py`,
      seconds: this.seconds,
      isolated: this.isolated,
      print: (_, text) => {
        printed += text;
        if (this.replaced !== replaced) return;
        if (shown.parentElement !== this.box) this.box.replaceChildren(shown);
        shown.append(text);
      },
    };
    const outcome = await (this.part?.run(code, options) ?? this.runtime.run(code, options));
    this.root.classList.remove("course-cell--running");
    if (this.replaced !== replaced) return outcome;
    if (outcome.kind === "result" || outcome.kind === "error") {
      const told = outcome.kind === "result" ? outcome.chart : undefined;
      const drawn = told ? await chart(told, this.id) : [];
      if (this.replaced !== replaced) return outcome;
      this.show([...output({ ...outcome, printed }), ...drawn]);
      const expected = outcome.kind === "result" || outcome.type === this.raises;
      this.life = expected && this.code === code ? this.runtime.lives : null;
      if (outcome.kind === "error" && this.code === code) void this.mark(outcome.line);
    } else if (outcome.kind === "stopped" && !printed) {
      this.box.replaceChildren(add("p", "nothing", "It was stopped before it gave anything."));
    }
    return outcome;
  }

  /** Put this in place of the output. */
  show(shown: readonly Node[]): void {
    this.box.replaceChildren(...shown);
  }

  async mark(line: number | null): Promise<void> {
    (await this.open())?.mark(line);
  }

  async edit(): Promise<void> {
    (await this.open())?.focus();
  }

  /** Put the editor in place of the code that stood still. */
  private async open(): Promise<Editor | undefined> {
    this.opening ??= this.make();
    try {
      return await this.opening;
    } catch (error) {
      this.opening = undefined;
      this.status.say(`It runs, but cannot be changed: ${error instanceof Error ? error.message : error}.`);
      return undefined;
    }
  }

  private async make(): Promise<Editor> {
    const createEditor = await loadEditor();
    // The focus stays where it is, unless that goes away.
    const focused = document.activeElement;
    const editor = createEditor({
      parent: one(this.lines, "pre"),
      code: this.code,
      label: "Python code of this cell. Tab indents, Escape leaves the editor.",
      changed: (code) => this.changed(code),
      run: () => void this.run(),
      leave: () => this.runs.focus(),
      entered: () => {
        if (!this.running) this.status.say(KEYS);
      },
    });
    this.editor = editor;
    this.root.classList.add("course-cell--live");
    // Now the editor is what the keyboard reaches.
    this.lines.removeAttribute("tabindex");
    this.lines.dataset.copy = this.code;
    this.edits.hidden = true;
    this.resets.hidden = false;
    this.resets.disabled = this.code === this.source;
    if (focused === this.edits) editor.focus();
    return editor;
  }

  private changed(code: string): void {
    if (code === this.code) return;
    this.code = code;
    this.life = null;
    this.lines.dataset.copy = code;
    this.resets.disabled = code === this.source;
    if (code === this.source) {
      this.from = code;
      this.setMoved(false);
    }
    this.keep();
    if (!this.running) this.status.say(`${this.moved ? MOVED : CHANGED} ${KEYS}`);
    this.part?.changed();
  }

  private reset(): void {
    // The button is about to be disabled or hidden, and the focus with it.
    this.runs.focus();
    const said = this.moved ? FOLLOWS : "As it was at first.";
    this.setMoved(false);
    this.replace();
    this.keep();
    if (!this.editor) void this.open();
    this.status.say(said);
    this.part?.changed();
  }

  private keep(): void {
    if (this.store) save(this.store, this.id, this.source, this.code);
  }

  /** Tell what came out to who does not see it. */
  private speak(): void {
    const text = [...this.box.children]
      .filter((each) => !(each instanceof HTMLDetailsElement))
      .map((each) => (each.querySelector("desc") ?? each).textContent)
      .join("\n");
    announce(text.length > SPOKEN ? `${text.slice(0, SPOKEN)} …` : text);
  }
}
