import { beforeEach, expect, test, vi } from "vitest";
import type { Engine } from "./engine";
import type { Parts, PythonFiles } from "./files";
import type { Ended, FromWorker, Returned, ToWorker } from "./protocol";
import { PythonRuntime, type State } from "./runtime";

const FILE = { path: "x", bytes: 10, packed: 4 };
const FILES: PythonFiles = { worker: FILE, wasm: FILE, early: FILE, boot: FILE, rest: FILE, lock: "{}" };
const PARTS: Parts = { worker: "", lock: "", files: new Promise(() => {}) };
const ERROR = {
  kind: "error",
  type: "ValueError",
  message: "no",
  words: "",
  line: 1,
  memory: false,
  traceback: "",
} as const;
const VALUE = { kind: "value", json: '{"b":[2]}' } as const;
const RESULT = { kind: "result", text: "1", shape: null, dtype: "" } as const;

/** A worker that says what a test lets it say. */
class FakeEngine implements Engine {
  posted: ToWorker[] = [];
  ended = false;
  warmed = 0;
  warm = Promise.resolve();
  private hear: (message: FromWorker) => void = () => {};

  constructor(readonly ready: Promise<void>) {}

  warmUp(): Promise<void> {
    this.warmed += 1;
    return this.warm;
  }
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
  get calls(): string[] {
    return this.posted.flatMap((one) => (one.kind === "call" ? [`${one.target} ${one.argument}`] : []));
  }
  say(message: (id: number) => FromWorker): void {
    const last = this.posted.findLast((one) => "id" in one);
    this.hear(message(last && "id" in last ? last.id : 0));
  }
}

let engines: FakeEngine[];
let states: string[];
let python: PythonRuntime;
/** When the next worker is ready. */
const around: { ready: Promise<void> } = { ready: Promise.resolve() };
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
  around.ready = Promise.resolve();
  const start = () => {
    const made = new FakeEngine(around.ready);
    engines.push(made);
    return made;
  };
  python = new PythonRuntime(FILES, "http://a.test/", { start, first, rest });
  python.subscribe((state: State) => states.push(state.kind));
});

async function end(at: number, spent = false, end: Ended | Returned = RESULT): Promise<void> {
  engine(at).say((id) => ({ kind: "ended", id, end, spent }));
  await settle();
}

test("nothing is asked for before the first use, and the size is told", () => {
  expect(python.state).toEqual({ kind: "unloaded", bytes: 16 });
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

test("a listener that throws costs one run, not Python", async () => {
  await python.load();
  const leave = python.subscribe(() => {
    throw new Error("no page");
  });
  await expect(python.run("1")).rejects.toThrow("no page");
  leave();
  const done = python.run("2");
  await settle();
  await end(0);
  expect(await done).toEqual(RESULT);
});

test("the worker starts before the large files are here, and progress is told on", async () => {
  let start = () => {};
  around.ready = new Promise((resolve) => {
    start = resolve;
  });
  const loaded = python.load();
  await settle();
  expect(engines.length).toBe(1);
  first.mock.lastCall?.[0](30);
  expect(python.state).toEqual({ kind: "loading", come: 30, total: 40 });
  start();
  await loaded;
  expect(python.state.kind).toBe("ready");
});

test("when a large file cannot be had, Python failed; what still comes changes nothing; a next run asks again", async () => {
  const files = Promise.reject(new Error("boot.bin: the server answers 404"));
  first.mockResolvedValueOnce({ ...PARTS, files });
  around.ready = files;
  const failed = { kind: "failed", cause: "boot.bin: the server answers 404" };
  expect(await python.run("1")).toEqual(failed);
  first.mock.lastCall?.[0](30);
  expect(python.state).toEqual(failed);
  around.ready = Promise.resolve();
  const done = python.run("2");
  await settle();
  expect(first).toHaveBeenCalledTimes(2);
  await end(1);
  expect(await done).toEqual(RESULT);
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

test("a worker and its spare are warmed up once nobody waits, and not before the first result", async () => {
  python.run("1");
  await settle();
  await vi.advanceTimersByTimeAsync(900);
  expect(engine(0).warmed).toBe(0);
  await end(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([engine(0).warmed, engine(1).warmed]).toEqual([1, 1]);
  python.run("2");
  await settle();
  await end(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([engine(0).warmed, engine(1).warmed, engines.length]).toEqual([1, 1, 2]);
});

test("what was loaded ahead of its use is warmed up, and has no spare yet", async () => {
  await python.load();
  expect(engine(0).warmed).toBe(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect([engine(0).warmed, engines.length]).toEqual([1, 1]);
});

test("a worker that takes over without a spare is warmed up, and gets a spare", async () => {
  python.run("while True: pass");
  await settle();
  python.stop();
  await settle();
  expect([engine(1).warmed, engines.length]).toEqual([0, 2]);
  await vi.advanceTimersByTimeAsync(1000);
  expect([engine(1).warmed, engine(2).warmed]).toEqual([1, 1]);
});

test("while code of the reader runs for long, a spare starts; a call of ours is left alone", async () => {
  python.call("m:f", 0);
  await settle();
  engine(0).say((id) => ({ kind: "started", id }));
  await vi.advanceTimersByTimeAsync(5000);
  await end(0, false, VALUE);
  expect(engines.length).toBe(1);
  python.run("while True: pass");
  await settle();
  engine(0).say((id) => ({ kind: "started", id }));
  await vi.advanceTimersByTimeAsync(900);
  expect(engines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect([engine(1).warmed, engines.length]).toEqual([1, 2]);
  python.stop();
  python.run("2");
  await settle();
  expect(engine(1).runs).toEqual(["2"]);
});

test("a run that takes too long is stopped, counted from when it started", async () => {
  const done = python.run("while True: pass", { seconds: 2 });
  await settle();
  await vi.advanceTimersByTimeAsync(4000);
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

test("a call hands over JSON, takes its turn, and returns a value", async () => {
  const both = Promise.all([python.run("1"), python.call("m:f", { a: 1 })]);
  await settle();
  expect(engine(0).calls).toEqual([]);
  await end(0);
  expect(engine(0).calls).toEqual(['m:f {"a":1}']);
  await end(0, false, VALUE);
  expect(await both).toEqual([RESULT, { kind: "value", value: { b: [2] } }]);
  expect(python.state.kind).toBe("ready");
});

test("what a called function says on its way is heard", async () => {
  const heard: unknown[] = [];
  python.call("m:f", 0, { progress: (value) => heard.push(value) });
  await settle();
  engine(0).say((id) => ({ kind: "progress", id, json: '{"share":0.5}' }));
  engine(0).say((id) => ({ kind: "progress", id: id - 1, json: "1" }));
  expect(heard).toEqual([{ share: 0.5 }]);
});

test("a call is stopped as a run is", async () => {
  const done = python.call("m:f", 0, { seconds: 2 });
  await settle();
  engine(0).say((id) => ({ kind: "started", id }));
  await vi.advanceTimersByTimeAsync(2000);
  expect(await done).toEqual({ kind: "stopped", reason: "time" });
  const next = Promise.all([python.call("m:f", 0), python.call("m:f", 1)]);
  await settle();
  python.stop();
  expect(await next).toEqual([
    { kind: "stopped", reason: "reader" },
    { kind: "stopped", reason: "reader" },
  ]);
});

test("a call that fails where none of the reader's code ran is not tried again", async () => {
  const done = python.call("m:f", 0);
  await settle();
  await end(0, false, ERROR);
  expect(await done).toEqual(ERROR);
  expect(engines.length).toBe(1);
});

/** A runtime whose worker ran the reader's code, and a call that fails in it. */
async function failingCall(hasSpare: boolean, isSpent = false) {
  python.run("1");
  await settle();
  await end(0);
  if (hasSpare) await vi.advanceTimersByTimeAsync(1000);
  const done = python.call("m:f", 0);
  await settle();
  await end(0, isSpent, ERROR);
  return done;
}

test.each([true, false])(
  "a call that the reader's code broke succeeds elsewhere, spare: %s",
  async (spare) => {
    const done = failingCall(spare);
    await vi.waitFor(() => expect(engines[1]?.calls).toEqual(["m:f 0"]));
    await end(1, false, VALUE);
    expect((await done).kind).toBe("value");
    expect(engine(0).ended).toBe(true);
    expect(python.lives).toBe(1);
    const next = python.run("2");
    await settle();
    expect(engine(1).runs).toEqual(["2"]);
    await end(1);
    expect(await next).toEqual(RESULT);
  },
);

test("a call that fails elsewhere too leaves the reader's worker as it is", async () => {
  const done = failingCall(true);
  await vi.waitFor(() => expect(engines[1]?.calls).toEqual(["m:f 0"]));
  await end(1, false, ERROR);
  expect(await done).toEqual(ERROR);
  expect(engine(0).ended).toBe(false);
  expect(python.lives).toBe(0);
  python.run("2");
  await settle();
  expect(engine(0).runs).toEqual(["1", "2"]);
  python.stop();
  python.run("3");
  await settle();
  expect(engine(1).runs).toEqual(["3"]);
});

test("a call in a worker without memory is done in the next", async () => {
  const done = failingCall(true, true);
  await vi.waitFor(() => expect(engines[1]?.calls).toEqual(["m:f 0"]));
  await end(1, false, VALUE);
  expect((await done).kind).toBe("value");
  expect(python.lives).toBe(1);
});

test("stop ends a call that is tried elsewhere", async () => {
  const done = failingCall(true);
  await vi.waitFor(() => expect(engines[1]?.calls).toEqual(["m:f 0"]));
  python.stop();
  expect(await done).toEqual({ kind: "stopped", reason: "reader" });
  expect([engine(0).ended, engine(1).ended]).toEqual([true, true]);
  python.run("2");
  await settle();
  expect(engine(2).runs).toEqual(["2"]);
});

test("a worker that hears nothing more is replaced, and what it was given runs on the next", async () => {
  const done = python.run("1");
  await settle();
  await vi.advanceTimersByTimeAsync(4999);
  expect(engines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(engine(0).ended).toBe(true);
  expect(engine(1).runs).toEqual(["1"]);
  expect(engine(1).posted.map((one) => one.kind)).toContain("rest");
  expect(python.lives).toBe(1);
  engine(1).say((id) => ({ kind: "started", id }));
  await vi.advanceTimersByTimeAsync(6000);
  await end(1);
  expect(await done).toEqual(RESULT);
  expect(python.state.kind).toBe("ready");
});

test("a worker that still warms up is given time, and not for ever", async () => {
  await python.load();
  engine(0).warm = new Promise(() => {});
  await vi.advanceTimersByTimeAsync(1000);
  python.run("1");
  await vi.advanceTimersByTimeAsync(15_000);
  expect(engines.length).toBe(1);
  await vi.advanceTimersByTimeAsync(5000);
  expect(engine(1).runs).toEqual(["1"]);
});

test("when the next worker is silent too, that is a failure, and the run after it tries again", async () => {
  const done = python.run("1");
  await settle();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await done).toEqual({ kind: "failed", cause: "Python does not answer" });
  const again = python.run("2");
  await settle();
  await end(2);
  expect(await again).toEqual(RESULT);
});

test("stop also ends a run whose worker is silent", async () => {
  const done = python.run("1");
  await settle();
  await vi.advanceTimersByTimeAsync(5001);
  python.stop();
  expect(await done).toEqual({ kind: "stopped", reason: "reader" });
  expect(engine(1).ended).toBe(true);
});

test("code that waits for modules that are still coming is left to wait", async () => {
  let come = () => {};
  rest.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        come = () => resolve(new ArrayBuffer(1));
      }),
  );
  const done = python.run("import zipfile");
  await settle();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(engines.length).toBe(1);
  come();
  await settle();
  await end(0);
  expect(await done).toEqual(RESULT);
});

test("what another page ran is forgotten, even while it runs", async () => {
  python.forget();
  expect(python.lives).toBe(0);
  const done = python.run("1");
  await settle();
  await end(0);
  await done;
  python.forget();
  expect([python.lives, engine(0).ended, python.state.kind]).toEqual([1, true, "ready"]);
  const other = python.run("while True: pass");
  await settle();
  expect(engine(1).runs).toEqual(["while True: pass"]);
  python.forget();
  expect(await other).toEqual({ kind: "stopped", reason: "reader" });
  expect(python.lives).toBe(2);
});
