// Added to a lesson by the bench: uses Python as a cell does, and tells how long that took.
import type { PythonFiles } from "../../course_build/frontend/src/python/files";
import { PythonRuntime } from "../../course_build/frontend/src/python/runtime";
import { warmWhenNear } from "../../course_build/frontend/src/python/warm";

declare const FILES: PythonFiles;
declare const CODE: string;

interface Told {
  result: string;
  at: number;
}

const runtime = new PythonRuntime(FILES, new URL("/generated/", location.href).href);
const sleep = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));

async function result(): Promise<Told> {
  const ended = await runtime.run(CODE);
  if (ended.kind !== "result") throw new Error(JSON.stringify(ended));
  return { result: ended.text, at: performance.now() };
}

/** Milliseconds from a click on Run to the result. */
async function click(): Promise<Told> {
  const start = performance.now();
  const { result: text, at } = await result();
  return { result: text, at: at - start };
}

/** Milliseconds from Stop to the result of what runs next. */
async function stop(rest: number): Promise<number> {
  await sleep(rest);
  const loop = runtime.run("while True: pass");
  await new Promise<void>((started) => {
    const ignore = runtime.subscribe((state) => {
      if (state.kind !== "running" || !state.started) return;
      ignore();
      started();
    });
  });
  await sleep(100);
  const start = performance.now();
  runtime.stop();
  await loop;
  return (await result()).at - start;
}

async function warm(): Promise<Told> {
  await new Promise<void>((ready) => {
    runtime.subscribe((state) => {
      if (state.kind === "ready") ready();
    });
    warmWhenNear(document.body, runtime);
  });
  return result();
}

const bench = { click, stop, warm: location.hash === "#warm" ? warm() : undefined };
Object.assign(window, { bench });
