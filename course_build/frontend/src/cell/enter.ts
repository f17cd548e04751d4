// In the copy that is one file, pages share one Python: none may find what another left there.

import type { PythonRuntime } from "../python/runtime";

/** The page on which something ran last. */
let last: ParentNode | undefined;

/** Let a page have Python to itself from now on. */
export function enter(page: ParentNode, runtime: Pick<PythonRuntime, "forget">): void {
  if (last !== undefined && last !== page) runtime.forget();
  last = page;
}
