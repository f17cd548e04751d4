import { beforeEach, expect, test, vi } from "vitest";
import type { Engine } from "./engine";
import type { Parts, PythonFiles } from "./files";
import type { FromWorker, ToWorker } from "./protocol";
import { PythonRuntime, type State } from "./runtime";

const FILE = { path: "x", bytes: 10 };
const FILES: PythonFiles = { worker: FILE, wasm: FILE, early: FILE, boot: FILE, rest: FILE, lock: "{}" };
const PARTS = {} as Parts;
const RESULT = { kind: "result", text: "1", shape: null, dtype: "" } as const;

/** A worker that says what a test lets it say. */
class FakeEngine implements Engine {
  posted: ToWorker[] = [];
  ended = false;
  ready = Promise.resolve();
  private hear: (message: FromWorker) => void = () => {};

  post(message: ToWorker): void {
    this.posted.push(message);
  }
  listen(hear: (message: FromWorker) => void): void {
    this.hear = hear;
  }
  end(): void {
    this.ended = true;
  }
  get runs(): string[] {
    return this.posted.flatMap((one) => (one.kind === "run" ? [one.code] : []));
  }
  say(message: (id: number) => FromWorker): void {
    const run = this.posted.findLast((one) => one.kind === "run");
    this.hear(message(run?.kind === "run" ? run.id : 0));
  }
}

let engines: FakeEngine[];
let states: string[];
let python: PythonRuntime;
const first = vi.fn(async (progress: (bytes: number) => void) => {
  progress(20);
  return PARTS;
});
const rest = vi.fn(async () => new ArrayBuffer(1));

function engine(at: number): FakeEngine {
  const found = engines[at];
  if (!found) throw new Error(`no engine ${at}`);
  return found;
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  engines = [];
  states = [];
  const start = () => {
    const made = new FakeEngine();
    engines.push(made);
    return made;
  };
  python = new PythonRuntime(FILES, "http://a.test/", { start, first, rest });
  python.subscribe((state: State) => states.push(state.kind));
});

async function end(at: number, spent = false): Promise<void> {
  engine(at).say((id) => ({ kind: "ended", id, end: RESULT, spent }));
  await settle();
}

test("nothing is asked for before the first use, and the size is told", () => {
  expect(python.state).toEqual({ kind: "unloaded", bytes: 40 });
  expect(first).not.toHaveBeenCalled();
  expect(engines).toEqual([]);
});

test("a run loads, runs and is ready again", async () => {
  const done = python.run("1");
  await settle();
  await end(0);
  expect(await done).toEqual(RESULT);
  expect(states).toEqual(["loading", "loading", "ready", "running", "ready"]);
  expect(rest).toHaveBeenCalledOnce();
  expect(engine(0).posted.map((one) => one.kind)).toContain("rest");
});

test("runs take turns, in one worker", async () => {
  const both = Promise.all([python.run("1"), python.run("2")]);
  await settle();
  expect(engine(0).runs).toEqual(["1"]);
  await end(0);
  expect(engine(0).runs).toEqual(["1", "2"]);
  await end(0);
  expect(await both).toEqual([RESULT, RESULT]);
  expect(first).toHaveBeenCalledOnce();
});

test("what code prints is heard while it runs", async () => {
  const printed: string[] = [];
  python.run("1", { print: (stream, text) => printed.push(`${stream} ${text}`) });
  await settle();
  engine(0).say((id) => ({ kind: "output", id, stream: "stdout", text: "a" }));
  engine(0).say((id) => ({ kind: "output", id: id - 1, stream: "stdout", text: "of an older run" }));
  expect(printed).toEqual(["stdout a"]);
});

test("stop ends what runs and what waits, and hands over to the spare", async () => {
  python.run("1");
  await settle();
  await end(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(engines.length).toBe(2);
  const both = Promise.all([python.run("while True: pass"), python.run("2")]);
  await settle();
  python.stop();
  expect(await both).toEqual([
    { kind: "stopped", reason: "reader" },
    { kind: "stopped", reason: "reader" },
  ]);
  expect(engine(0).ended).toBe(true);
  expect(python.lives).toBe(1);
  await settle();
  expect(python.state.kind).toBe("ready");
  const next = python.run("3");
  await settle();
  expect(engine(1).runs).toEqual(["3"]);
  await end(1);
  expect(await next).toEqual(RESULT);
  await vi.advanceTimersByTimeAsync(1000);
  expect(engines.length).toBe(3);
});

test("a run that takes too long is stopped, counted from when it started", async () => {
  const done = python.run("while True: pass", { seconds: 2 });
  await settle();
  await vi.advanceTimersByTimeAsync(5000);
  expect(python.state.kind).toBe("running");
  engine(0).say((id) => ({ kind: "started", id }));
  await vi.advanceTimersByTimeAsync(1999);
  expect(python.state.kind).toBe("running");
  await vi.advanceTimersByTimeAsync(1);
  expect(await done).toEqual({ kind: "stopped", reason: "time" });
});

test("a flood of output is stopped", async () => {
  const done = python.run("while True: print(1)");
  await settle();
  engine(0).say((id) => ({ kind: "flood", id }));
  expect(await done).toEqual({ kind: "stopped", reason: "output" });
});

test("a worker without memory is replaced, and its error told", async () => {
  const done = python.run("1");
  await settle();
  await end(0, true);
  expect(await done).toEqual(RESULT);
  expect(engine(0).ended).toBe(true);
  expect(python.state.kind).toBe("ready");
  expect(python.lives).toBe(1);
});

test("stop without a run does nothing", async () => {
  python.stop();
  await python.load();
  python.stop();
  expect(engine(0).ended).toBe(false);
});

test("after a failure the next run tries again", async () => {
  first.mockRejectedValueOnce(new Error("no network"));
  expect(await python.run("1")).toEqual({ kind: "failed", cause: "no network" });
  expect(python.state).toEqual({ kind: "failed", cause: "no network" });
  const done = python.run("1");
  await settle();
  await end(0);
  expect(await done).toEqual(RESULT);
});

/** Let the next request for the rest fail when the test says so. */
function losingRest(): () => void {
  let lose = () => {};
  rest.mockImplementationOnce(
    () =>
      new Promise((_, reject) => {
        lose = () => reject(new Error("no network"));
      }),
  );
  return () => lose();
}

test("what code waits for and does not come is a failure, and the next run tries again", async () => {
  const lose = losingRest();
  const failed = python.run("import zipfile");
  await settle();
  lose();
  expect(await failed).toEqual({ kind: "failed", cause: "no network" });
  expect(engine(0).ended).toBe(true);
  expect(python.lives).toBe(1);
  const done = python.run("import zipfile");
  await settle();
  await end(1);
  expect(await done).toEqual(RESULT);
  expect(rest).toHaveBeenCalledTimes(2);
  expect(first).toHaveBeenCalledOnce();
});

test("code that did not wait for the rest ends as it does, and the next run asks for the rest again", async () => {
  const lose = losingRest();
  const done = python.run("1");
  await settle();
  engine(0).say((id) => ({ kind: "started", id }));
  lose();
  await settle();
  await end(0);
  expect(await done).toEqual(RESULT);
  python.run("2");
  await settle();
  expect(rest).toHaveBeenCalledTimes(2);
  expect(engine(0).posted.map((one) => one.kind)).toContain("rest");
});
