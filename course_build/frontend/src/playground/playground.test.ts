import { describe, expect, it } from "vitest";
import type { Outcome } from "./outcome";
import { type View, view } from "./picture";
import cases from "./playground.cases.json";
import { BuildSource, type Data } from "./source";
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
    async (_, one) => {
      expectClose(await new BuildSource(data).compute(stateOf(one)), one.outcome);
    },
  );

  it("answer no other control, and say which", async () => {
    const source = new BuildSource(data);
    const state = new Map(stateOf(answered[0] as Case)).set("batch", 2).set("eps", 1);
    expect(await source.compute(state)).toEqual({ needs: ["batch", "eps"] });
    expect([...source.answers]).toEqual(["technique", "distribution", "mode", "gamma", "beta"]);
  });

  it("know no evaluation of what has none", async () => {
    const source = new BuildSource(data);
    const state = new Map(stateOf(answered[1] as Case)).set("mode", "eval");
    expect(await source.compute(state)).toEqual(await source.compute(stateOf(answered[1] as Case)));
  });
});

describe("what is shown", () => {
  it.each([...answered, ...others].map((one) => [nameOf(one), one] as const))(
    "is what the build says: %s",
    (_, one) => {
      const looks = { name: one.technique.name, glyph: "" };
      expectClose(view(stateOf(one), one.outcome, looks), one.view);
    },
  );
});
