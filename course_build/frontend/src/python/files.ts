// The files of Python: where they are, and how far their download is.
import { type Bring, bring } from "./bring";

/** A file of the site, under a name that carries a hash of its content. */
interface SiteFile {
  path: string;
  bytes: number;
  /** About what hosts send, that compress it. */
  packed: number;
}

/** What the build made; paths are relative to the folder of our script. */
export interface PythonFiles {
  worker: SiteFile;
  wasm: SiteFile;
  early: SiteFile;
  boot: SiteFile;
  rest: SiteFile;
  lock: string;
}

/** What a worker is started with. */
export interface Parts {
  worker: string;
  wasm: WebAssembly.Module;
  early: ArrayBuffer;
  boot: ArrayBuffer;
  lock: string;
}

const FIRST = ["worker", "wasm", "early", "boot"] as const;

/** Bytes that come before the first result: as they are on disk, or as hosts send them. */
export function bytesToFirstResult(files: PythonFiles, as: "bytes" | "packed" = "bytes"): number {
  return FIRST.reduce((sum, name) => sum + files[name][as], 0);
}

/**
 * Ask for everything at once, and return what a worker needs when all of it is here.
 *
 * @param progress is told the bytes that have come.
 */
export async function download(
  files: PythonFiles,
  base: string,
  progress: (bytes: number) => void,
  request: Bring = bring,
): Promise<Parts> {
  let come = 0;
  const get = (file: SiteFile) =>
    counted(request(new URL(file.path, base)), file, (bytes) => {
      come += bytes;
      progress(come);
    });
  const [worker, wasm, early, boot] = await Promise.all([
    get(files.worker).then((answer) => answer.text()),
    WebAssembly.compileStreaming(get(files.wasm)),
    get(files.early).then((answer) => answer.arrayBuffer()),
    get(files.boot).then((answer) => answer.arrayBuffer()),
  ]);
  return { worker, wasm, early, boot, lock: files.lock };
}

/** Return what the first result does not need. */
export async function downloadRest(
  files: PythonFiles,
  base: string,
  request: Bring = bring,
): Promise<ArrayBuffer> {
  const answer = await counted(request(new URL(files.rest.path, base)), files.rest, () => {});
  return answer.arrayBuffer();
}

/** Return an answer whose body tells how much of it has come. */
async function counted(
  answer: Promise<Response>,
  { path }: SiteFile,
  count: (bytes: number) => void,
): Promise<Response> {
  const { ok, status, body, headers } = await answer;
  if (!ok || !body) throw new Error(`${path.split("/").at(-1)}: the server answers ${status}`);
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      count(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  // Whoever compiles from a stream insists on the type, and not all hosts give it.
  const type = path.endsWith(".wasm") ? "application/wasm" : (headers.get("Content-Type") ?? "");
  return new Response(body.pipeThrough(counting), { headers: { "Content-Type": type } });
}
