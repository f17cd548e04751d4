import { describe, expect, it } from "vitest";
import type { CallOutcome } from "../python";
import type { Outcome } from "./outcome";
import { type View, view } from "./picture";
import cases from "./playground.cases.json";
import { BuildSource, controlsOf, type Data, LiveSource, type Result } from "./source";
import type { State, Value } from "./state";

interface Case {
  state: Record<string, Value>;
  technique: { name: string };
  outcome: Outcome;
  view: View;
}

const data = cases.data as unknown as Data;
const answered = cases.answered as unknown as Case[];
const others = cases.others as unknown as Case[];
const stateOf = (one: Case): State => new Map(Object.entries(one.state));
const first = stateOf(answered[0] as Case);
const nameOf = (one: Case): string => JSON.stringify(one.state);

/** Numbers that agree up to rounding; everything else is the same. */
function expectClose(found: unknown, expected: unknown, path = ""): void {
  if (typeof expected === "number")
    expect(Math.abs(Number(found) - expected), path).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected)));
  else if (Array.isArray(expected) && Array.isArray(found)) {
    expect(found.length, path).toBe(expected.length);
    for (const [index, one] of expected.entries()) expectClose(found[index], one, `${path}/${index}`);
  } else if (
    typeof expected === "object" &&
    expected !== null &&
    typeof found === "object" &&
    found !== null
  ) {
    for (const [name, one] of Object.entries(expected)) {
      expectClose((found as Record<string, unknown>)[name], one, `${path}/${name}`);
    }
  } else expect(found, path).toEqual(expected);
}

describe("the build's states", () => {
  it.each(answered.map((one) => [nameOf(one), one] as const))(
    "with gamma and beta are Python's: %s",
    (_, one) => {
      expectClose(new BuildSource(data).known(stateOf(one)), one.outcome);
    },
  );

  it("answer no other control, and say which", async () => {
    const source = new BuildSource(data);
    const state = new Map(first).set("batch", 2).set("eps", 1).set("groups", 4);
    expect(source.known(state)).toBeUndefined();
    expect(await source.compute(state)).toEqual({ kind: "needs", controls: ["batch", "eps"] });
    expect([...source.answers]).toEqual(["technique", "distribution", "mode", "gamma", "beta"]);
  });

  it("know no evaluation of what has none, and no groups", () => {
    const source = new BuildSource(data);
    const state = new Map(stateOf(answered[1] as Case));
    const expected = source.known(state);
    expect(source.known(new Map(state).set("mode", "eval").set("groups", 4))).toEqual(expected);
  });
});

describe("live Python", () => {
  const other = new Map(first).set("batch", 2).set("mode", "eval");

  function live(end: CallOutcome) {
    const asked: Record<string, unknown>[] = [];
    const source = new LiveSource(data, new BuildSource(data), async (controls) => {
      asked.push(controls);
      return end;
    });
    return { source, asked };
  }

  it("answers every control, but not what the build knows", async () => {
    const { outcome } = others[0] as Case;
    const { source, asked } = live({ kind: "value", value: { outcome } });
    expect([...source.answers]).toEqual(data.controls.map((one) => one.name));
    expect(source.known(first)).toBeDefined();
    expect(source.known(other)).toBeUndefined();
    expect(await source.compute(other)).toEqual({ kind: "outcome", outcome });
    expect(asked).toEqual([controlsOf(other)]);
    expect(asked[0]).toMatchObject({ technique: "batch", batch: 2, training: false, layout: "N,C,H,W" });
    expect(asked[0]).not.toHaveProperty("mode");
  });

  const refusal = { short: "It cannot.", why: "Because." };
  const raised = {
    kind: "error",
    type: "TypeError",
    message: "no",
    words: "",
    line: 1,
    traceback: "",
  } as const;
  it.each<[CallOutcome, Result]>([
    [
      { kind: "value", value: { refusal } },
      { kind: "refused", ...refusal },
    ],
    [
      { ...raised, memory: false },
      { kind: "prevented", why: "TypeError: no." },
    ],
    [
      { ...raised, memory: true },
      { kind: "prevented", why: "" },
    ],
    [
      { kind: "stopped", reason: "reader" },
      { kind: "prevented", why: "" },
    ],
    [
      { kind: "failed", cause: "no network" },
      { kind: "prevented", why: "" },
    ],
  ])("tells how else a call ends: %j", async (end, result) => {
    expect(await live(end).source.compute(other)).toEqual(result);
  });

  it("forgets what waits when the build knows what is asked for next", async () => {
    let finish = (_: CallOutcome): void => {};
    const source = new LiveSource(
      data,
      new BuildSource(data),
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    const both = [source.compute(other), source.compute(new Map(other).set("eps", 1))];
    source.known(first);
    finish({ kind: "value", value: { refusal } });
    expect(await Promise.all(both)).toEqual([{ kind: "refused", ...refusal }, null]);
  });
});

describe("what is shown", () => {
  it.each([...answered, ...others].map((one) => [nameOf(one), one] as const))(
    "is what the build says: %s",
    (_, one) => {
      expectClose(view(stateOf(one), one.outcome, one.technique), one.view);
    },
  );
});
