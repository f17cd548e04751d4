import { afterEach, expect, test, vi } from "vitest";
import { withSearch } from "./search";

afterEach(() => vi.restoreAllMocks());

test("only the search is started from its source", async () => {
  const started: [string | URL, WorkerOptions | undefined][] = [];
  class Fake {
    constructor(address: string | URL, options?: WorkerOptions) {
      started.push([address, options]);
    }
  }
  const made: Blob[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
    made.push(blob as Blob);
    return "blob:search";
  });
  const Ours = withSearch(Fake as unknown as typeof Worker, { name: "search.1.js", source: "find()" });
  new Ours("../assets/workers/search.1.js");
  new Ours("blob:python", { name: "python" });
  new Ours(new URL("http://a.test/search.2.js"));
  expect(started.map(([address]) => String(address))).toEqual([
    "blob:search",
    "blob:python",
    "http://a.test/search.2.js",
  ]);
  expect(started[1]?.[1]).toEqual({ name: "python" });
  expect(await Promise.all(made.map((blob) => blob.text()))).toEqual(["find()"]);
});
