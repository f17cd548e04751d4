import { describe, expect, it } from "vitest";
import { asFile, type Evidence, mark } from "../certificate/evidence";
import { genuine, KEY } from "../certificate/sample";
import type { Json } from "../store";
import { told } from "./told";
import { type Report, verify } from "./verify";

function check(text: string, key = KEY): Report {
  const found = verify(text, key, "norms");
  if ("problem" in found) throw new Error(found.problem);
  return found;
}

/** What a forger makes who knows how the mark comes about. */
function forged(change: (one: Evidence & { [name: string]: unknown }) => void): string {
  const one = JSON.parse(JSON.stringify(genuine()));
  change(one);
  return JSON.stringify({ ...one, mark: mark(one) });
}

/** Genuine, and without what has to be run to be judged. */
function whole(): string {
  return forged((one) => {
    one.answers.pop();
    one.scores.pop();
  });
}

describe("genuine evidence", () => {
  it("holds, as far as it can be judged without running code", () => {
    const report = check(asFile(genuine()));
    expect(report.refusals).toEqual([]);
    expect(report.judgments.map(({ id, state }) => [id, state])).toEqual([
      ["axes", "holds"],
      ["means", "holds"],
      ["uses", "holds"],
      ["code", "unjudged"],
    ]);
    expect(report.sameVersion).toBe(true);
    expect(told(report).points).toContain(
      "Code: the code was checked in the reader’s own browser, and this page runs no code.",
    );
    expect(told(report).verdict).toBe("As far as this copy of the course can judge it, this evidence holds.");
    expect(told(report).limits).toContain("does not prove who answered");
    expect(told(check(whole())).verdict).toBe("This evidence holds.");
  });
});

describe("forged evidence", () => {
  it.each<[string, string, string]>([
    [
      "a name",
      asFile({ ...genuine() }).replace("Ada", "Eve"),
      "The file was changed after the course made it: its mark does not fit.",
    ],
    [
      "an answer",
      forged((one) => {
        (one.answers[0] as { answer: Json }).answer = ["chw"];
      }),
      "Axes: the answer is not right, and the file says right.",
    ],
    [
      "all options chosen",
      forged((one) => {
        (one.answers[0] as { answer: Json }).answer = ["nhw", "chw"];
      }),
      "Axes: the answer is not right, and the file says right.",
    ],
    [
      "one option chosen twice",
      forged((one) => {
        Object.assign(one.answers[2] as object, { answer: ["a", "a"], right: true, score: 1 });
      }),
      "Uses: the answer is not right, and the file says right.",
    ],
    [
      "two answers swapped",
      forged((one) => {
        const [first, second] = one.answers as unknown as [{ answer: Json }, { answer: Json }];
        [first.answer, second.answer] = [second.answer, first.answer];
      }),
      "Axes: what the file holds is no answer to this question.",
    ],
    [
      "the score of an answer",
      forged((one) => {
        (one.answers[2] as { score: number }).score = 0.75;
      }),
      "Uses: the answer has another score than the file says.",
    ],
    [
      "the score of a concept",
      forged((one) => {
        (one.scores[0] as { first: number }).first = 2;
      }),
      "Its scores are not the sums of its answers.",
    ],
    [
      "a question answered twice",
      forged((one) => one.answers.push(one.answers[0] as never)),
      "It answers one question twice: axes.",
    ],
    ["a part", forged((one) => one.parts.pop()), "The part “Two” is not complete."],
    [
      "a question left out",
      forged((one) => one.answers.splice(0, 1)),
      "The question on “Axes” is not answered right.",
    ],
    [
      "a damaged answer",
      forged((one) => one.answers.push({ id: "x" } as never)),
      "One of its answers is damaged.",
    ],
    [
      "another content under the same version",
      forged((one) => {
        (one.answers[0] as { content: string }).content = "c9";
      }),
      "Axes: the question is another one in this version of the course.",
    ],
    [
      "a question that this version does not have",
      forged((one) => {
        (one.answers[3] as { id: string }).id = "invented";
      }),
      "invented: this version of the course has no such question.",
    ],
    [
      "a huge number",
      forged((one) => {
        (one.answers[1] as { answer: Json }).answer = "9".repeat(400_000);
      }),
      "Axes: what the file holds is no answer to this question.",
    ],
  ])("is refused with the reason: %s", (_, text, reason) => {
    const report = check(text);
    expect(report.refusals).toContain(reason);
    expect(told(report).verdict).toBe("This evidence does not hold.");
    expect(told(report).points).toContain(reason);
  });
});

describe("evidence of another version", () => {
  const text = asFile({ ...genuine(), version: "0.9+old" });

  it("holds for the questions that are the same", () => {
    const report = check(text);
    expect([report.sameVersion, report.refusals]).toEqual([false, []]);
    expect(told(report).summary.join(" ")).toContain("another version of the course: 0.9+old");
  });

  it("names questions that changed, and claims nothing about them", () => {
    const changed = KEY.questions.map((one) => (one.id === "axes" ? { ...one, content: "c9" } : one));
    const without = changed.filter((one) => one.id !== "uses");
    const report = check(text, { ...KEY, questions: without });
    expect(report.refusals).toEqual([]);
    expect(report.judgments.map(({ state }) => state)).toEqual(["changed", "holds", "unknown", "unjudged"]);
    expect(told(report).verdict).toBe("As far as this copy of the course can judge it, this evidence holds.");
    expect(told(report).points[0]).toContain("cannot be judged");
  });

  it("cannot hide behind it: what nobody can judge is not said to hold", () => {
    const all = KEY.questions.map((one) => ({ ...one, content: "new" }));
    expect(told(check(text, { ...KEY, questions: all })).verdict).toBe(
      "This copy of the course can judge none of it.",
    );
  });
});

describe("a file that is no evidence", () => {
  it.each<[string, string, string]>([
    ["nothing", "", "cannot be read"],
    ["bytes", "\u0000\u0001", "cannot be read"],
    ["half of one", asFile(genuine()).slice(0, 200), "cannot be read"],
    ["a number", "7", "not made by this course"],
    ["a list", "[]", "not made by this course"],
    ["something else", '{"a":1}', "no evidence of a certificate"],
    ["a copy of records", '{"format":"course-records"}', "Your data"],
    ["of another course", JSON.stringify({ ...genuine(), course: "other" }), "another course"],
    ["of another form", JSON.stringify({ ...genuine(), form: 2 }), "does not know"],
    ["without answers", JSON.stringify({ ...genuine(), answers: "many" }), "damaged"],
    [
      "nested a hundred thousand deep",
      JSON.stringify({ ...genuine(), name: "DEEP" }).replace('"DEEP"', "[".repeat(1e5) + "]".repeat(1e5)),
      "damaged",
    ],
  ])("is refused in a sentence: %s", (_, text, words) => {
    expect(verify(text, KEY, "norms")).toEqual({ problem: expect.stringContaining(words) });
  });

  it("never throws, and never holds, however a genuine one is damaged", () => {
    const text = JSON.stringify(JSON.parse(whole()), null, 1);
    let state = 1;
    const chance = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const values = ["null", "[]", "{}", '""', "-1", "1e999", '"__proto__"', "true"];
    for (let turn = 0; turn < 500; turn++) {
      // A value becomes another one, so that most of it stays JSON.
      const places = [...text.matchAll(/: ("[^"]*"|[\d.]+|true|false)/g)];
      const place = places[chance(places.length)];
      const start = (place?.index ?? 0) + 2;
      const made =
        text.slice(0, start) + values[chance(values.length)] + text.slice(start + (place?.[1]?.length ?? 0));
      const found = verify(made, KEY, "norms");
      if (made !== text && !("problem" in found))
        expect(told(found).verdict).toBe("This evidence does not hold.");
    }
  });
});
