// Python for all cells of a page: loaded when first needed, stopped at any time, and never in the way of the next run.
import { type Engine, type StartEngine, startEngine } from "./engine";
import { bytesToFirstResult, download, downloadRest, type Parts, type PythonFiles } from "./files";
import type { Ended, FromWorker, Stream } from "./protocol";

const SECONDS = 10;
const MEMORY = 512 * 1024 * 1024;
/** Milliseconds that the page is left alone before a spare worker starts. */
const REST = 300;

export type Reason = "reader" | "time" | "output" | "memory";

export type State =
  | { kind: "unloaded"; bytes: number }
  | { kind: "loading"; come: number; total: number }
  | { kind: "ready" }
  /** `seconds` is its limit; until it has started, code waits for modules that are on their way. */
  | { kind: "running"; seconds: number; started: boolean }
  /** The worker was given up; the next one is about to be ready, with an empty namespace. */
  | { kind: "stopped"; reason: Reason }
  | { kind: "failed"; cause: string };

/** How a run ended: by itself, by force, or before it began because Python cannot be had. */
export type Outcome = Ended | { kind: "stopped"; reason: Reason } | { kind: "failed"; cause: string };

export interface RunOptions {
  /** What tracebacks call the code. */
  name?: string;
  /** Seconds after which the run is stopped. */
  seconds?: number;
  /** Hears what the code prints, while it runs. */
  print?: (stream: Stream, text: string) => void;
}

/** What a test replaces. */
export interface Surroundings {
  start: StartEngine;
  first: (progress: (bytes: number) => void) => Promise<Parts>;
  rest: () => Promise<ArrayBuffer>;
}

export class PythonRuntime {
  private now: State;
  private readonly listeners = new Set<(state: State) => void>();
  private readonly total: number;
  private readonly around: Surroundings;
  private parts: Parts | undefined;
  private rest: Promise<ArrayBuffer> | undefined;
  private loading: Promise<void> | undefined;
  private current: Engine | undefined;
  private spare: Engine | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private stops = 0;
  private lost = 0;
  private lastStop: Reason = "reader";
  private lastRun = 0;
  private finish: ((outcome: Outcome) => void) | undefined;
  /** Whether code was handed over and has not started: it may wait for the rest. */
  private waiting = false;
  private readonly served = new WeakSet<Engine>();

  /** @param base is the address of the folder that the files' paths start from. */
  constructor(files: PythonFiles, base: string, around: Partial<Surroundings> = {}) {
    this.total = bytesToFirstResult(files);
    this.now = { kind: "unloaded", bytes: this.total };
    this.around = {
      start: startEngine,
      first: (progress) => download(files, base, progress),
      rest: () => downloadRest(files, base),
      ...around,
    };
  }

  get state(): State {
    return this.now;
  }

  /** How often the namespace was lost: cells that ran before the last time have to run again. */
  get lives(): number {
    return this.lost;
  }

  /** Hear each change of state; return how to stop hearing. */
  subscribe(listener: (state: State) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Bring Python; further calls wait for the same. After a failure, a call tries again. */
  load(): Promise<void> {
    this.loading ??= this.loadOnce().catch((error: unknown) => {
      this.fail(error);
      throw error;
    });
    return this.loading;
  }

  /** Run code when those before it are done. */
  run(code: string, options: RunOptions = {}): Promise<Outcome> {
    const { stops } = this;
    const turn = this.turn.then(() => this.runNow(code, options, stops));
    this.turn = turn;
    return turn;
  }

  /** End what runs, and what waits to run. */
  stop(reason: Reason = "reader"): void {
    if (!this.finish) return;
    const { finish } = this;
    this.replace(reason);
    finish({ kind: "stopped", reason });
  }

  private async loadOnce(): Promise<void> {
    if (!this.parts) {
      this.become({ kind: "loading", come: 0, total: this.total });
      this.parts = await this.around.first((come) =>
        this.become({ kind: "loading", come, total: this.total }),
      );
    }
    const engine = this.engine(this.parts);
    this.current = engine;
    await engine.ready;
    this.become({ kind: "ready" });
  }

  private async runNow(code: string, options: RunOptions, stops: number): Promise<Outcome> {
    try {
      await this.load();
      await this.current?.ready;
    } catch (error) {
      return { kind: "failed", cause: causeOf(error) };
    }
    const engine = this.current;
    if (stops !== this.stops || !engine) return { kind: "stopped", reason: this.lastStop };
    // Again where it failed before: this code may need it.
    this.bringRest(engine);
    this.become({ kind: "running", seconds: options.seconds ?? SECONDS, started: false });
    const outcome = await this.watch(engine, code, options);
    if (this.now.kind === "running") this.become({ kind: "ready" });
    this.refillLater();
    return outcome;
  }

  /** Let an engine run code, and keep an eye on time and output. */
  private watch(engine: Engine, code: string, options: RunOptions): Promise<Outcome> {
    const seconds = options.seconds ?? SECONDS;
    this.lastRun += 1;
    const id = this.lastRun;
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise<Outcome>((resolve) => {
      this.finish = (outcome) => {
        this.finish = undefined;
        this.waiting = false;
        clearTimeout(timer);
        engine.listen(() => {});
        resolve(outcome);
      };
      engine.listen((message: FromWorker) => {
        if (!("id" in message) || message.id !== id) return;
        switch (message.kind) {
          case "started":
            this.waiting = false;
            timer = setTimeout(() => this.stop("time"), seconds * 1000);
            this.become({ kind: "running", seconds, started: true });
            break;
          case "output":
            options.print?.(message.stream, message.text);
            break;
          case "flood":
            this.stop("output");
            break;
          case "ended": {
            const { finish } = this;
            if (message.spent) this.replace("memory");
            finish?.(message.end);
          }
        }
      });
      this.waiting = true;
      engine.post({ kind: "run", id, code, name: options.name ?? "cell.py" });
    });
  }

  /** Give up the worker, and hand over to the spare or to a new one. */
  private replace(reason: Reason): void {
    this.stops += 1;
    this.lost += 1;
    this.lastStop = reason;
    this.current?.end();
    this.become({ kind: "stopped", reason });
    if (!this.parts) return;
    const next = this.spare ?? this.engine(this.parts);
    this.spare = undefined;
    this.current = next;
    next.ready.then(
      () => {
        if (this.current === next && this.now.kind === "stopped") this.become({ kind: "ready" });
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** Give up; the next run tries again, from the bytes that are here. */
  private fail(error: unknown): void {
    const cause = causeOf(error);
    this.current?.end();
    this.current = undefined;
    this.loading = undefined;
    this.become({ kind: "failed", cause });
    this.finish?.({ kind: "failed", cause });
  }

  private engine(parts: Parts): Engine {
    const engine = this.around.start(parts, MEMORY);
    // The first result comes before what it does not need.
    if (this.rest) this.bringRest(engine);
    else
      engine.ready.then(
        () => this.bringRest(engine),
        () => {},
      );
    return engine;
  }

  /** Fetch what the first result does not need, once, and give it to an engine. */
  private bringRest(engine: Engine): void {
    if (this.served.has(engine)) return;
    this.served.add(engine);
    this.rest ??= this.around.rest();
    this.rest.then(
      (bytes) => engine.post({ kind: "rest", bytes }),
      (error: unknown) => {
        this.rest = undefined;
        this.served.delete(engine);
        // Code that waits for it would wait for ever.
        if (!this.waiting || engine !== this.current) return;
        this.lost += 1;
        this.fail(error);
      },
    );
  }

  private refillLater(): void {
    setTimeout(() => {
      if (!this.spare && this.parts && this.now.kind === "ready") this.spare = this.engine(this.parts);
    }, REST);
  }

  private become(state: State): void {
    this.now = state;
    for (const listener of this.listeners) listener(state);
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
