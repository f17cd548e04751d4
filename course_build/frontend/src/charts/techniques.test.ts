import { expect, it } from "vitest";
import { GLYPHS, marker, withGlyph } from "./techniques";
import cases from "./techniques.cases.json";

it("techniques look as they do everywhere", () => {
  const looks = Object.fromEntries(
    Object.entries(cases).map(([token, { glyph }]) => [token, { glyph, marker: marker(token, 44).d }]),
  );
  expect(looks).toEqual(cases);
  expect(Object.keys(GLYPHS)).toEqual(Object.keys(cases));
  expect(Object.values(GLYPHS)).toEqual(Object.values(cases).map((one) => one.glyph));
});

it("what is no technique has no glyph before its name", () => {
  expect(withGlyph("after LayerNorm", "layer")).toBe("■ after LayerNorm");
  expect(withGlyph("before", "none")).toBe("before");
  expect(withGlyph("sum", "ink")).toBe("sum");
});
