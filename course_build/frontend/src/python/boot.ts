// Starts Python in a worker, from bytes that the page has brought.
/// <reference path="./pyodide.d.ts" />

import { loadPyodide } from "pyodide-loader";
import createPyodideModule from "pyodide-module";
import { unpack } from "./container";
import type { Start, StartFiles } from "./protocol";

/** An address that cannot exist: whatever Pyodide asks for there is answered here. */
const NOWHERE = "https://course.invalid/";
const STANDARD_LIBRARY = `${NOWHERE}early.zip`;
const PAGE = 65_536;

export interface Python {
  session: PyodideSession;
  files: PyodideFiles;
  /** Whether memory was refused since Python started. */
  isSpent(): boolean;
}

/** Start Python; what it prints goes to `print`. Pyodide sets itself up while `files` are on their way. */
export async function boot(
  start: Start,
  files: Promise<StartFiles>,
  print: (stream: "stdout" | "stderr", text: string) => void,
): Promise<Python> {
  let spent = false;
  const undo = answerPyodide(start, files, () => {
    spent = true;
  });
  try {
    const pyodide = await loadPyodide({
      indexURL: NOWHERE,
      packageBaseUrl: NOWHERE,
      stdLibURL: STANDARD_LIBRARY,
      lockFileContents: start.lock,
      args: ["-X", "frozen_modules=on"],
      env: { PYTHONNODEBUGRANGES: "1" },
      createPyodideModule,
      fsInit: async (system) => write(system, (await files).boot),
    });
    // Nothing is ever written here. But to look here, Python calls JavaScript every few steps, and without that Safari
    // would not end a worker that loops: its engine stops code in calls of JavaScript, and not in WebAssembly.
    pyodide.setInterruptBuffer(new Uint8Array(1));
    pyodide.setStdout(writer((text) => print("stdout", text)));
    pyodide.setStderr(writer((text) => print("stderr", text)));
    return { session: pyodide.pyimport("course_session"), files: pyodide.FS, isSpent: () => spent };
  } finally {
    undo();
  }
}

/** Write packed files into Python's file system. */
export function write(files: PyodideFiles, packed: ArrayBuffer): void {
  for (const { name, content } of unpack(packed)) {
    files.mkdirTree(name.slice(0, name.lastIndexOf("/")));
    files.writeFile(name, content, { canOwn: true });
  }
}

function writer(print: (text: string) => void): PyodideOutput {
  const decoder = new TextDecoder();
  return {
    write(bytes) {
      print(decoder.decode(bytes, { stream: true }));
      return bytes.length;
    },
  };
}

/** Give Pyodide what it asks for while it starts; return how to take that back. */
function answerPyodide(start: Start, files: Promise<StartFiles>, refused: () => void): () => void {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (asked) => new Response(String(asked) === STANDARD_LIBRARY ? (await files).early : "");
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    const { wasm } = await files;
    const instance = await WebAssembly.instantiate(wasm, imports);
    capMemory(instance, start.memory, refused);
    return { instance, module: wasm };
  };
  return () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

/** Let memory not grow beyond `most` bytes: Python then raises MemoryError. */
function capMemory(instance: WebAssembly.Instance, most: number, refused: () => void): void {
  const { memory } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("Pyodide keeps its memory elsewhere");
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE > most) {
      refused();
      throw new RangeError("the memory of this page's Python is used up");
    }
    return grow(pages);
  };
}
