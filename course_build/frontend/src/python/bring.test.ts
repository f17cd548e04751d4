// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bring } from "./bring";

const ADDRESS = new URL("file:///course/generated/python/boot.1.bin");
const CONTENT = Uint8Array.from({ length: 1000 }, (_, at) => at % 251);

interface FakeScript {
  src: string;
  onload?: () => void;
  onerror?: () => void;
  remove: () => void;
}

let scripts: FakeScript[] = [];

beforeEach(() => {
  scripts = [];
  vi.stubGlobal("window", {});
  vi.stubGlobal("document", {
    createElement: (): FakeScript => {
      const made: FakeScript = {
        src: "",
        remove: () => {
          scripts = scripts.filter((one) => one !== made);
        },
      };
      return made;
    },
    head: { append: (one: FakeScript) => scripts.push(one) },
  });
});
afterEach(() => vi.unstubAllGlobals());

async function zipped(): Promise<string> {
  const { body } = new Response(CONTENT);
  const bytes = await new Response(body?.pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

test("a server is asked as ever", async () => {
  const ask = vi.fn(async () => new Response("here"));
  vi.stubGlobal("fetch", ask);
  const address = new URL("http://a.test/boot.bin");
  expect(await (await bring(address)).text()).toBe("here");
  expect(ask).toHaveBeenCalledWith(address);
});

test("what the document holds comes from there", async () => {
  window.courseHeld = vi.fn(zipped);
  try {
    expect(new Uint8Array(await (await bring(ADDRESS)).arrayBuffer())).toEqual(CONTENT);
    expect(window.courseHeld).toHaveBeenCalledWith("boot.1.bin");
  } finally {
    delete window.courseHeld;
  }
});

test.each([
  ["browsers of today", (text: string) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0))],
  ["older ones", null],
])("a file comes from the script beside it: %s", async (_, fromBase64) => {
  Object.defineProperty(Uint8Array, "fromBase64", { value: fromBase64, configurable: true });
  try {
    const answer = bring(ADDRESS);
    expect(scripts.map((one) => one.src)).toEqual([`${ADDRESS.href}.js`]);
    window.courseBytes?.("other.bin", "AAAA");
    window.courseBytes?.("boot.1.bin", await zipped());
    expect(new Uint8Array(await (await answer).arrayBuffer())).toEqual(CONTENT);
    expect(scripts).toEqual([]);
  } finally {
    Reflect.deleteProperty(Uint8Array, "fromBase64");
  }
});

test.each(["onload", "onerror"] as const)(
  "a script without the file is named, and asked again: %s",
  async (kind) => {
    const answer = bring(ADDRESS);
    scripts[0]?.[kind]?.();
    await expect(answer).rejects.toThrow("boot.1.bin.js is missing or damaged");
    expect(scripts).toEqual([]);
    const again = bring(ADDRESS);
    window.courseBytes?.("boot.1.bin", await zipped());
    expect((await again).ok).toBe(true);
  },
);
