// How a question is asked, whatever its type: check, explain, try again; and what is kept of it.

import { announce, prepareToAnnounce } from "../announce";
import { button, element, one } from "../dom";
import type { Json } from "../store";
import type { Records } from "../store/store";
import { isUnreadable, type Judged, type Question, type Verdict } from "./contract";
import { type Answered, answered, KIND, kept } from "./record";
import { reseeded, shuffled } from "./shuffle";

const CHANGED = "This question has changed since you answered it.";

/** Whether an answer is asked for, is judged, stands there explained, or is an earlier one whose explanation waits. */
type State = "asking" | "checking" | "explained" | "earlier";

export class Behavior {
  private readonly button = button("", () => this.press());
  private readonly why = element("button", { type: "button", class: "course-quiz__why" }, "Why?");
  private readonly verdict = element("p", { class: "course-quiz__verdict" });
  private readonly outcome = element("p", { class: "course-quiz__outcome" });
  private readonly solution: HTMLDetailsElement;
  private state: State = "asking";
  /** The last answer to this content. */
  private last: Answered | null = null;
  private writing = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly id: string,
    private readonly content: string,
    private readonly question: Question,
    private readonly store: Records,
    /** Says the order of the options before the first try. */
    private readonly firstSeed = 0,
  ) {
    this.solution = one<HTMLDetailsElement>(root, ".course-quiz__answer");
  }

  start(): void {
    prepareToAnnounce();
    // Takes the place of the closed answer, which is as high: what is read below stays where it is.
    this.solution.before(
      element("div", { class: "course-quiz__actions" }, this.verdict, this.button, this.why, this.outcome),
    );
    this.why.addEventListener("click", () => {
      if (this.last === null) return;
      this.judge(this.last.answer, (verdict) => {
        if (!isUnreadable(verdict)) {
          this.reveal(verdict);
          return;
        }
        this.recall(this.last?.right ?? false);
        this.say(verdict.cure);
        announce(verdict.cure);
      });
    });
    this.root.addEventListener("keydown", (event) => {
      const input = event.target instanceof HTMLInputElement && this.state === "asking";
      if (!input || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.root.addEventListener("input", () => {
      if (this.state === "asking") this.say("");
      else if (this.question.mendable && this.state !== "checking" && !this.last?.right) {
        this.enter("asking", "Check");
      }
    });
    this.store.watch((kind, id) => {
      if (!this.writing && ((kind === KIND && id === this.id) || kind === "")) this.read();
    });
    this.read();
  }

  /** Show what is kept: an answer to this very content, or the question. */
  private read(): void {
    if (this.state === "checking") return;
    const found = answered(this.store.get(KIND, this.id));
    const current = found?.content === this.content ? found : null;
    // Another tab tries again, too: what is being answered here stays as it is.
    if (this.state === "asking" && this.last !== null && this.last.tries === current?.tries) return;
    this.last = current;
    this.question.arrange(shuffled(this.question.movable, current?.seed ?? this.firstSeed));
    if (this.last === null || !this.question.restore(this.last.answer)) {
      this.last = null;
      this.question.reset();
      this.ask(found !== null && found.content !== this.content ? CHANGED : "");
      return;
    }
    const mended = this.question.mendable && this.question.answer() !== this.last.answer;
    if (mended && !this.last.right) this.ask("");
    else this.recall(this.last.right);
  }

  private press(): void {
    if (this.state === "asking") this.submit();
    else if (this.state !== "checking") this.retry();
  }

  private submit(): void {
    const answer = this.question.answer();
    this.judge(answer, (result) => this.take(answer, result));
  }

  /** Have an answer judged: at once, or, by a type that runs code, when it is done. */
  private judge(answer: Json, then: (result: Judged) => void): void {
    const result = this.question.check(answer);
    if (!(result instanceof Promise)) {
      then(result);
      return;
    }
    const before = this.state;
    this.enter("checking", "Checking…");
    const failed = (error: unknown): Judged => ({ cure: `It could not be checked: ${error}` });
    void result.catch(failed).then((judged) => {
      this.enter(before, "Check");
      then(judged);
    });
  }

  private take(answer: Json, result: Judged): void {
    if (isUnreadable(result)) {
      this.say(result.cure);
      announce(result.cure);
      this.question.focus();
      return;
    }
    const { right, score } = result;
    const { tries, seed } = this.last ?? { tries: 0, seed: this.firstSeed };
    this.keep({ content: this.content, answer, right, score, tries: tries + 1, seed, at: Date.now() });
    this.reveal(result);
  }

  /** Explain an answer to the reader who just asked for it. */
  private reveal(verdict: Verdict): void {
    this.explain(verdict);
    announce(...this.told(verdict));
    // What was pressed may be gone, and the input is locked; the view stays where the explanation is.
    (verdict.right ? one(this.solution, "summary") : this.button).focus({ preventScroll: true });
  }

  private retry(): void {
    if (this.last === null) return;
    this.keep({ ...this.last, seed: reseeded(this.question.movable, this.last.seed) });
    this.question.arrange(shuffled(this.question.movable, this.last.seed));
    this.question.reset();
    this.ask("");
    this.question.focus();
  }

  private keep(record: Answered): void {
    this.last = record;
    this.writing = true;
    try {
      this.store.set(KIND, this.id, kept(record));
    } finally {
      this.writing = false;
    }
  }

  private ask(note: string): void {
    this.enter("asking", "Check");
    this.say(note);
    this.solution.open = false;
    this.solution.hidden = this.last === null;
  }

  /** Show an earlier answer, in no more room than the question takes. */
  private recall(right: boolean): void {
    this.enter("earlier", right ? "" : "Try again");
    this.verdict.textContent = this.question.ungraded?.kept ?? inWords(right);
    this.verdict.classList.toggle("course-quiz__verdict--right", right && !this.question.ungraded);
    this.solution.hidden = true;
  }

  private explain(verdict: Verdict): void {
    this.enter("explained", verdict.right ? "" : "Try again");
    for (const { name, right } of verdict.explains) {
      const marked = right && !this.question.ungraded;
      this.question
        .place(name)
        .after(
          element(
            "div",
            { class: "course-quiz__explanation" },
            element(
              "p",
              { class: `course-quiz__verdict${marked ? " course-quiz__verdict--right" : ""}` },
              this.headed(right),
            ),
            ...this.explanation(name),
          ),
        );
    }
    this.say(verdict.comment);
    this.solution.hidden = false;
  }

  /** Go over to a state, with this word on the button, or without the button. */
  private enter(state: State, button: string): void {
    this.state = state;
    for (const shown of this.root.querySelectorAll(".course-quiz__explanation")) shown.remove();
    this.question.lock(state !== "asking");
    this.button.textContent = button;
    this.button.hidden = button === "";
    this.why.hidden = this.verdict.hidden = state !== "earlier";
    this.say("");
  }

  /** What stands above an explanation. */
  private headed(right: boolean): string {
    return this.question.ungraded?.explained ?? inWords(right);
  }

  private say(text: string): void {
    this.outcome.textContent = text;
  }

  /** What a screen reader says of a verdict; of several explanations, also which option each is for. */
  private told(verdict: Verdict): (Node | string)[] {
    const told = verdict.explains.flatMap(({ name, right }) => {
      const option = one(this.solution, `[data-explains="${name}"] > dt > :not(.course-quiz__verdict)`);
      return [
        `${this.headed(right)}. `,
        ...(verdict.explains.length > 1 ? [option] : []),
        ...this.explanation(name),
      ];
    });
    const comment = verdict.told ?? verdict.comment;
    return comment ? [`${comment} `, ...told] : told;
  }

  /** A copy of what stands in the closed answer. */
  private explanation(name: string): Node[] {
    const copy = one(this.solution, `[data-explains="${name}"] > dd`).cloneNode(true) as HTMLElement;
    for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
    return [...copy.childNodes];
  }
}

function inWords(right: boolean): string {
  return right ? "Right" : "Not right";
}
