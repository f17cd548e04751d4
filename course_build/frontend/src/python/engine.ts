// One worker with Python in it, as the page sees it.
import type { Parts } from "./files";
import type { FromWorker, Start, ToWorker } from "./protocol";

export interface Engine {
  /** Settles when Python has started; rejects when it cannot. */
  ready: Promise<void>;
  /** Import what most code needs; settles when that is done. */
  warmUp(): Promise<void>;
  post(message: ToWorker): void;
  /** Hear what the worker says of a run, until the next call. */
  listen(hear: (message: FromWorker) => void): void;
  end(): void;
}

export type StartEngine = (parts: Parts, memory: number) => Engine;

/** Pyodide takes a worker for one of modules, which it needs, when this call fails. */
const FIRST_LINE = 'self.importScripts=()=>{throw new TypeError("no scripts")};\n';

/** Start a worker from source that is already here: it obeys the page's policy, and also runs where pages are files. */
export const startEngine: StartEngine = (parts, memory) => {
  const address = URL.createObjectURL(new Blob([FIRST_LINE, parts.worker], { type: "text/javascript" }));
  const worker = new Worker(address);
  const channel = new MessageChannel();
  const start: Start = { lock: parts.lock, memory, port: channel.port2 };
  worker.postMessage(start, [channel.port2]);
  let hear: (message: FromWorker) => void = () => {};
  let warmed = () => {};
  const ready = new Promise<void>((resolve, reject) => {
    parts.files.then((files) => worker.postMessage(files), reject);
    worker.onerror = (event) => reject(new Error(event.message || "the worker did not start"));
    channel.port1.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === "ready") resolve();
      else if (data.kind === "failed") reject(new Error(data.message));
      else if (data.kind === "warmed") warmed();
      else hear(data);
    };
  });
  const release = () => URL.revokeObjectURL(address);
  ready.then(release, release);
  return {
    ready,
    warmUp: () =>
      new Promise((resolve) => {
        warmed = resolve;
        channel.port1.postMessage({ kind: "warm" } satisfies ToWorker);
      }),
    post: (message) => channel.port1.postMessage(message),
    listen: (listener) => {
      hear = listener;
    },
    end: () => {
      worker.terminate();
      channel.port1.close();
    },
  };
};
