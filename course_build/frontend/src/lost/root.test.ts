import { afterEach, expect, it, vi } from "vitest";
import { foldersOf, rootOf } from "./root";

const STYLES = "generated/course.0123456789.css";

function host(files: Record<string, string>) {
  const ask = vi.fn(async (path: string) =>
    path in files
      ? new Response("", { headers: { "Content-Type": files[path] ?? "" } })
      : new Response("", { status: 404 }),
  );
  vi.stubGlobal("fetch", ask);
  return ask;
}

afterEach(() => vi.unstubAllGlobals());

it.each([
  ["/", ["/"]],
  ["/nothing", ["/"]],
  ["/norms/nothing/here", ["/", "/norms/", "/norms/nothing/"]],
  ["//norms//a", ["/", "/norms/"]],
])("the address %o lies in %o", (path, folders) => {
  expect(foldersOf(path)).toEqual(folders);
});

it("the course begins where its styles are", async () => {
  const ask = host({ [`/norms/${STYLES}`]: "text/css; charset=utf-8" });
  expect(await rootOf("/norms/a/b/c", STYLES)).toBe("/norms/");
  expect(ask).toHaveBeenCalledTimes(2);
});

it("a host that answers everything with one page is not the course", async () => {
  host({ [`/${STYLES}`]: "text/html", [`/norms/${STYLES}`]: "text/css" });
  expect(await rootOf("/norms/a", STYLES)).toBe("/norms/");
});

it("where nothing answers, nothing is found", async () => {
  host({});
  expect(await rootOf("/norms/a", STYLES)).toBeNull();
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("no network")));
  expect(await rootOf("/norms/a", STYLES)).toBeNull();
});
