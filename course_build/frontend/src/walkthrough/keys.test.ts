import { describe, expect, it } from "vitest";
import { type Press, stepOfKey } from "./keys";

const press = (key: string, held: Partial<Press> = {}): Press => ({
  key,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...held,
});

describe("stepOfKey", () => {
  it("goes back and on, and no further than the first and the last step", () => {
    expect([0, 1, 2].map((current) => stepOfKey(press("ArrowRight"), current, 3))).toEqual([1, 2, null]);
    expect([0, 1, 2].map((current) => stepOfKey(press("ArrowLeft"), current, 3))).toEqual([null, 0, 1]);
  });

  it("leaves other keys, and arrows held with a modifier, to the browser", () => {
    for (const key of ["ArrowUp", "ArrowDown", "Enter", "a", "toString"]) {
      expect(stepOfKey(press(key), 1, 3)).toBeNull();
    }
    for (const held of ["altKey", "ctrlKey", "metaKey", "shiftKey"]) {
      expect(stepOfKey(press("ArrowRight", { [held]: true }), 1, 3)).toBeNull();
    }
  });
});
