// Exercises: code that the reader finishes, and that Python checks in the page. What is checked, and what is said of
// code that fails, stands in course_build/checking, the same for the build.

import { Cell } from "../cell/cell";
import { add, output } from "../cell/output";
import { all, element, one } from "../dom";
import { python } from "../python";
import type { Ended, Raised } from "../python/protocol";
import type { CallOutcome, Outcome } from "../python/runtime";
import { MISSING, stateInWords, stopInWords } from "../python/words";
import type { Judged, Make } from "./contract";

/** What the build says. */
interface Solution {
  setup: string;
  starter: string;
  visible: string;
  hidden: string;
  seconds: number;
}

/** The first check that failed; what is not known is empty. */
interface Failure {
  /** Its name. */
  check: string;
  /** Its property. */
  says: string;
  given: string;
  expected: string;
  got: string;
  because: string;
}

/** What judge.py says of code. */
export type Judgment =
  | { kind: "unready"; says: string; line: number | null }
  | (Raised & { printed: string })
  | {
      kind: "judged";
      right: boolean;
      printed: string;
      passed: string[];
      count: number;
      failure: Failure | null;
    };

const MODULE = "course_build.checking.judge";

/** Turn a judgment into what is kept and told. */
export function verdict(judgment: Judgment): Judged {
  if (judgment.kind === "unready") return { cure: judgment.says };
  if (judgment.kind === "error") {
    const comment = "Not right: your code ends with an error. It is told under the code.";
    const said = judgment.words || `${judgment.type}: ${judgment.message}`;
    const told = `Not right: your code ends with an error. ${judgment.line ? `Line ${judgment.line}: ` : ""}${said}`;
    return { right: false, score: 0, explains: [], comment, told };
  }
  const { right, passed, count, failure } = judgment;
  const comment = right
    ? "Right: all checks pass. Compare with the solution."
    : `Not right: ${passed.length} of ${count} checks pass.`;
  const told = failure
    ? [comment, failure.says, failure.because, ...facts(failure).map((fact) => `${fact.join(": ")}.`)].join(
        " ",
      )
    : comment;
  return { right, score: passed.length / count, explains: [], comment, told };
}

/** What is known of a failure beyond its property and its cause, each with the word before it. */
function facts({ given, expected, got }: Failure): [word: string, text: string][] {
  const all: [string, string][] = [
    ["Input", given],
    ["Expected", expected],
    ["Got", got],
  ];
  return all.filter(([, text]) => text !== "");
}

/** A failure as the page shows it, under its check; `says` where that does not stand there. */
function shownFailure(failure: Failure, says: boolean): HTMLElement {
  const lines = [says ? failure.says : "", failure.because].filter((text) => text !== "");
  return element(
    "div",
    { class: "course-exercise__told" },
    ...lines.map((text) => element("p", {}, text)),
    ...facts(failure).map(([word, text]) =>
      element("p", { class: "course-exercise__fact" }, element("span", {}, word), element("code", {}, text)),
    ),
  );
}

export const exercise: Make = (root, solution, records) => {
  const { seconds, ...sections } = solution as unknown as Solution;
  const runtime = python();
  const call = (name: string, code: string, print?: (stream: "stdout" | "stderr", text: string) => void) =>
    runtime?.call(
      `${MODULE}:${name}`,
      { ...sections, code },
      { seconds, touches: true, ...(print && { print }) },
    ) ?? Promise.resolve<CallOutcome>({ kind: "failed", cause: MISSING });
  const cell = new Cell(one(root, ".course-cell"), [], runtime, records, {
    run: async (code, { print }): Promise<Outcome> => {
      const end = await call("run", code, print);
      return end.kind === "value" ? (end.value as Ended) : end;
    },
    changed: () => root.dispatchEvent(new Event("input")),
  });
  if (!runtime) return null;
  const list = one(root, ".course-exercise__checks");

  /** Show a judgment where it belongs: each check, and the output of the code. */
  function show(judgment: Judgment): void {
    clear(list);
    if (judgment.kind === "unready") {
      void cell.mark(judgment.line);
      return;
    }
    if (judgment.kind === "error") {
      cell.show(output(judgment));
      void cell.mark(judgment.line);
      return;
    }
    cell.show(judgment.printed ? [add("pre", "printed", judgment.printed)] : []);
    const rows = all(list, "[data-check]");
    const unshown = rows.find((row) => row.dataset.check === "");
    for (const row of rows) {
      const passed = row === unshown ? judgment.right : judgment.passed.includes(row.dataset.check ?? "");
      if (passed) state(row, "Passed");
    }
    const { failure } = judgment;
    if (!failure) return;
    const shown = rows.find((row) => row.dataset.check === failure.check);
    const row = shown ?? unshown;
    if (!row) return;
    state(row, "Failed");
    row.append(shownFailure(failure, shown === undefined));
  }

  return {
    mendable: true,
    movable: [],
    answer: () => cell.code,
    async check(answer): Promise<Judged> {
      if (typeof answer !== "string") return { cure: "Write your code first." };
      const end = await cell.status.follow(call("judge", answer));
      if (end.kind === "value") {
        const judgment = end.value as Judgment;
        show(judgment);
        return verdict(judgment);
      }
      clear(list);
      // The focus goes to the editor, whose line then says something else.
      if (end.kind === "stopped") return { cure: `${stopInWords(end.reason, seconds)} Nothing was checked.` };
      return { cure: end.kind === "failed" ? stateInWords(end) : `The check itself failed: ${end.message}` };
    },
    // The reader's code is kept by itself, with every change.
    restore: (answer) => typeof answer === "string",
    arrange: () => {},
    reset: () => {},
    lock: () => {},
    place: () => list,
    focus: () => void cell.edit(),
  };
};

function clear(list: Element): void {
  for (const row of all(list, "[data-check]")) {
    row.classList.remove("course-exercise__check--passed", "course-exercise__check--failed");
    for (const added of all(row, ".course-hidden, .course-exercise__told")) added.remove();
  }
}

function state(row: HTMLElement, word: "Passed" | "Failed"): void {
  row.classList.add(`course-exercise__check--${word.toLowerCase()}`);
  row.prepend(element("span", { class: "course-hidden" }, `${word}: `));
}
