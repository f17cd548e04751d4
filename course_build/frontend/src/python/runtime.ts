// Python for all cells of a page: loaded when first needed, stopped at any time, and never in the way of the next run.
import { type Engine, type StartEngine, startEngine } from "./engine";
import { bytesToFirstResult, download, downloadRest, type Parts, type PythonFiles } from "./files";
import type { Ended, FromWorker, Raised, Returned, Stream, ToWorker } from "./protocol";

const SECONDS = 10;
const MEMORY = 512 * 1024 * 1024;
/** Milliseconds within which a worker that has all it needs begins what it is given. */
const ANSWER = 5000;
/** Milliseconds that the page is left alone before a worker is warmed up, or a spare one starts. */
const REST = 300;
/** Milliseconds that a worker may take to warm up before what it is given counts as unanswered. */
const WARM_UP = 15_000;
/** Milliseconds after which the reader may want to stop what runs: then a spare worker starts. */
const LONG = 1000;

export type Reason = "reader" | "time" | "output" | "memory";

export type State =
  /** `bytes` are what a host sends that compresses them. */
  | { kind: "unloaded"; bytes: number }
  | { kind: "loading"; come: number; total: number }
  | { kind: "ready" }
  /** `seconds` is its limit; until it has started, code waits for modules that are on their way. */
  | { kind: "running"; seconds: number; started: boolean }
  /** The worker was given up; the next one is about to be ready, with an empty namespace. */
  | { kind: "stopped"; reason: Reason }
  | { kind: "failed"; cause: string };

/** How what does not end by itself ends: by force, or before it began because Python cannot be had. */
type Prevented = { kind: "stopped"; reason: Reason } | { kind: "failed"; cause: string };

export type Outcome = Ended | Prevented;

/** How a call ended; `value` is what was returned. */
export type CallOutcome = { kind: "value"; value: unknown } | Raised | Prevented;

export interface RunOptions {
  /** What tracebacks call the code. */
  name?: string;
  /** Runs in a namespace of its own. */
  isolated?: boolean;
  /** Seconds after which the run is stopped. */
  seconds?: number;
  /** Hears what the code prints, while it runs. */
  print?: (stream: Stream, text: string) => void;
}

export interface CallOptions {
  /** Seconds after which the call is stopped. */
  seconds?: number;
  /** Hears what the function says on its way, if it takes an argument `progress`. */
  progress?: (value: unknown) => void;
  /** Hears what is printed, while it runs. */
  print?: (stream: Stream, text: string) => void;
  /** The function runs the reader's code, which may change anything in the worker. */
  touches?: boolean;
}

/** Something to do for a worker that ends as `By`, and who hears of it meanwhile. */
interface Task<By extends Ended | Returned> {
  message(id: number): ToWorker;
  seconds: number | undefined;
  print?: ((stream: Stream, text: string) => void) | undefined;
  progress?: ((value: unknown) => void) | undefined;
  /** Runs the reader's code. */
  touches: boolean;
  /** Never there: for the compiler, which tells tasks apart by it. */
  readonly by?: By;
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
  private finish: ((end: Prevented) => void) | undefined;
  /** Whether code was handed over and has not started: it may wait for the rest. */
  private waiting = false;
  private readonly served = new WeakSet<Engine>();
  /** For each worker that was told to warm up, when it has, or should have. */
  private readonly warm = new WeakMap<Engine, Promise<void>>();
  /** Workers that ran the reader's code, which may have changed anything in them. */
  private readonly touched = new WeakSet<Engine>();

  /** @param base is the address of the folder that the files' paths start from. */
  constructor(files: PythonFiles, base: string, around: Partial<Surroundings> = {}) {
    this.total = bytesToFirstResult(files);
    this.now = { kind: "unloaded", bytes: bytesToFirstResult(files, "packed") };
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
    const { name = "cell.py", isolated = false } = options;
    const task: Task<Ended> = {
      message: (id) => ({ kind: "run", id, code, name, isolated }),
      seconds: options.seconds,
      print: options.print,
      touches: true,
    };
    return this.inTurn((engine) => this.doNow(engine, task));
  }

  /**
   * Call a function of the course when what came before is done.
   *
   * @param target is a function of a module under course_build.experiments, course_build.checking or figures_src, as
   *     `module:function`; it takes one argument, may take `progress`, a function of one argument, and returns what
   *     JSON can say.
   */
  call(target: string, argument: unknown, options: CallOptions = {}): Promise<CallOutcome> {
    const json = JSON.stringify(argument);
    const task: Task<Returned> = {
      message: (id) => ({ kind: "call", id, target, argument: json }),
      seconds: options.seconds,
      progress: options.progress,
      print: options.print,
      touches: options.touches ?? false,
    };
    return this.inTurn(async (engine) => {
      let end = await this.doNow(engine, task);
      if (end.kind === "error" && this.touched.has(engine)) end = await this.doElsewhere(engine, task);
      return end.kind === "value" ? { kind: "value", value: JSON.parse(end.json) } : end;
    });
  }

  /** End what runs, and what waits to run. */
  stop(reason: Reason = "reader"): void {
    if (!this.finish) return;
    const { finish } = this;
    this.replace(reason);
    finish({ kind: "stopped", reason });
  }

  /** Forget what ran: what runs next finds nothing of it, as on a page that was just opened. */
  forget(): void {
    if (this.finish) this.stop();
    else if (this.current && this.lastRun) this.succeed()?.ready.catch((error: unknown) => this.fail(error));
  }

  private async loadOnce(): Promise<void> {
    if (!this.parts) {
      this.become({ kind: "loading", come: 0, total: this.total });
      this.parts = await this.around.first((come) => {
        // What still comes when something else failed is of no interest.
        if (this.now.kind === "loading") this.become({ kind: "loading", come, total: this.total });
      });
    }
    this.parts.files.catch(() => {
      this.parts = undefined;
    });
    const engine = this.engine(this.parts);
    this.current = engine;
    await engine.ready;
    this.becomeReady();
  }

  /** Do something when what came before is done, unless that was stopped. */
  private inTurn<T>(work: (engine: Engine) => Promise<T>): Promise<T | Prevented> {
    const { stops } = this;
    // However the one before ended: Python is for all of the page.
    const before = this.turn.catch(() => {});
    const turn = before.then(async (): Promise<T | Prevented> => {
      try {
        await this.load();
        await this.current?.ready;
      } catch (error) {
        return { kind: "failed", cause: causeOf(error) };
      }
      const engine = this.current;
      return engine && stops === this.stops ? work(engine) : { kind: "stopped", reason: this.lastStop };
    });
    this.turn = turn;
    return turn;
  }

  private async doNow<By extends Ended | Returned>(engine: Engine, task: Task<By>): Promise<By | Prevented> {
    this.become({ kind: "running", seconds: secondsOf(task), started: false });
    const end = await this.watch(engine, task);
    if (this.now.kind === "running") this.becomeReady();
    return end;
  }

  /**
   * Do again, in a worker of its own, what failed in one that ran the reader's code: that may be what broke it.
   *
   * If it fails there too, the reader's worker was not to blame, and stays.
   */
  private async doElsewhere<By extends Ended | Returned>(
    doubted: Engine,
    task: Task<By>,
  ): Promise<By | Prevented> {
    if (!this.parts) return { kind: "stopped", reason: this.lastStop };
    // What ran out of memory was replaced already.
    const isKept = this.current === doubted;
    const fresh = (isKept ? this.spare : this.current) ?? this.engine(this.parts);
    this.current = fresh;
    if (isKept) this.spare = undefined;
    const ended = await fresh.ready.then(
      () => this.doNow(fresh, task),
      (error: unknown): Prevented => ({ kind: "failed", cause: causeOf(error) }),
    );
    if (!isKept) return ended;
    if (this.current === fresh && (ended.kind === "error" || ended.kind === "failed")) {
      this.current = doubted;
      this.spare?.end();
      this.spare = ended.kind === "error" ? fresh : undefined;
    } else {
      this.lost += 1;
      doubted.end();
    }
    return ended;
  }

  /** Let an engine do something, and keep an eye on time and output. */
  private watch<By extends Ended | Returned>(engine: Engine, task: Task<By>): Promise<By | Prevented> {
    this.lastRun += 1;
    const id = this.lastRun;
    const message = task.message(id);
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise<By | Prevented>((resolve) => {
      const finish = (end: By | Prevented): void => {
        this.finish = undefined;
        this.waiting = false;
        clearTimeout(timer);
        resolve(end);
      };
      this.finish = finish;
      const hear = (heard: FromWorker): void => {
        if (!("id" in heard) || heard.id !== id || this.finish !== finish) return;
        switch (heard.kind) {
          case "started":
            this.waiting = false;
            clearTimeout(timer);
            timer = setTimeout(() => this.stop("time"), secondsOf(task) * 1000);
            this.become({ kind: "running", seconds: secondsOf(task), started: true });
            if (message.kind === "run")
              setTimeout(() => {
                if (this.finish === finish) this.refill();
              }, LONG);
            break;
          case "output":
            task.print?.(heard.stream, heard.text);
            break;
          case "progress":
            task.progress?.(JSON.parse(heard.json));
            break;
          case "flood":
            this.stop("output");
            break;
          case "ended":
            if (heard.spent) this.replace("memory");
            finish(heard.end as By);
        }
      };
      const give = (worker: Engine, silent: () => void): void => {
        if (task.touches) this.touched.add(worker);
        // Again where it failed before: this task may need it.
        this.bringRest(worker);
        worker.listen(hear);
        worker.post(message);
        Promise.all([worker.ready, this.rest, this.warm.get(worker)]).then(
          () => {
            if (this.finish === finish && this.waiting) timer = setTimeout(silent, ANSWER);
          },
          () => {},
        );
      };
      this.waiting = true;
      // Code that ran before may have left a worker that hears nothing more: then the next one gets it, once.
      give(engine, () => {
        const next = this.succeed();
        if (!next) return;
        next.ready.catch((error: unknown) => this.fail(error));
        give(next, () => this.fail(new Error("Python does not answer")));
      });
    });
  }

  /** Give up the worker, and hand over. */
  private replace(reason: Reason): void {
    this.stops += 1;
    this.lastStop = reason;
    const next = this.succeed();
    this.become({ kind: "stopped", reason });
    next?.ready.then(
      () => {
        if (this.current === next && this.now.kind === "stopped") this.becomeReady();
      },
      (error: unknown) => this.fail(error),
    );
  }

  /** End the worker, and return what takes its place: the spare or a new one. */
  private succeed(): Engine | undefined {
    this.lost += 1;
    this.current?.end();
    if (!this.parts) return undefined;
    this.current = this.spare ?? this.engine(this.parts);
    this.spare = undefined;
    return this.current;
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

  /** Be ready, and use the time in which nobody wants anything. */
  private becomeReady(): void {
    this.become({ kind: "ready" });
    setTimeout(() => {
      if (this.now.kind !== "ready") return;
      if (this.current) this.warmUp(this.current);
      // Who has not run anything yet has nothing to stop.
      if (this.lastRun) this.refill();
    }, REST);
  }

  /** Start a spare worker, unless there is one. */
  private refill(): void {
    if (this.spare || !this.parts) return;
    const spare = this.engine(this.parts);
    this.spare = spare;
    spare.ready.then(
      () => this.warmUp(spare),
      () => {},
    );
  }

  /** Let a worker import what most code needs, once. */
  private warmUp(engine: Engine): void {
    if (this.warm.has(engine)) return;
    const late = new Promise<void>((resolve) => setTimeout(resolve, WARM_UP));
    this.warm.set(engine, Promise.race([engine.warmUp(), late]));
  }

  private become(state: State): void {
    this.now = state;
    for (const listener of this.listeners) listener(state);
  }
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function secondsOf(task: { seconds: number | undefined }): number {
  return task.seconds ?? SECONDS;
}
