// The files of Python: where they are, and how far their download is.
import { type Bring, bring } from "./bring";
import type { StartFiles } from "./protocol";

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
  lock: string;
  /** Rejects when one of them cannot be had. */
  files: Promise<StartFiles>;
}

const WASM_TYPE = "application/wasm";
const FIRST = ["worker", "wasm", "early", "boot"] as const;

/** Bytes that come before the first result: as they are on disk, or as hosts send them. */
export function bytesToFirstResult(files: PythonFiles, as: "bytes" | "packed" = "bytes"): number {
  return FIRST.reduce((sum, name) => sum + files[name][as], 0);
}

/**
 * Ask for everything at once, and return what a worker starts with as soon as that is here; the large files follow.
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
  const worker = get(files.worker).then((answer) => answer.text());
  const large = Promise.all([
    WebAssembly.compileStreaming(get(files.wasm).then(typed)),
    get(files.early).then((answer) => answer.arrayBuffer()),
    get(files.boot).then((answer) => answer.arrayBuffer()),
  ]).then(([wasm, early, boot]) => ({ wasm, early, boot }));
  // Whoever starts a worker hears of a failure; when the script fails too, nobody starts one.
  large.catch(() => {});
  return { worker: await worker, lock: files.lock, files: large };
}

/** Return what the first result does not need. */
export async function downloadRest(
  files: PythonFiles,
  base: string,
  request: Bring = bring,
): Promise<ArrayBuffer> {
  const answer = await checked(request(new URL(files.rest.path, base)), files.rest);
  return answer.arrayBuffer();
}

/** Return an answer, and count on the side what has come of it. */
async function counted(
  answer: Promise<Response>,
  file: SiteFile,
  count: (bytes: number) => void,
): Promise<Response> {
  const checkedAnswer = await checked(answer, file);
  void tally(checkedAnswer.clone(), count);
  return checkedAnswer;
}

async function checked(answer: Promise<Response>, { path }: SiteFile): Promise<Response> {
  const { ok, status, body } = await answer;
  if (!ok || !body) throw new Error(`${path.split("/").at(-1)}: the server answers ${status}`);
  return answer;
}

async function tally({ body }: Response, count: (bytes: number) => void): Promise<void> {
  const reader = body?.getReader();
  try {
    for (let piece = await reader?.read(); piece?.value; piece = await reader?.read())
      count(piece.value.byteLength);
  } catch {
    // Whoever reads the answer itself hears of it.
  }
}

/**
 * Return an answer that can be compiled while it comes: that insists on the type, and not all hosts give it.
 *
 * A browser's own answer stays as it is: only then the browser keeps what it compiled for the next visit.
 */
function typed(answer: Response): Response {
  if (answer.headers.get("Content-Type") === WASM_TYPE) return answer;
  return new Response(answer.body, { headers: { "Content-Type": WASM_TYPE } });
}
