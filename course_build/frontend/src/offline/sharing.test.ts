import { afterEach, expect, it, vi } from "vitest";
import { answer, keptApart } from "./sharing";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Ask; return what is awaited, and how the other page answers. */
function ask(): { apart: Promise<boolean>; say: (found: string | null, source?: Window | null) => void } {
  const append = vi.spyOn(document.body, "append").mockImplementation(() => {});
  const apart = keptApart("file:///course/generated/probe.html");
  const [frame] = append.mock.calls[0] ?? [];
  if (!(frame instanceof HTMLIFrameElement)) throw new Error("no page was asked");
  Object.defineProperty(frame, "contentWindow", { value: window });
  return {
    apart,
    say: (data, source = window) => window.dispatchEvent(new MessageEvent("message", { data, source })),
  };
}

it.each([
  ["sees the mark", (mark: string | null) => mark, false],
  ["sees nothing", () => null, true],
  ["sees an older mark", () => "1 0.5", true],
])("another page %s", async (_, sees, expected) => {
  const { apart, say } = ask();
  say("from elsewhere", null);
  say(sees(localStorage.getItem("course/probe")));
  expect(await apart).toBe(expected);
  expect(localStorage.length).toBe(0);
});

it("says nothing of browsers that do not answer, and of those that keep nothing", async () => {
  vi.useFakeTimers();
  const { apart } = ask();
  vi.advanceTimersByTime(5000);
  expect(await apart).toBe(false);
  const setItem = (): never => {
    throw new DOMException("no");
  };
  vi.stubGlobal("localStorage", { setItem });
  expect(await keptApart("file:///probe.html")).toBe(false);
});

it("answers with what is found", () => {
  const post = vi.spyOn(window.parent, "postMessage").mockImplementation(() => {});
  localStorage.setItem("course/probe", "mark");
  answer();
  expect(post).toHaveBeenCalledWith("mark", "*");
  localStorage.clear();
});
