// The worker that runs Python: one run at a time, in one namespace.
import { boot, type Python, write } from "./boot";
import { Output } from "./output";
import type { Ended, FromWorker, Start, ToWorker } from "./protocol";

// Learner code shares this global scope. It cannot reach the port, which only the functions below know.
self.addEventListener("message", (event: MessageEvent<Start>) => serve(event.data), { once: true });

function serve(start: Start): void {
  const { port } = start;
  const send = (message: FromWorker) => port.postMessage(message);
  let output: Output | undefined;
  let restHere = false;
  let restCome = () => {};
  const rest = new Promise<void>((resolve) => {
    restCome = resolve;
  });
  const python = boot(start, (stream, text) => output?.write(stream, text));
  python.then(
    () => send({ kind: "ready" }),
    (error: unknown) => send({ kind: "failed", message: String(error) }),
  );

  async function run(id: number, code: string, name: string): Promise<void> {
    const one = await python;
    if (!restHere && !canRunNow(one, code)) await rest;
    send({ kind: "started", id });
    output = new Output(
      (stream, text) => send({ kind: "output", id, stream, text }),
      () => send({ kind: "flood", id }),
    );
    const [end, damaged] = tryCode(one, code, name);
    output.flush();
    output = undefined;
    send({ kind: "ended", id, end, spent: damaged || one.isSpent() });
  }

  port.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
    if (data.kind === "run") {
      await run(data.id, data.code, data.name);
    } else {
      write((await python).files, data.bytes);
      restHere = true;
      restCome();
    }
  };
}

/** Tell whether code needs nothing of the rest; code that ran before may have broken what finds that out. */
function canRunNow(python: Python, code: string): boolean {
  try {
    return python.session.can_run_now(code);
  } catch {
    return false;
  }
}

/** Run code; tell how it ended, and whether Python was damaged by it. */
function tryCode(python: Python, code: string, name: string): [end: Ended, damaged: boolean] {
  try {
    return [JSON.parse(python.session.run(code, name)), false];
  } catch (error) {
    // What reports errors is itself Python, and code can break that too.
    const traceback = String(error);
    const message = traceback.trim().split("\n").at(-1) ?? "";
    return [{ kind: "error", type: "Error", message, line: null, memory: false, traceback }, true];
  }
}
