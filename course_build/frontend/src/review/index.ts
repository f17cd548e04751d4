// The review: what is due and why, one question after the other, and how well the reader knows each concept.

import { announce, prepareToAnnounce } from "../announce";
import { all, button, element, one, PRIMARY } from "../dom";
import { mount as mountQuestion } from "../quiz";
import { answered } from "../quiz/record";
import { someSeed } from "../quiz/shuffle";
import { store } from "../store";
import type { Records } from "../store/store";
import { keep } from "./record";
import { type Asked, due, type Mastery, notYet, outcome, type Standing } from "./schedule";
import { concepts, follow, reason, returns, standingsNow } from "./standing";

const MASTERY: Record<Mastery, [signs: string, words: string]> = {
  new: ["○○○", "not met yet"],
  seen: ["●○○", "seen"],
  practiced: ["●●○", "practiced"],
  known: ["●●●", "known"],
};

export function mount(root: HTMLElement): void {
  const { questions } = JSON.parse(one(root, "script").textContent ?? "") as { questions: Asked[] };
  const waiting = root.querySelector<HTMLTemplateElement>("template[data-questions]")?.content;
  // A page may be older than the script.
  if (!waiting) return;
  const today = one(root, ".course-review__today");
  const stage = one(root, ".course-review__stage");
  const rows = new Map(all(root, "tr[data-concept]").map((row) => [row.dataset.concept ?? "", row]));
  const here = store();
  const now = (): Date => new Date();
  const standing = (): Standing[] =>
    // A question may be missing whose figure is still being computed.
    standingsNow(here, questions, now()).filter((each) => rows.has(each.concept));
  prepareToAnnounce();

  /** What the reader asked for, and how far they are; null while they look at what is due. */
  let session: { concepts: string[]; count: number; answered: number; right: number } | null = null;

  const showTable = (): void => {
    for (const each of standing()) {
      const row = rows.get(each.concept);
      if (row === undefined) continue;
      const [signs, words] = MASTERY[each.mastery];
      const when = returns(each, now());
      one(row, ".course-review__state").replaceChildren(
        element("span", { class: "course-review__level", "aria-hidden": "true" }, signs),
        " ",
        element("span", { class: "course-review__word" }, words),
        " ",
        element("span", { class: "course-review__reason" }, reason(each, now())),
      );
      one(row, ".course-review__due").replaceChildren(when === "now" ? element("strong", {}, when) : when);
    }
  };

  /** How much is due; `before` says what came of the questions until now. */
  const showToday = (before = ""): void => {
    const found = standing();
    const [asked, later] = [due(found, now()), notYet(found, now())];
    const said = [before, status(asked, later, now())].filter(Boolean).join(" ");
    const line = element("p", { class: "course-review__status", tabindex: "-1" }, said);
    const start = asked.length
      ? button(`Review ${asked.length === 1 ? "it" : "them"}`, () => begin(asked), PRIMARY)
      : button("Practice before it is due", () => begin(later));
    const actions = element("p", { class: "course-review__actions" }, start);
    today.replaceChildren(line, ...(asked.length + later.length ? [actions] : []));
  };

  const begin = (asked: readonly Standing[]): void => {
    session = { concepts: asked.map((each) => each.concept), count: asked.length, answered: 0, right: 0 };
    next();
  };

  const leave = (): void => {
    const { answered: count, right } = session ?? { answered: 0, right: 0 };
    session = null;
    stage.replaceChildren();
    root.classList.remove("course-review--asking");
    showToday(count ? `You answered ${count}, and ${right === count ? "all" : right} of them right.` : "");
    const line = one(today, ".course-review__status");
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };

  /** Ask for the next concept; another tab may have answered it meanwhile. */
  const next = (): void => {
    const concept = session?.concepts.shift();
    if (session === null || concept === undefined) {
      leave();
      return;
    }
    const before = standing().find((each) => each.concept === concept);
    const id = before?.next?.question.id;
    const found = id ? waiting.querySelector(`[data-quiz="${CSS.escape(id)}"]`)?.parentElement : null;
    if (!before || !found) {
      next();
      return;
    }
    ask(before, document.importNode(found, true));
  };

  const ask = (before: Standing, asked: HTMLElement): void => {
    if (session === null) return;
    const left = session.concepts.length;
    const place = `Question ${session.count - left} of ${session.count}`;
    const line = element(
      "p",
      { class: "course-review__place", tabindex: "-1" },
      `${place}: `,
      element("strong", {}, before.concept),
      `, ${reason(before, now())}`,
    );
    const told = element("p", { class: "course-review__told" });
    const on = button(left ? "Skip" : "Skip and finish", next);
    const stop = button("Stop here", leave);
    const take: Records = {
      get: () => null,
      set: (_, id, value) => {
        const answer = answered(value);
        // The first try decides; those after it are for learning, and code may be judged when the reader has gone on.
        if (answer === null || session === null || told.textContent !== "" || !told.isConnected) return;
        session.answered++;
        session.right += Number(answer.right);
        const find = (): Standing => standing().find((each) => each.concept === before.concept) ?? before;
        // As of now: another tab may have answered it, or a day may have begun.
        const record = outcome(find(), answer, now());
        if (record !== null) keep(here, id, record);
        on.textContent = left ? "Next question" : "Finish";
        const returning = `${before.concept} returns ${returns(find(), now())}`;
        told.textContent =
          record === null ? `Right, before its day: ${returning}, as planned.` : `${returning}.`;
        // The verdict is announced first.
        setTimeout(() => announce(told.textContent ?? ""), 1500);
      },
      // Code begins where the author does, and what the lesson keeps of it stays.
      remove: () => {},
      watch: () => {},
    };
    root.classList.add("course-review--asking");
    stage.replaceChildren(
      line,
      asked,
      element("div", { class: "course-review__actions" }, on, left ? stop : "", told),
    );
    mountQuestion(one(asked, "[data-quiz]"), take, someSeed());
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "start" });
  };

  follow(here, () => {
    showTable();
    if (session === null) showToday();
  });
}

function status(asked: readonly Standing[], later: readonly Standing[], now: Date): string {
  if (asked.length > 0) return `${concepts(asked.length)} ${asked.length === 1 ? "is" : "are"} due.`;
  const soonest = [...later].sort((one, other) => (one.due ?? 0) - (other.due ?? 0))[0];
  return soonest
    ? `Nothing is due today. ${soonest.concept} is next, ${returns(soonest, now)}.`
    : "Nothing to review yet: questions that you answer in the course return here, from the next day on.";
}
