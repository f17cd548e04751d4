import { beforeEach, expect, it, vi } from "vitest";
import { one } from "./dom";
import { pageOf, SHOWN, whenFirstShown, whenShownAgain } from "./page";

beforeEach(() => {
  document.body.innerHTML = '<p></p><article class="course-page"><h1></h1></article>';
});

it("takes the document for the page, unless a section is", () => {
  expect(pageOf(one(document, "p"))).toBe(document);
  expect(pageOf(one(document, "h1"))).toBe(one(document, "article"));
});

it("acts once: at once on the document, and in a section when that is shown", () => {
  const [around, inside] = [vi.fn(), vi.fn()];
  whenFirstShown(one(document, "p"), around);
  whenFirstShown(one(document, "h1"), inside);
  expect([around, inside].map((each) => each.mock.calls.length)).toEqual([1, 0]);
  for (let time = 0; time < 2; time++) one(document, "article").dispatchEvent(new Event(SHOWN));
  expect([around, inside].map((each) => each.mock.calls.length)).toEqual([1, 1]);
});

it("acts again each time that a section is shown, but not the time in which it was asked to", () => {
  const again = vi.fn();
  whenFirstShown(one(document, "h1"), () => whenShownAgain(one(document, "h1"), again));
  for (let time = 0; time < 3; time++) one(document, "article").dispatchEvent(new Event(SHOWN));
  expect(again).toHaveBeenCalledTimes(2);
});
