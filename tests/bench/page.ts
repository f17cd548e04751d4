// Added to a page by the bench: stops Python as a reader does, and tells how long the next result then takes.
import type { PythonFiles } from "../../course_build/frontend/src/python/files";
import { PythonRuntime } from "../../course_build/frontend/src/python/runtime";

declare const FILES: PythonFiles;
declare const CODE: string;

const runtime = new PythonRuntime(FILES, new URL("/generated/", location.href).href);
const sleep = (milliseconds: number) => new Promise((next) => setTimeout(next, milliseconds));

async function run(): Promise<void> {
  const ended = await runtime.run(CODE);
  if (ended.kind !== "result") throw new Error(JSON.stringify(ended));
}

/** Milliseconds from Stop to the result of what runs next; `rest` is how long the page was left alone before. */
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
  await run();
  return performance.now() - start;
}

Object.assign(window, { bench: { run, stop } });
