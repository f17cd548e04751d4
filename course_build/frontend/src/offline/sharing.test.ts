import { afterEach, expect, it, vi } from "vitest";
import { answer, keptApart } from "./sharing";

const PAGES: [string, string] = ["file:///course/one.html", "file:///course/two.html"];

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

/** Answer as pages do, each with what it sees of our mark; null is a page that never answers. */
function pages(...see: (((mark: string) => string | null) | null)[]): string[] {
  const asked: string[] = [];
  vi.spyOn(document.body, "append").mockImplementation((frame) => {
    if (!(frame instanceof HTMLIFrameElement)) throw new Error("no page was asked");
    const { pathname, hash } = new URL(frame.src);
    const sees = see[asked.push(pathname) - 1];
    Object.defineProperty(frame, "contentWindow", { value: window });
    const say = (data: unknown, source: Window | null): boolean =>
      window.dispatchEvent(new MessageEvent("message", { data, source }));
    queueMicrotask(() => {
      say("from elsewhere", null);
      if (sees) say(sees(hash.slice(1)), window);
    });
  });
  return asked;
}

const mark = (own: string) => own;
const nothing = () => null;

it.each([
  ["the first page sees the mark", [mark], false],
  ["pages within a page are apart from it, and see each other", [nothing, mark], false],
  ["no page sees another", [nothing, nothing], true],
  ["pages see older marks", [() => "1-0.5", () => "1-0.5"], true],
])("%s", async (_, see, expected) => {
  const asked = pages(...see);
  expect(await keptApart(PAGES)).toBe(expected);
  expect(asked).toEqual(["/course/one.html", "/course/two.html"].slice(0, see.length));
  expect(localStorage.length).toBe(0);
});

it("says nothing of browsers that do not answer, and of those that keep nothing", async () => {
  vi.useFakeTimers();
  pages(null);
  const apart = keptApart(PAGES);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await apart).toBe(false);
  const setItem = (): never => {
    throw new DOMException("no");
  };
  vi.stubGlobal("localStorage", { setItem, clear: () => {} });
  expect(await keptApart(PAGES)).toBe(false);
});

it("answers with what is found, and leaves the mark of its address", () => {
  const post = vi.spyOn(window.parent, "postMessage").mockImplementation(() => {});
  localStorage.setItem("course/probe", "found");
  location.hash = "#1-0.25";
  answer();
  expect(post).toHaveBeenCalledWith("found", "*");
  expect(localStorage.getItem("course/probe")).toBe("1-0.25");
});
