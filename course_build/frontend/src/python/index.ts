// The one Python of a page, and whether this copy of the course has it.
import { base } from "../base";
import type { PythonFiles } from "./files";
import { PythonRuntime } from "./runtime";

/** Set by the build: what it made, or null when this copy of the course is without Python. */
declare const PYTHON_FILES: PythonFiles | null;

export type { CallOptions, CallOutcome, Outcome, Reason, RunOptions, State } from "./runtime";

let shared: PythonRuntime | undefined;

/** Return the Python that all cells of this page share; undefined where the course was built without. */
export function python(): PythonRuntime | undefined {
  if (PYTHON_FILES) shared ??= new PythonRuntime(PYTHON_FILES, base);
  return shared;
}
