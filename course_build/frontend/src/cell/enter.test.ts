import { expect, it, vi } from "vitest";
import { enter } from "./enter";

it("forgets what ran when another page runs something, and not before", () => {
  const python = { forget: vi.fn() };
  const [one, other] = [document.createElement("article"), document.createElement("article")];
  enter(one, python);
  enter(one, python);
  expect(python.forget).not.toHaveBeenCalled();
  enter(other, python);
  enter(other, python);
  expect(python.forget).toHaveBeenCalledTimes(1);
  enter(one, python);
  expect(python.forget).toHaveBeenCalledTimes(2);
});
