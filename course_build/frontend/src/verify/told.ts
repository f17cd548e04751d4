// What the check found, in words.

import { inWords } from "../certificate/drawing";
import type { Report, State } from "./verify";

export interface Told {
  verdict: string;
  summary: string[];
  points: string[];
  limits: string;
}

const LIMITS =
  "Even evidence that holds does not prove who answered, nor how. It was made in a browser by whoever used it, and the answers stand in the course’s own pages. Ask its owner about them.";

export function told(report: Report): Told {
  const { name, completed, version, sameVersion, judgments, refusals, mark } = report;
  const count = (state: State): number => judgments.filter((one) => one.state === state).length;
  const judged = count("holds");
  const open = judgments.filter(({ state }) => state !== "holds" && state !== "wrong");
  const verdict =
    refusals.length > 0
      ? "This evidence does not hold."
      : judged === 0
        ? "This copy of the course can judge none of it."
        : open.length > 0
          ? "As far as this copy of the course can judge it, this evidence holds."
          : "This evidence holds.";
  const date = completed?.toLocaleDateString("en-US", { dateStyle: "long" });
  const summary = [
    `It is made out to ${name || "nobody"}${date ? `, for ${date}` : ""}. The mark on the certificate has to be ${mark}.`,
    `This copy of the course judged ${judgments.length - open.length} of ${judgments.length} answers again; ${judged} ${judged === 1 ? "is" : "are"} as the file says.`,
    sameVersion
      ? "It was made with the same version of the course as this copy."
      : `It was made with another version of the course: ${version || "none is named"}.`,
  ];
  const points = [
    ...refusals,
    ...open.map(({ what, reason }) => `${what}: ${reason}`),
    ...(refusals.length > 0 ? [] : report.scores.map((score) => `${score.concept}: ${inWords(score)}.`)),
  ];
  return { verdict, summary, points, limits: LIMITS };
}
