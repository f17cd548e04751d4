// Arrow keys move by one entry, with Shift by a block, and never out of the grid.

import { describe, expect, it } from "vitest";
import { type Grid, moved } from "./moving";

const IMAGES: Grid = { size: [12, 9], block: [3, 3] };
const press = (key: string, more: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  ...more,
});

describe("moved", () => {
  it.each([
    ["ArrowUp", [3, 4]],
    ["ArrowDown", [5, 4]],
    ["ArrowLeft", [4, 3]],
    ["ArrowRight", [4, 5]],
    ["PageUp", [1, 4]],
    ["PageDown", [7, 4]],
    ["Home", [4, 0]],
    ["End", [4, 8]],
  ])("goes by %s to %j", (key, cell) => {
    expect(moved(IMAGES, [4, 4], press(key))).toEqual(cell);
  });

  it.each([
    ["ArrowUp", [1, 4]],
    ["ArrowDown", [7, 4]],
    ["ArrowLeft", [4, 1]],
    ["ArrowRight", [4, 7]],
  ])("jumps by Shift and %s to %j", (key, cell) => {
    expect(moved(IMAGES, [4, 4], press(key, { shiftKey: true }))).toEqual(cell);
  });

  it("goes to the corners", () => {
    expect(moved(IMAGES, [4, 4], press("Home", { ctrlKey: true }))).toEqual([0, 0]);
    expect(moved(IMAGES, [4, 4], press("End", { ctrlKey: true }))).toEqual([11, 8]);
  });

  it("stays at an edge, and keeps its place in the block", () => {
    expect(moved(IMAGES, [0, 0], press("ArrowUp"))).toEqual([0, 0]);
    expect(moved(IMAGES, [11, 8], press("ArrowRight"))).toEqual([11, 8]);
    expect(moved(IMAGES, [1, 7], press("ArrowRight", { shiftKey: true }))).toEqual([1, 7]);
    expect(moved(IMAGES, [1, 7], press("PageUp"))).toEqual([1, 7]);
  });

  it("leaves all other keys alone", () => {
    for (const key of ["Tab", "Enter", "a", "Escape"]) expect(moved(IMAGES, [4, 4], press(key))).toBeNull();
  });
});
