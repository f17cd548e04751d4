import { expect, test } from "vitest";
import { stateInWords, stopInWords } from "./words";

test("every state is said in words", () => {
  expect(stateInWords({ kind: "unloaded", bytes: 7_040_000 })).toBe("Python comes on first use: about 8 MB.");
  expect(stateInWords({ kind: "loading", come: 3_199_999, total: 10_000_000 })).toBe("Loading Python: 31%");
  expect(stateInWords({ kind: "loading", come: 7, total: 7 })).toBe("Starting Python");
  expect(stateInWords({ kind: "ready" })).toBe("Python is ready.");
  expect(stateInWords({ kind: "running", seconds: 10, started: false })).toBe(
    "Waiting for the rest of Python",
  );
  expect(stateInWords({ kind: "running", seconds: 10, started: true }, 3.9)).toBe(
    "Running for 3 s, at most 10 s",
  );
  expect(stateInWords({ kind: "failed", cause: "boot.bin: the server answers 404" })).toBe(
    "Python did not start: boot.bin: the server answers 404.",
  );
});

test("why it was stopped is said, with the limit where there was one", () => {
  expect(stopInWords("reader")).toBe("Stopped by you.");
  expect(stopInWords("time", 10)).toMatch(/more than 10 seconds/);
  expect(stopInWords("time")).toMatch(/too long/);
  expect(stopInWords("output")).toMatch(/printed more/);
  expect(stateInWords({ kind: "stopped", reason: "memory" })).toMatch(/more memory/);
});
