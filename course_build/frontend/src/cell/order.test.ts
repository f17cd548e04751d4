import { expect, test } from "vitest";
import { missing } from "./order";

const first = { isolated: false, life: 0 };
const alone = { isolated: true, life: null };
const second = { isolated: false, life: null };
const third = { isolated: false, life: null };
const PAGE = [first, alone, second, third];

test("cells above run first, in reading order, unless they ran in this life", () => {
  expect(missing(PAGE, third, 0)).toEqual([second]);
  expect(missing(PAGE, third, 1)).toEqual([first, second]);
});

test("the first cell needs nothing", () => {
  expect(missing(PAGE, first, 3)).toEqual([]);
});

test("an isolated cell needs nothing, and nothing needs it", () => {
  expect(missing(PAGE, alone, 1)).toEqual([]);
  expect(missing(PAGE, second, 1)).toEqual([first]);
});
