import { expect, test } from "vitest";
import { inWords } from ".";
import { cacheOf, placeOf } from "./place";

test.each([
  ["https://example.org/norms/manifest.webmanifest", "https://example.org/norms/"],
  ["http://127.0.0.1:8000/manifest.webmanifest", "http://127.0.0.1:8000/"],
  ["file:///course/manifest.webmanifest", null],
])("%s", (address, scope) => {
  const page = document.implementation.createHTMLDocument();
  page.head.append(Object.assign(page.createElement("link"), { rel: "manifest", href: address }));
  expect(placeOf(page)).toEqual(scope && { scope, script: `${scope}service-worker.js` });
});

test("a page that no finished site has is left alone", () => {
  expect(placeOf(document.implementation.createHTMLDocument())).toBeNull();
});

test("two courses on one host do not share what is kept", () => {
  expect(cacheOf("https://example.org/a/")).not.toBe(cacheOf("https://example.org/b/"));
});

test("what is kept is said with its size", () => {
  const some = { files: 36, bytes: 2_240_000, python: false };
  expect(inWords(some, false)).toBe(
    "The core path is kept on this device: 36 files, 2.2 MB. Python comes to it when you first use it.",
  );
  expect(inWords({ ...some, python: true }, false)).toContain("core path and Python");
  expect(inWords({ files: 0, bytes: 0, python: false }, true)).toBe(
    "Nothing is kept on this device, as you chose.",
  );
});
