import { beforeEach, expect, test, vi } from "vitest";
import type { EditorOptions } from "../editor";
import type { Outcome, PythonRuntime, RunOptions } from "../python/runtime";
import { Cell } from "./cell";

/** The editor, as the cell gave it its orders. */
let options: EditorOptions | undefined;
const setText = vi.fn((code: string) => options?.changed(code));
vi.mock("./editor", () => ({
  loadEditor: async () => (given: EditorOptions) => {
    options = given;
    return { focus: () => {}, setText, mark: () => {} };
  },
}));

let root: HTMLElement;
let cell: Cell;
let finish: (outcome: Outcome) => void;
let print: RunOptions["print"];
const runtime = {
  state: { kind: "ready" },
  lives: 0,
  subscribe: () => {},
  run: (_: string, given: RunOptions) => {
    print = given.print;
    return new Promise<Outcome>((resolve) => {
      finish = resolve;
    });
  },
};
const DONE: Outcome = { kind: "result", text: "", shape: null, dtype: "" };

const button = (name: string) => root.querySelector<HTMLButtonElement>(`[data-do="${name}"]`);
const code = () => root.querySelector("code")?.textContent;
const output = () => root.querySelector(".course-cell__output")?.textContent;
const status = () => root.querySelector(".course-status__text")?.textContent;

async function edit(text: string): Promise<void> {
  button("edit")?.click();
  await vi.waitFor(() => expect(options).toBeDefined());
  options?.changed(text);
}

beforeEach(() => {
  options = undefined;
  setText.mockClear();
  document.body.innerHTML = `<div data-cell="a" data-seconds="9" data-isolated>
    <div class="course-cell__numbers">1</div>
    <div class="course-cell__lines"><pre><code>one\n</code></pre></div>
    <button data-do="run" disabled></button><button data-do="edit" disabled></button>
    <button data-do="reset" disabled hidden>Reset</button><div class="course-status"></div>
    <section class="course-cell__output"><pre>1</pre></section></div>`;
  root = document.querySelector("div") as HTMLElement;
  cell = new Cell(root, [], runtime as unknown as PythonRuntime, undefined);
});

test("code that nobody changed follows, with its output", () => {
  cell.follow("two\nlines", "2\n");
  expect([code(), output()]).toEqual(["two\nlines\n", "2\n"]);
  expect(root.querySelector(".course-cell__numbers")?.textContent).toBe("1\n2");
});

test("the editor follows too, and that is no change of the reader's", async () => {
  await edit("one");
  cell.follow("two", "2\n");
  expect(setText).toHaveBeenLastCalledWith("two");
  expect(status()).not.toContain("Changed");
  expect(button("reset")?.disabled).toBe(true);
});

test("a version of the reader's stays, until the new code is taken", async () => {
  await edit("mine");
  cell.follow("two", "2\n");
  cell.follow("three", "3\n");
  expect(setText).not.toHaveBeenCalled();
  expect([status(), output()]).toEqual(["The controls have moved on.", "1"]);
  expect(button("reset")?.textContent).toBe("Take the new code");
  button("reset")?.click();
  expect(setText).toHaveBeenCalledExactlyOnceWith("three");
  expect([code(), output()]).toEqual(["three\n", "3\n"]);
  expect([status(), button("reset")?.textContent]).toEqual(["It follows the controls again.", "Reset"]);
  cell.follow("four", "4\n");
  expect(code()).toBe("four\n");
});

test("controls that come back to the code the version was made from have not moved", async () => {
  await edit("mine");
  cell.follow("two", "2\n");
  cell.follow("one", "1\n");
  expect([button("reset")?.textContent, button("reset")?.disabled, status()]).toEqual(["Reset", false, ""]);
  cell.follow("mine", "5\n");
  expect([button("reset")?.textContent, button("reset")?.disabled]).toEqual(["Reset", true]);
});

test("what runs while the code follows shows its output no more", async () => {
  button("run")?.click();
  print?.("stdout", "first ");
  expect(output()).toBe("first ");
  cell.follow("two", "2\n");
  print?.("stdout", "late");
  finish(DONE);
  await vi.waitFor(() => expect(root.classList).not.toContain("course-cell--running"));
  expect(output()).toBe("2\n");
});

test("the editor comes after a run, but not after one for which Python could not be brought", async () => {
  button("run")?.click();
  finish({ kind: "failed", cause: "The host is away." });
  await vi.waitFor(() => expect(status()).toContain("The host is away."));
  button("run")?.click();
  expect(options).toBeUndefined();
  finish(DONE);
  await vi.waitFor(() => expect(options).toBeDefined());
});
