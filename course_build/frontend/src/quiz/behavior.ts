// How a question is asked, whatever its type: check, explain, try again; and what is kept of it.

import { announce, prepareToAnnounce } from "../announce";
import { element, one } from "../dom";
import type { Store } from "../store";
import { isUnreadable, type Question, type Verdict } from "./contract";
import { reseeded, shuffled } from "./order";
import { type Answered, answered, KIND, kept } from "./record";

const CHANGED = "This question has changed since you answered it.";

/** Whether an answer is asked for, or stands there explained. */
type State = "asking" | "explained";

export class Behavior {
  private readonly button = element("button", { type: "button", class: "course-button" });
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
    private readonly store: Store,
  ) {
    this.solution = one<HTMLDetailsElement>(root, ".course-quiz__answer");
  }

  start(): void {
    prepareToAnnounce();
    this.outcome.id = `quiz-${this.id}-outcome`;
    // Takes the place of the closed answer, which is as high.
    this.solution.before(element("div", { class: "course-quiz__actions" }, this.button, this.outcome));
    this.button.addEventListener("click", () => this.press());
    this.root.addEventListener("keydown", (event) => {
      const input = event.target instanceof HTMLInputElement && this.state === "asking";
      if (!input || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      this.submit();
    });
    this.root.addEventListener("input", () => {
      if (this.state === "asking") this.say("");
    });
    this.store.watch((kind, id) => {
      if (!this.writing && ((kind === KIND && id === this.id) || kind === "")) this.read();
    });
    this.read();
  }

  /** Show what is kept: an answer to this very content, or the question. */
  private read(): void {
    const found = answered(this.store.get(KIND, this.id));
    const current = found?.content === this.content ? found : null;
    // Another tab tries again, too: what is being answered here stays as it is.
    if (this.state === "asking" && this.last !== null && this.last.tries === current?.tries) return;
    this.last = current;
    this.question.arrange(shuffled(this.question.movable, current?.seed ?? 0));
    const verdict = this.last && this.question.check(this.last.answer);
    if (this.last === null || verdict === null || isUnreadable(verdict)) {
      this.last = null;
      this.question.reset();
      this.ask(found !== null && found.content !== this.content ? CHANGED : "");
      return;
    }
    this.question.restore(this.last.answer);
    this.explain(verdict);
  }

  private press(): void {
    if (this.state === "asking") this.submit();
    else this.retry();
  }

  private submit(): void {
    const answer = this.question.answer();
    const result = this.question.check(answer);
    if (isUnreadable(result)) {
      this.say(result.cure);
      announce(result.cure);
      this.question.focus();
      return;
    }
    const { right, score } = result;
    const { tries, seed } = this.last ?? { tries: 0, seed: 0 };
    this.keep({ content: this.content, answer, right, score, tries: tries + 1, seed, at: Date.now() });
    this.explain(result);
    announce(...this.told(result));
    // The input is locked, and the button may be gone; the view stays where the explanation is.
    (right ? one(this.solution, "summary") : this.button).focus({ preventScroll: true });
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
    this.store.set(KIND, this.id, kept(record));
    this.writing = false;
  }

  private ask(note: string): void {
    this.state = "asking";
    this.clear();
    this.question.lock(false);
    this.button.textContent = "Check";
    this.button.hidden = false;
    this.say(note);
    this.solution.open = false;
    this.solution.hidden = this.last === null;
  }

  private explain(verdict: Verdict): void {
    this.state = "explained";
    this.clear();
    this.question.lock(true);
    for (const { name, right } of verdict.explains) {
      this.question
        .place(name)
        .after(
          element(
            "div",
            { class: `course-quiz__explanation${right ? " course-quiz__explanation--right" : ""}` },
            element("p", { class: "course-quiz__verdict" }, inWords(right)),
            ...this.explanation(name),
          ),
        );
    }
    this.button.textContent = "Try again";
    this.button.hidden = verdict.right;
    this.say(verdict.comment);
    this.solution.hidden = false;
  }

  private clear(): void {
    for (const shown of this.root.querySelectorAll(".course-quiz__explanation")) shown.remove();
  }

  private say(text: string): void {
    this.outcome.textContent = text;
  }

  /** What a screen reader says of a verdict; of several explanations, also which option each is for. */
  private told(verdict: Verdict): (Node | string)[] {
    const told = verdict.explains.flatMap(({ name, right }) => {
      const option = one(this.solution, `[data-explains="${name}"] > dt > :not(.course-quiz__verdict)`);
      return [
        `${inWords(right)}. `,
        ...(verdict.explains.length > 1 ? [option] : []),
        ...this.explanation(name),
      ];
    });
    return verdict.comment ? [`${verdict.comment} `, ...told] : told;
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
