// The one Python of a page, and whether this copy of the course has it.
import type { PythonFiles } from "./files";
import { PythonRuntime } from "./runtime";

/** Set by the build: what it made, or null when this copy of the course is without Python. */
declare const PYTHON_FILES: PythonFiles | null;

export type { CallOptions, CallOutcome, Outcome, Reason, RunOptions, State } from "./runtime";

// Only while a script runs for the first time does the page say where it came from.
const script = document.currentScript;
const base = script instanceof HTMLScriptElement ? script.src : document.baseURI;
let shared: PythonRuntime | undefined;

/** Return the Python that all cells of this page share; undefined where the course was built without. */
export function python(): PythonRuntime | undefined {
  if (PYTHON_FILES) shared ??= new PythonRuntime(PYTHON_FILES, base);
  return shared;
}
