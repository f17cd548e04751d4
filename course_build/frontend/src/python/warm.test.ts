import { beforeEach, expect, test, vi } from "vitest";
import type { PythonRuntime } from "./runtime";
import { type Surroundings, warmWhenNear } from "./warm";

const load = vi.fn(async () => {});
const ELEMENT = document.createElement("div");
let come: () => void;
let rest: () => void;

function runtime(kind = "unloaded"): PythonRuntime {
  return { state: { kind }, load } as unknown as PythonRuntime;
}

function around(connection?: Surroundings["connection"]): Surroundings {
  return {
    connection,
    whenNear: (_, then) => {
      come = then;
    },
    whenIdle: (then) => {
      rest = then;
    },
  };
}

beforeEach(() => {
  vi.clearAllMocks();
  come = () => {};
  rest = () => {};
});

test("Python is loaded once the element is near and the page idle, and not before", () => {
  warmWhenNear(ELEMENT, runtime(), around());
  rest();
  expect(load).not.toHaveBeenCalled();
  come();
  expect(load).not.toHaveBeenCalled();
  rest();
  expect(load).toHaveBeenCalledOnce();
});

test.each([
  { saveData: true },
  { effectiveType: "slow-2g" },
  { effectiveType: "2g" },
  { effectiveType: "3g" },
])("who saves data or has a slow connection is spared: %o", (connection) => {
  warmWhenNear(ELEMENT, runtime(), around(connection));
  come();
  rest();
  expect(load).not.toHaveBeenCalled();
});

test("a fast connection, and a browser that tells nothing, are warmed up", () => {
  for (const connection of [{ effectiveType: "4g", saveData: false }, {}, undefined]) {
    warmWhenNear(ELEMENT, runtime(), around(connection));
    come();
    rest();
  }
  expect(load).toHaveBeenCalledTimes(3);
});

test("what is loading, loaded or failed already is left alone", () => {
  for (const kind of ["loading", "ready", "running", "stopped", "failed"]) {
    warmWhenNear(ELEMENT, runtime(kind), around());
    come();
    rest();
  }
  expect(load).not.toHaveBeenCalled();
});

test("a warm-up that fails makes no noise", async () => {
  load.mockRejectedValueOnce(new Error("no network"));
  warmWhenNear(ELEMENT, runtime(), around());
  come();
  rest();
  await Promise.resolve();
  expect(load).toHaveBeenCalledOnce();
});

test("a copy of the course without Python has nothing to load", () => {
  warmWhenNear(ELEMENT, undefined, around());
  come();
  rest();
  expect(load).not.toHaveBeenCalled();
});
