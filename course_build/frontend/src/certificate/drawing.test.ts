import { describe, expect, it } from "vitest";
import {
  asSvg,
  type Content,
  described,
  drawing,
  fitting,
  HEIGHT,
  inWords,
  type Shape,
  WIDTH,
} from "./drawing";

const SCORE = { asked: 2, right: 2, first: 1 };
const CONTENT: Content = {
  course: "Norms & <more>",
  name: 'Ada "A" <script>alert(1)</script>',
  date: "March 4, 2026",
  parts: 8,
  scores: [{ ...SCORE, concept: "Axes" }],
  version: "0.1.0+abc",
  mark: "0123 4567 89ab cdef",
  statement: "Self-attested.",
  techniques: ["batch", "layer", "rms", "group", "instance"].map((key) => ({ key, name: key })),
};
const LOOK = { color: (token: string) => `color-${token}`, font: (family: string) => family };

function texts(one: Shape): Shape[] {
  return [
    ...(one.tag === "text" ? [one] : []),
    ...one.children.flatMap((child) => (typeof child === "string" ? [] : texts(child))),
  ];
}

describe("the drawing", () => {
  it.each([0, 1, 8, 15, 40])("keeps %i concepts on the sheet, and every line apart", (count) => {
    const scores = Array.from({ length: count }, (_, index) => ({ ...SCORE, concept: `Concept ${index}` }));
    const made = texts(drawing({ ...CONTENT, scores }, LOOK));
    const heights = made.map((text) => Number(text.attributes.y));
    expect(Math.max(...heights)).toBeLessThan(HEIGHT - 30);
    const inTable = heights.filter((y) => y > 560 && y < 890);
    expect(inTable.length).toBe(2 * count);
    expect(made.filter((text) => Number(text.attributes["font-size"]) < 7)).toEqual([]);
  });

  it.each(["Ada", "A".repeat(60), "W".repeat(60), "漢".repeat(60), ""])("fits the name %s", (name) => {
    const size = fitting(name, 50, WIDTH - 144);
    expect(size).toBeLessThanOrEqual(50);
    expect(size).toBeGreaterThan(8);
  });

  it("lights up what shares its statistics, in the color of the technique", () => {
    const lit = JSON.stringify(drawing(CONTENT, LOOK)).match(
      /"fill":"color-(batch|layer|rms|group|instance)","opacity"/g,
    );
    const counts = Object.fromEntries(
      ["batch", "layer", "rms", "group", "instance"].map((key) => [
        key,
        lit?.filter((one) => one.includes(key)).length,
      ]),
    );
    expect(counts).toEqual({ batch: 4, layer: 4, rms: 4, group: 2, instance: 1 });
  });
});

describe("the file", () => {
  it("is XML whatever the name is, and needs nothing of the page", () => {
    const svg = asSvg(
      { ...CONTENT, name: `${CONTENT.name}\u0000\u0007 & "` },
      { ink: "#111", batch: "#222" },
    );
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(svg).not.toContain("<script");
    expect(svg).not.toMatch(/var\(|url\(|href/);
    expect(svg).toContain("Self-attested.");
  });
});

it.each([
  [{ asked: 1, right: 1, first: 1 }, "1 of 1, first try"],
  [{ asked: 1, right: 1, first: 0 }, "1 of 1, later try"],
  [{ asked: 3, right: 2, first: 1 }, "2 of 3, 1 at first try"],
  [{ asked: 2, right: 0, first: 0 }, "0 of 2"],
])("says %j as %s", (score, words) => {
  expect(inWords({ concept: "Axes", ...score })).toBe(words);
});

it("says all of it in words", () => {
  const words = described(CONTENT);
  for (const part of [
    "Ada",
    "March 4, 2026",
    "8 parts",
    "Axes: 2 of 2, 1 at first try",
    "Self-attested",
    "0123 4567",
  ]) {
    expect(words).toContain(part);
  }
});
