import { describe, expect, it } from "vitest";
import cases from "./playground.cases.json";
import { type Control, defaults, parse, same, settled, write } from "./state";

const controls = cases.data.controls as unknown as Control[];
const standard = defaults(controls);
const changed = (name: string, value: string | number) => new Map(standard).set(name, value);

describe("the address", () => {
  it("carries every value, and brings it back", () => {
    expect(write(standard, controls)).toBe(
      "#p=1&tech=batch&input=channel_offsets&mode=train&gamma=1&beta=0" +
        "&layout=N,C,H,W&batch=32&features=4&groups=2&offset=0&scale=1&eps=0.00001",
    );
    for (const control of controls) {
      const values = control.kind === "choice" ? Object.keys(control.options) : control.values;
      for (const value of values) {
        // More groups than features would not come back.
        const state = settled(changed(control.name, value), controls);
        const back = parse(write(state, controls), controls);
        expect(back !== null && same(back, state), `${control.name} ${value}`).toBe(true);
      }
    }
  });

  it("of another kind, or of a later version, is none", () => {
    for (const hash of ["", "#", "#batch-of-two", "#tech=layer", "#p=2&tech=layer", "#p=", "#%", "#p"]) {
      expect(parse(hash, controls)).toBeNull();
    }
  });

  it("may leave out what is standard", () => {
    expect(parse("#p=1", controls)).toEqual(standard);
    expect(parse("#p=1&tech=layer", controls)).toEqual(changed("technique", "layer"));
  });

  it("is held to the values of the controls", () => {
    const read = (hash: string) => Object.fromEntries(parse(hash, controls) ?? []);
    const hostile = read(
      "#p=1&tech=__proto__&input=constructor&mode=<script>&gamma=1e999&beta=-1e999&batch=33&features=1e9" +
        "&groups=-4&offset=NaN&scale=0x10&eps=0&layout=toString",
    );
    expect(hostile).toEqual({
      technique: "batch",
      distribution: "channel_offsets",
      mode: "train",
      gamma: 3,
      beta: -3,
      layout: "N,C,H,W",
      batch: 32,
      features: 512,
      groups: 1,
      offset: 0,
      scale: 10,
      eps: 1e-12,
    });
    expect(read("#p=1&gamma=&beta=%20&batch=abc&eps=1;alert(1)")).toEqual(Object.fromEntries(standard));
    expect(read("#p=1&gamma=1.26").gamma).toBe(1.3);
    expect(read("#p=1&tech=layer&tech=rms").technique).toBe("layer");
  });

  it("keeps the groups dividing the features", () => {
    expect(Object.fromEntries(parse("#p=1&features=4&groups=64", controls) ?? []).groups).toBe(4);
  });
});
