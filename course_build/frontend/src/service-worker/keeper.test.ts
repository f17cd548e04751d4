// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import { hashOf, Keeper } from "./keeper";

const SCOPE = "https://example.org/norms/";
const host = new Map<string, string>();
const cache = new Map<string, Response>();
let asked: string[] = [];

const opened = {
  cache: {
    match: async (key: RequestInfo | URL) => cache.get(String(key))?.clone(),
    put: async (key: RequestInfo | URL, answer: Response) => void cache.set(String(key), answer),
    keys: async () => [...cache.keys()].map((url) => new Request(url)),
    delete: async (key: RequestInfo | URL) => cache.delete((key as Request).url),
  },
  ask: async (address: string) => {
    asked.push(address);
    const body = host.get(address);
    const headers = { "Content-Type": "text/html" };
    return body === undefined ? new Response("", { status: 404 }) : new Response(body, { headers });
  },
};

async function keeper(files: Record<string, string>, core: string[]): Promise<Keeper> {
  const hashed = Object.entries(files).map(async ([path, text]) => {
    const bytes = new TextEncoder().encode(text);
    return [path, await hashOf(bytes.buffer)] as const;
  });
  const site = { files: Object.fromEntries(await Promise.all(hashed)), core };
  return new Keeper(site, SCOPE, async () => opened);
}

const FILES = {
  "index.html": "home",
  "a/index.html": "a page",
  "generated/é.1.js": "script",
  "b.bin": "bytes",
};

beforeEach(() => {
  host.clear();
  cache.clear();
  asked = [];
  for (const [path, text] of Object.entries(FILES))
    host.set(`${SCOPE}${encodeURI(path).replace(/index\.html$/, "")}`, text);
});

test("addresses are those of files of this version, or none", async () => {
  const here = await keeper(FILES, []);
  const cases: [string, string | null][] = [
    [SCOPE, "index.html"],
    [`${SCOPE}?from=mail#part`, "index.html"],
    [`${SCOPE}a/`, "a/index.html"],
    [`${SCOPE}a/index.html`, "a/index.html"],
    [`${SCOPE}generated/%C3%A9.1.js`, "generated/é.1.js"],
    [`${SCOPE}a`, null],
    [`${SCOPE}%E0%A4%A`, null],
    [`${SCOPE}constructor`, null],
    ["https://example.org/other/", null],
  ];
  for (const [address, path] of cases) expect([address, here.pathOf(address)]).toEqual([address, path]);
});

test("the core path is kept by its content, and answered anew", async () => {
  const here = await keeper(FILES, ["index.html", "a/index.html", "generated/é.1.js"]);
  await here.keepCore();
  expect(cache.size).toBe(3);
  const answer = await here.kept("a/index.html");
  expect(await answer?.text()).toBe("a page");
  expect(answer?.headers.get("Content-Type")).toBe("text/html");
  expect(answer?.headers.get("Content-Length")).toBe("6");
  expect(await here.kept("b.bin")).toBeUndefined();
});

test("a core path of two versions is not kept as one", async () => {
  const here = await keeper(FILES, ["index.html", "a/index.html"]);
  host.set(`${SCOPE}a/`, "a newer page");
  await expect(here.keepCore()).rejects.toThrow("a/index.html is of another version");
  host.delete(`${SCOPE}a/`);
  await expect(here.keepCore()).rejects.toThrow("a/index.html: the server answers 404");
});

test("what was used is kept where it is of this version, and the rest is left", async () => {
  const here = await keeper(FILES, []);
  host.set(`${SCOPE}a/`, "a newer page");
  await here.keep([`${SCOPE}b.bin`, `${SCOPE}a/`, `${SCOPE}b.bin`, "https://example.org/other"]);
  expect(await (await here.kept("b.bin"))?.text()).toBe("bytes");
  expect(cache.size).toBe(1);
});

test("a newer version asks for what changed alone, and removes what is no more", async () => {
  const older = await keeper(FILES, ["index.html", "a/index.html", "b.bin"]);
  await older.keepCore();
  asked = [];
  host.set(`${SCOPE}a/`, "a newer page");
  const newer = await keeper({ ...FILES, "a/index.html": "a newer page" }, ["index.html", "a/index.html"]);
  await newer.keepCore();
  expect(asked).toEqual([`${SCOPE}a/`]);
  // While it waits, both answer, each with its own.
  expect(await (await older.kept("a/index.html"))?.text()).toBe("a page");
  expect(await (await newer.kept("a/index.html"))?.text()).toBe("a newer page");
  await newer.tidy();
  expect(await older.kept("a/index.html")).toBeUndefined();
  // What both share stays, and what was used before too.
  expect(await (await newer.kept("b.bin"))?.text()).toBe("bytes");
});
