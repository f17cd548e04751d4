import { beforeEach, expect, test, vi } from "vitest";
import type { Outcome, PythonRuntime, State } from "./runtime";
import { Status } from "./status";
import { FORGOTTEN } from "./words";

const RESULT: Outcome = { kind: "result", text: "1", shape: null, dtype: "" };
const RUNNING: State = { kind: "running", seconds: 10, started: true };

/** A runtime that is in whatever state a test puts it. */
class FakeRuntime {
  state: State = { kind: "unloaded", bytes: 7e6 };
  stop = vi.fn();
  private hear: (state: State) => void = () => {};
  subscribe(hear: (state: State) => void): void {
    this.hear = hear;
  }
  become(state: State): void {
    this.state = state;
    this.hear(state);
  }
}

let runtime: FakeRuntime;
let root: HTMLElement;
let status: Status;
let finish: (outcome: Outcome) => void;
const again = vi.fn();

const text = () => root.querySelector("span")?.textContent;
const shown = () => [...root.querySelectorAll<HTMLElement>("progress, button")].filter((one) => !one.hidden);
const spoken = () => document.querySelector('[role="status"]')?.textContent;

function begin(): Promise<Outcome> {
  return status.follow(
    new Promise<Outcome>((resolve) => {
      finish = resolve;
    }),
  );
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  document.body.replaceChildren();
  root = document.body.appendChild(document.createElement("div"));
  runtime = new FakeRuntime();
  status = new Status(root, runtime as unknown as PythonRuntime, again, FORGOTTEN);
});

test("before the first use it says what Python weighs, and afterwards no more", () => {
  expect(text()).toBe("Python comes on first use: about 7 MB.");
  runtime.become({ kind: "ready" });
  expect(text()).toBe("");
  expect(shown()).toEqual([]);
});

test("a copy without Python says so", () => {
  new Status(root, undefined);
  expect(text()).toMatch(/not part of this copy/);
});

test("loading shows how far it is, and is said once", () => {
  void begin();
  runtime.become({ kind: "loading", come: 1e6, total: 7e6 });
  expect(spoken()).toBe("Loading Python");
  document.querySelector('[role="status"]')?.replaceChildren();
  runtime.become({ kind: "loading", come: 2e6, total: 7e6 });
  expect(text()).toBe("Loading Python: 28%");
  expect(root.querySelector("progress")?.value).toBe(2e6);
  expect(spoken()).toBe("");
});

test("a short run is not worth a word", async () => {
  runtime.become({ kind: "ready" });
  const run = begin();
  runtime.become(RUNNING);
  await vi.advanceTimersByTimeAsync(100);
  expect([text(), shown()]).toEqual(["", []]);
  runtime.become({ kind: "ready" });
  finish(RESULT);
  expect(await run).toBe(RESULT);
  expect([text(), shown()]).toEqual(["", []]);
});

test("the button to stop stays when what waited starts", async () => {
  void begin();
  runtime.become({ ...RUNNING, started: false });
  await vi.advanceTimersByTimeAsync(1000);
  const [stop] = shown();
  expect(stop?.textContent).toBe("Stop");
  runtime.become(RUNNING);
  expect(shown()).toEqual([stop]);
  expect(text()).toBe("Running for 0 s, at most 10 s");
  runtime.become({ kind: "ready" });
});

test("a long run counts its seconds and can be stopped", async () => {
  const run = begin();
  runtime.become(RUNNING);
  await vi.advanceTimersByTimeAsync(2300);
  expect(text()).toBe("Running for 2 s, at most 10 s");
  const [stop] = shown();
  stop?.focus();
  stop?.click();
  expect(runtime.stop).toHaveBeenCalledOnce();
  runtime.become({ kind: "stopped", reason: "reader" });
  finish({ kind: "stopped", reason: "reader" });
  await run;
  expect(text()).toBe("Stopped by you. Its variables are gone.");
  expect(spoken()).toBe(text());
  expect(document.activeElement).toBe(root);
});

test("where no run uses what another left, a stop says no more than that", async () => {
  const bare = new Status(root, runtime as unknown as PythonRuntime);
  await bare.follow(Promise.resolve({ kind: "stopped", reason: "reader" }));
  expect(text()).toBe("Stopped by you.");
});

test("Escape stops what runs, once, and means nothing else then", () => {
  const other = vi.fn();
  document.body.addEventListener("keydown", other);
  const press = () =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  press();
  expect(other).toHaveBeenCalledOnce();
  runtime.become(RUNNING);
  press();
  expect(runtime.stop).toHaveBeenCalledOnce();
  expect(other).toHaveBeenCalledOnce();
});

test("a limit is said with its seconds", async () => {
  const run = begin();
  runtime.become({ ...RUNNING, seconds: 4 });
  finish({ kind: "stopped", reason: "time" });
  await run;
  expect(text()).toMatch(/more than 4 seconds/);
});

test("a failure says its cause, and can be tried again", async () => {
  const run = begin();
  runtime.become({ kind: "failed", cause: "no network" });
  finish({ kind: "failed", cause: "no network" });
  await run;
  expect(text()).toBe("Python did not start: no network.");
  const [retry] = shown();
  retry?.click();
  expect(again).toHaveBeenCalledOnce();
  expect(shown()).toEqual([]);
});

test("what other parts of the page run is not told here", () => {
  runtime.become(RUNNING);
  vi.advanceTimersByTime(2000);
  expect([text(), shown()]).toEqual(["", []]);
});
