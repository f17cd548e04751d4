import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isOlder, scriptNames, wasUpdated } from "./updated";

const NAMES = ["course.0123456789.js", "cells.abcdef0123.js"];
const PAGE = NAMES.map((name) => `<script src="../generated/${name}">`).join("");

function answers(body: string, status = 200) {
  const ask = vi.fn(async () => new Response(body, { status }));
  vi.stubGlobal("fetch", ask);
  return ask;
}

beforeEach(() => {
  document.body.innerHTML = "";
});
afterEach(() => vi.unstubAllGlobals());

test("scripts of this version are those of ours whose names carry a hash", () => {
  const sources = [
    `${location.origin}/generated/course.0123456789.js`,
    `${location.origin}/assets/javascripts/bundle.a5f9d56c.min.js`,
    "https://example.org/course.0123456789.js",
    "",
  ];
  const scripts = sources.map((src) => Object.assign(document.createElement("script"), { src, defer: true }));
  const brought = `${location.origin}/generated/editor/editor.0123456789.js`;
  scripts.push(Object.assign(document.createElement("script"), { src: brought }));
  expect(scriptNames(scripts, location.href)).toEqual(["course.0123456789.js"]);
});

test.each([
  ["the same page", PAGE, 200, false],
  ["another script", PAGE.replace("abcdef", "fedcba"), 200, true],
  ["no such page", "", 404, true],
  ["a host in trouble", "", 503, false],
])("%s", async (_, body, status, older) => {
  const ask = answers(body, status);
  expect(await isOlder(NAMES)).toBe(older);
  expect(ask).toHaveBeenCalledWith(location.href.split("#")[0], { cache: "no-store" });
});

test("without a network nothing was updated", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(await isOlder(NAMES)).toBe(false);
});

test("it is said once, with a way on", async () => {
  answers("", 404);
  expect(await wasUpdated()).toBe(true);
  expect(await wasUpdated()).toBe(true);
  const said = document.querySelectorAll(".course-notice");
  expect(said).toHaveLength(1);
  expect([...(said[0]?.querySelectorAll("button") ?? [])].map((one) => one.textContent)).toEqual([
    "Load again",
    "Close",
  ]);
});
