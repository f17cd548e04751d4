import { describe, expect, it } from "vitest";
import type { Answered } from "../quiz/record";
import { type Reviewed, reviewOf } from "./record";
import {
  type Answers,
  type Asked,
  due,
  localDay,
  notYet,
  outcome,
  type Standing,
  standings,
} from "./schedule";

const HOUR = 60 * 60 * 1000;
/** Noon of a day in March 2026, in local time. */
const noon = (day: number, hour = 12, minute = 0): Date => new Date(2026, 2, day, hour, minute);
const asked = (id: string, concept = "axes", page = "one"): Asked => ({
  id,
  concept,
  content: `${id}!`,
  page,
});
const answer = (id: string, right: boolean, when: Date | number, tries = 1): Answered => ({
  content: `${id}!`,
  answer: "x",
  right,
  score: right ? 1 : 0,
  tries,
  seed: 0,
  at: Number(when),
});

/** A reader of some questions. */
class Reader {
  readonly answers = { lessons: new Map<string, Answered>(), reviews: new Map<string, Reviewed>() };

  constructor(readonly questions: Asked[]) {}

  lesson(id: string, right: boolean, when: Date, tries = 1): this {
    this.answers.lessons.set(id, answer(id, right, when, tries));
    return this;
  }

  /** Answer what a concept asks next, and say whether that was kept. */
  review(concept: string, right: boolean, now: Date): boolean {
    const one = this.standing(concept, now);
    const id = one.next?.question.id ?? "";
    const record = outcome(one, answer(id, right, now), now);
    if (record !== null) this.answers.reviews.set(id, record);
    return record !== null;
  }

  standing(concept: string, now: Date): Standing {
    const found = standings(this.questions, this.answers, now).find((one) => one.concept === concept);
    if (found === undefined) throw new Error(concept);
    return found;
  }

  due(now: Date): string[] {
    return due(standings(this.questions, this.answers, now), now).map((one) => one.concept);
  }
}

describe("a day", () => {
  it("begins at midnight, and is one more than the day before, the whole year long", () => {
    for (let day = 0; day < 400; day++) {
      const [first, last] = [new Date(2026, 0, 1 + day), new Date(2026, 0, 1 + day, 23, 59, 59, 999)];
      expect(localDay(first)).toBe(localDay(new Date(2026, 0, 1)) + day);
      expect(localDay(last)).toBe(localDay(first));
    }
  });
});

describe("a concept", () => {
  it("is new until one of its questions was answered, and never due", () => {
    const reader = new Reader([asked("a")]);
    expect(reader.standing("axes", noon(1))).toMatchObject({ mastery: "new", due: null, next: null });
    expect(reader.due(noon(1))).toEqual([]);
  });

  it("that was missed returns on the next day, and not before midnight", () => {
    const reader = new Reader([asked("a")]).lesson("a", false, noon(1, 23, 59));
    expect(reader.standing("axes", noon(1, 23, 59)).mastery).toBe("seen");
    expect(reader.due(new Date(2026, 2, 1, 23, 59, 59, 999))).toEqual([]);
    expect(reader.due(noon(2, 0, 0))).toEqual(["axes"]);
  });

  it("that was right at the second try only returns as one that was missed", () => {
    const reader = new Reader([asked("a")]).lesson("a", true, noon(1), 2);
    expect(reader.standing("axes", noon(1))).toMatchObject({ mastery: "practiced", row: 0 });
    expect(reader.due(noon(2))).toEqual(["axes"]);
  });

  it("returns at growing intervals while it is right, and is known from the first review on", () => {
    const reader = new Reader([asked("a")]).lesson("a", true, noon(1));
    let day = 1;
    expect(reader.standing("axes", noon(1)).mastery).toBe("practiced");
    for (const wait of [3, 7, 21, 60, 60]) {
      expect(reader.due(noon(day + wait - 1))).toEqual([]);
      day += wait;
      expect(reader.due(noon(day, 0, 1))).toEqual(["axes"]);
      expect(reader.review("axes", true, noon(day))).toBe(true);
      expect(reader.standing("axes", noon(day)).mastery).toBe("known");
      expect(reader.due(noon(day))).toEqual([]);
    }
  });

  it("that is missed in a review starts again, and is known no longer", () => {
    const reader = new Reader([asked("a")]).lesson("a", true, noon(1));
    reader.review("axes", true, noon(4));
    reader.review("axes", false, noon(11));
    expect(reader.standing("axes", noon(11))).toMatchObject({ mastery: "seen", row: 0 });
    expect(reader.due(noon(11))).toEqual([]);
    expect(reader.due(noon(12))).toEqual(["axes"]);
    reader.review("axes", true, noon(12));
    expect(reader.standing("axes", noon(12))).toMatchObject({ mastery: "known", row: 1 });
  });

  it("asks what was missed first, then what took several tries, then what was asked longest ago", () => {
    const reader = new Reader([asked("a"), asked("b"), asked("c"), asked("d")])
      .lesson("a", true, noon(1))
      .lesson("b", true, noon(2))
      .lesson("c", true, noon(1), 3)
      .lesson("d", false, noon(3));
    const order: string[] = [];
    for (const day of [4, 5, 8, 15, 36]) {
      order.push(reader.standing("axes", noon(day)).next?.question.id ?? "");
      expect(reader.review("axes", true, noon(day))).toBe(true);
    }
    expect(order).toEqual(["d", "c", "a", "b", "d"]);
  });

  it("with one question missed and another right stays as it was missed until that one is right", () => {
    const reader = new Reader([asked("a"), asked("b")])
      .lesson("a", false, noon(1))
      .lesson("b", false, noon(1));
    reader.review("axes", true, noon(2));
    expect(reader.standing("axes", noon(2))).toMatchObject({ mastery: "seen", row: 0 });
    expect(reader.due(noon(3))).toEqual(["axes"]);
    reader.review("axes", true, noon(3));
    expect(reader.standing("axes", noon(3))).toMatchObject({ mastery: "known", row: 1 });
  });

  it("that is missed in a lesson after a review counts from there", () => {
    const reader = new Reader([asked("a"), asked("b")]).lesson("a", true, noon(1));
    reader.review("axes", true, noon(4));
    reader.lesson("b", false, noon(5));
    expect(reader.standing("axes", noon(5))).toMatchObject({ mastery: "seen", row: 0 });
    expect(reader.due(noon(6))).toEqual(["axes"]);
  });

  it("waits as long as before when another of its questions is right in a lesson", () => {
    const reader = new Reader([asked("a"), asked("b")]).lesson("a", true, noon(1));
    reader.review("axes", true, noon(4));
    reader.lesson("b", true, noon(9));
    expect(reader.due(noon(11))).toEqual(["axes"]);
  });

  it("asks nothing of a question that has changed since", () => {
    const reader = new Reader([asked("a")]).lesson("a", false, noon(1));
    reader.answers.reviews.set("a", reviewOf(answer("a", true, noon(2)), 2));
    reader.questions[0] = { ...asked("a"), content: "other" };
    expect(reader.standing("axes", noon(3)).mastery).toBe("new");
  });
});

describe("before its day", () => {
  it("a right answer changes nothing, and a wrong one counts", () => {
    const reader = new Reader([asked("a")]).lesson("a", true, noon(1));
    const before = reader.standing("axes", noon(2));
    expect(reader.review("axes", true, noon(2))).toBe(false);
    expect(reader.standing("axes", noon(2))).toEqual(before);
    expect(reader.review("axes", false, noon(2))).toBe(true);
    expect(reader.due(noon(3))).toEqual(["axes"]);
  });
});

describe("a clock", () => {
  it("that was ahead is not believed, and what it wrote gives way to the next answer", () => {
    const reader = new Reader([asked("a"), asked("b")]).lesson("a", true, new Date(2031, 0, 1));
    reader.lesson("b", true, new Date(2031, 0, 2));
    expect(reader.due(noon(1))).toEqual(["axes"]);
    expect(reader.review("axes", true, noon(1))).toBe(true);
    expect(reader.due(noon(1))).toEqual([]);
    expect(reader.due(noon(8))).toEqual(["axes"]);
  });

  it("that is set back asks again, and loses nothing", () => {
    const reader = new Reader([asked("a")]).lesson("a", true, noon(1));
    reader.review("axes", true, noon(20));
    const kept = structuredClone(reader.answers);
    expect(reader.due(new Date(2026, 1, 1))).toEqual(["axes"]);
    expect(reader.answers).toEqual(kept);
    expect(reader.due(noon(20))).toEqual([]);
  });

  it("of another time zone, a few hours behind, asks nothing again", () => {
    const reader = new Reader([asked("a")]).lesson("a", false, noon(2, 0, 30));
    expect(reader.due(new Date(noon(2, 0, 30).getTime() - 10 * HOUR))).toEqual([]);
  });
});

describe("what is due", () => {
  const PLACES = [
    ["axes", "one"],
    ["epsilon", "one"],
    ["cost", "two"],
    ["depth", "two"],
  ] as const;
  const reader = new Reader(PLACES.map(([concept, page]) => asked(concept, concept, page)));
  for (const [index, [concept]] of PLACES.entries()) reader.lesson(concept, false, noon(1 + index));

  it("comes by how long it is overdue, and mixed across pages", () => {
    expect(reader.due(noon(3))).toEqual(["axes", "epsilon"]);
    expect(reader.due(noon(9))).toEqual(["axes", "cost", "epsilon", "depth"]);
  });

  it("leaves what is not, for who wants to practice", () => {
    const all = standings(reader.questions, reader.answers, noon(3));
    expect(notYet(all, noon(3)).map((one) => one.concept)).toEqual(["cost", "depth"]);
  });
});

it("is independent of the order in which answers came in", () => {
  const questions = [asked("a"), asked("b"), asked("c")];
  const lessons = [answer("a", true, noon(1)), answer("b", false, noon(2)), answer("c", true, noon(3), 2)];
  const reviews = [reviewOf(answer("a", true, noon(4)), 1), reviewOf(answer("b", true, noon(5)), 1)];
  const by = <T extends Answered>(records: T[]): Map<string, T> =>
    new Map(records.map((one) => [one.content.slice(0, 1), one]));
  const one: Answers = { lessons: by(lessons), reviews: by(reviews) };
  const other: Answers = { lessons: by([...lessons].reverse()), reviews: by([...reviews].reverse()) };
  expect(standings(questions, other, noon(6))).toEqual(standings(questions, one, noon(6)));
});

describe("ten thousand answers at random", () => {
  it("never call a concept known without a review, and never lose one", () => {
    let state = 11;
    const chance = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const mistakes: string[] = [];
    const hold = (holds: boolean, what: string): void => {
      if (!holds) mistakes.push(what);
    };
    for (let turn = 0; turn < 200; turn++) {
      const questions = ["a", "b", "c", "d", "e"].map((id) => asked(id, `c${chance(3)}`, `p${chance(2)}`));
      const reader = new Reader(questions);
      const right = new Set<string>();
      let now = noon(1);
      for (let step = 0; step < 50; step++) {
        now = new Date(now.getTime() + chance(40) * HOUR);
        const question = questions[chance(5)] as Asked;
        const met = reader.standing(question.concept, now).next !== null;
        if (met && chance(2) === 0) {
          const before = reader.standing(question.concept, now);
          const isDue = before.due !== null && before.due <= localDay(now);
          const good = chance(3) > 0;
          const kept = reader.review(question.concept, good, now);
          hold(kept === (isDue || !good), "an early right answer alone changes nothing");
          if (good && isDue) right.add(question.concept);
          const after = reader.standing(question.concept, now);
          if (good && isDue) hold((after.due ?? 0) > localDay(now), "it waits until tomorrow");
          const again = after.mastery === "seen" && after.row === 0 && after.due === localDay(now) + 1;
          if (!good) hold(again, "a missed one returns tomorrow");
        } else {
          reader.lesson(question.id, chance(2) === 0, now, 1 + chance(3));
        }
        for (const one of standings(questions, reader.answers, now)) {
          if (one.mastery === "known") hold(right.has(one.concept), "what is known was right in a review");
          hold((one.due === null) === (one.mastery === "new"), "what was met returns");
          hold((one.due ?? 0) <= localDay(now) + 60, "it returns within two months");
        }
      }
      const later = new Date(now.getTime() + 61 * 24 * HOUR);
      const all = standings(questions, reader.answers, later);
      const met = all.filter((one) => one.mastery !== "new").length;
      hold(due(all, later).length === met, "after two months everything is due");
    }
    expect([...new Set(mistakes)]).toEqual([]);
  });
});
