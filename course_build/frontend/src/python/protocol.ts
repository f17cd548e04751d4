// What the page and the worker that runs Python say to each other.

/** To a worker, as its first message. */
export interface Start {
  /** Pyodide's lock, as JSON. */
  lock: string;
  /** Bytes that Python may use. */
  memory: number;
  /** The way of all that is said after the second message. */
  port: MessagePort;
}

/** To a worker, as its second message: what is still on its way while the worker reads its own script. */
export interface StartFiles {
  wasm: WebAssembly.Module;
  /** A zip file with what Python needs before it can read `boot`. */
  early: ArrayBuffer;
  /** All modules that a first result needs. */
  boot: ArrayBuffer;
}

export type ToWorker =
  /** All modules that `boot` lacks. */
  | { kind: "rest"; bytes: ArrayBuffer }
  /** Import what most code needs, since nobody waits for anything. */
  | { kind: "warm" }
  /** Run code in the namespace that all cells share, or in one of its own; `name` is what tracebacks call it. */
  | { kind: "run"; id: number; code: string; name: string; isolated: boolean }
  /** Call a function of ours, `module:function`, outside of that namespace; `argument` is JSON. */
  | { kind: "call"; id: number; target: string; argument: string };

export type Stream = "stdout" | "stderr";

/** `line` is the last one of the reader's own code, or of the module that was called. */
export interface Raised {
  kind: "error";
  type: string;
  message: string;
  /** What it means, in a plain sentence; empty where the message says it. */
  words: string;
  /** The last one of the reader's own code. */
  line: number | null;
  memory: boolean;
  traceback: string;
}

/** How a run ended by itself. */
export type Ended =
  | {
      kind: "result";
      /** The value of the last line. */
      text: string;
      /** Of an array. */
      shape: number[] | null;
      dtype: string;
      chart?: ToldChart;
    }
  | Raised;

/** A chart as course_build/session/chart.py tells it. */
export interface ToldChart {
  kind: string;
  title: string;
  data: unknown;
}

/** How a call ended by itself: what was returned is JSON, which has no NaN and no infinity. */
export type Returned = { kind: "value"; json: string } | Raised;

export type FromWorker =
  | { kind: "ready" }
  | { kind: "warmed" }
  /** Python did not start. */
  | { kind: "failed"; message: string }
  /** Code that needed modules of `rest` has them, and its time runs. */
  | { kind: "started"; id: number }
  | { kind: "output"; id: number; stream: Stream; text: string }
  /** What a function that is called says on its way, as JSON. */
  | { kind: "progress"; id: number; json: string }
  /** Code printed more than a page can show. */
  | { kind: "flood"; id: number }
  /** `spent`: memory ran out, or Python itself was damaged; this worker is of no further use. */
  | { kind: "ended"; id: number; end: Ended | Returned; spent: boolean };
