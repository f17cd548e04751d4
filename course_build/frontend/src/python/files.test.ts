// @vitest-environment node
import { expect, test, vi } from "vitest";
import { bytesToFirstResult, download, downloadRest, type PythonFiles } from "./files";

/** The smallest module there is. */
const WASM = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]);
const CONTENTS: Record<string, Uint8Array> = {
  "worker.js": new TextEncoder().encode("run()"),
  "pyodide.wasm": WASM,
  "early.zip": new Uint8Array(3),
  "boot.bin": new Uint8Array(20),
  "rest.bin": new Uint8Array(7),
};
const file = (name: string) => ({ path: `python/${name}`, bytes: CONTENTS[name]?.length ?? 0, packed: 2 });
const FILES: PythonFiles = {
  worker: file("worker.js"),
  wasm: file("pyodide.wasm"),
  early: file("early.zip"),
  boot: file("boot.bin"),
  rest: file("rest.bin"),
  lock: "{}",
};
const BASE = "http://a.test/generated/course.js";

/** A server that has the files, and writes down what was asked. */
function server(contents = CONTENTS) {
  const asked: string[] = [];
  const request = async (address: URL) => {
    const url = String(address);
    asked.push(url);
    const content = contents[url.split("/").at(-1) ?? ""];
    return new Response(content ? new Uint8Array(content) : "none", { status: content ? 200 : 404 });
  };
  return { asked, request };
}

test("the size is that of what comes before the first result", () => {
  expect(bytesToFirstResult(FILES)).toBe(5 + 8 + 3 + 20);
  expect(bytesToFirstResult(FILES, "packed")).toBe(4 * 2);
});

test("everything is asked for at once, beside our script, and counted as it comes", async () => {
  const { asked, request } = server();
  const counts: number[] = [];
  const parts = await download(FILES, BASE, (bytes) => counts.push(bytes), request);
  expect(asked).toEqual(
    ["worker.js", "pyodide.wasm", "early.zip", "boot.bin"].map(
      (name) => `http://a.test/generated/python/${name}`,
    ),
  );
  expect([parts.worker, parts.lock]).toEqual(["run()", "{}"]);
  const { wasm, early, boot } = await parts.files;
  expect(wasm).toBeInstanceOf(WebAssembly.Module);
  expect([early.byteLength, boot.byteLength]).toEqual([3, 20]);
  await vi.waitFor(() => expect(counts.at(-1)).toBe(bytesToFirstResult(FILES)));
});

test("what a worker starts with does not wait for the large files", async () => {
  const { request } = server();
  const slow = (address: URL) =>
    address.pathname.endsWith("worker.js") ? request(address) : new Promise<Response>(() => {});
  expect((await download(FILES, BASE, () => {}, slow)).worker).toBe("run()");
});

test("a browser's own answer is what is compiled: it may keep what it made of that", async () => {
  const { request } = server();
  const compiled: Response[] = [];
  const compile = vi.spyOn(WebAssembly, "compileStreaming").mockImplementation(async (source) => {
    compiled.push(await source);
    return new WebAssembly.Module(WASM);
  });
  const given: Response[] = [];
  for (const type of ["application/wasm", "text/plain"]) {
    const parts = await download(
      FILES,
      BASE,
      () => {},
      async (address) => {
        const answer = await request(address);
        const one = new Response(answer.body, { headers: { "Content-Type": type } });
        if (address.pathname.endsWith(".wasm")) given.push(one);
        return one;
      },
    );
    await parts.files;
  }
  compile.mockRestore();
  expect(compiled[0]).toBe(given[0]);
  // Not all hosts say what it is.
  expect(compiled[1]).not.toBe(given[1]);
  expect(compiled[1]?.headers.get("Content-Type")).toBe("application/wasm");
});

test("a large file that is missing is named", async () => {
  const { request } = server({ ...CONTENTS, "boot.bin": undefined as unknown as Uint8Array });
  const parts = await download(FILES, BASE, () => {}, request);
  await expect(parts.files).rejects.toThrow("boot.bin: the server answers 404");
});

test("a file that is missing is named", async () => {
  const { request } = server({});
  await expect(downloadRest(FILES, BASE, request)).rejects.toThrow("rest.bin: the server answers 404");
});
