// The worker that runs Python: one run at a time, in one namespace.
import { boot, write } from "./boot";
import { Output } from "./output";
import type { Ended, FromWorker, Raised, Returned, Start, StartFiles, ToWorker } from "./protocol";

// Learner code shares this global scope. The port it cannot reach: only the functions below know it, and the ways
// by which messages travel are locked. Nor can it close the worker. What else it may break, the page bears: a worker
// that does not answer is replaced.
const { parse } = JSON;
for (const { prototype } of [EventTarget, Event, MessageEvent, MessagePort]) Object.freeze(prototype);
for (let one: object | null = self; one; one = Object.getPrototypeOf(one))
  Reflect.deleteProperty(one, "close");

next<Start>().then((start) => serve(start, next<StartFiles>()));

/** Return what the page says next. */
function next<T>(): Promise<T> {
  return new Promise((resolve) =>
    self.addEventListener("message", ({ data }: MessageEvent<T>) => resolve(data), { once: true }),
  );
}

function serve(start: Start, files: Promise<StartFiles>): void {
  const { port } = start;
  const send = (message: FromWorker) => port.postMessage(message);
  let output: Output | undefined;
  let restHere = false;
  let restCome = () => {};
  const rest = new Promise<void>((resolve) => {
    restCome = resolve;
  });
  const python = boot(start, files, (stream, text) => output?.write(stream, text));
  python.then(
    () => send({ kind: "ready" }),
    (error: unknown) => send({ kind: "failed", message: String(error) }),
  );

  /** Do something that may need the rest, and print; tell how it ends. */
  async function answer<End extends Ended | Returned>(
    id: number,
    canNow: (session: PyodideSession) => boolean,
    run: (session: PyodideSession) => string,
  ): Promise<void> {
    const one = await python;
    if (!restHere && !trusted(() => canNow(one.session))) await rest;
    send({ kind: "started", id });
    output = new Output(
      (stream, text) => send({ kind: "output", id, stream, text }),
      () => send({ kind: "flood", id }),
    );
    const [end, damaged] = attempt<End>(() => run(one.session));
    output.flush();
    const spent = damaged || one.isSpent() || !isSound(one.session);
    output = undefined;
    send({ kind: "ended", id, end, spent });
  }

  /** Tell whether the next code will be able to print and to report: code that ran may have broken anything. */
  function isSound(session: PyodideSession): boolean {
    let heard = "";
    const ear = new Output(
      (_, text) => {
        heard += text;
      },
      () => {},
    );
    output = ear;
    const [end] = attempt<Ended>(() => session.check());
    ear.flush();
    return heard === "sound\n" && end.kind === "result" && end.text === "1";
  }

  port.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
    switch (data.kind) {
      case "run":
        await answer<Ended>(
          data.id,
          (session) => session.can_run_now(data.code),
          (session) => session.run(data.code, data.name, data.isolated),
        );
        break;
      case "call":
        await answer<Returned>(
          data.id,
          (session) => session.can_call_now(data.target),
          (session) =>
            session.call(data.target, data.argument, (json) => send({ kind: "progress", id: data.id, json })),
        );
        break;
      case "warm": {
        const { session } = await python;
        trusted(() => session.warm_up());
        send({ kind: "warmed" });
        break;
      }
      case "rest":
        write((await python).files, data.bytes);
        restHere = true;
        restCome();
    }
  };
}

/** What Python says of itself; code that ran before may have broken what finds that out. */
function trusted(ask: () => boolean): boolean {
  try {
    return ask();
  } catch {
    return false;
  }
}

/** Run something; tell how it ended, and whether Python was damaged by it. */
function attempt<End>(run: () => string): [end: End | Raised, damaged: boolean] {
  try {
    return [parse(run()) as End, false];
  } catch (error) {
    // What reports errors is itself Python, and code can break that too.
    const traceback = String(error);
    const message = traceback.trim().split("\n").at(-1) ?? "";
    return [{ kind: "error", type: "Error", message, words: "", line: null, memory: false, traceback }, true];
  }
}
