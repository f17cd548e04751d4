import { afterEach, expect, it, vi } from "vitest";

const { bring } = vi.hoisted(() => ({ bring: vi.fn(async () => new Response("window.ran = 1;")) }));
vi.mock("./python/bring", () => ({ bring }));

import { bringScript } from "./script";

afterEach(() => {
  delete window.courseHeld;
  document.head.replaceChildren();
});

it("puts what a copy that is one file holds into the page", async () => {
  window.courseHeld = async () => "";
  await bringScript("editor/editor.1.js", "the editor");
  expect(bring).toHaveBeenCalledWith(new URL("editor/editor.1.js", document.baseURI));
  expect([...document.head.children].map((one) => one.textContent)).toEqual(["window.ran = 1;"]);
});

it("lets any other copy bring it, and tells when it does not come", async () => {
  // Nothing comes in a test.
  const append = vi.spyOn(document.head, "append").mockImplementation(() => {});
  const coming = bringScript("editor/editor.1.js", "the editor");
  const script = append.mock.calls[0]?.[0] as HTMLScriptElement | undefined;
  expect(script?.src).toBe(new URL("editor/editor.1.js", document.baseURI).href);
  script?.dispatchEvent(new Event("error"));
  await expect(coming).rejects.toThrow("the editor did not come");
});
