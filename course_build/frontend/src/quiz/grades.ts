// Judging a kept answer without its page: by what the build says is right, for all types that need nothing else.

import type { Grade } from "./contract";
import { grade as fill } from "./fill";
import { grade as match } from "./match";
import { grade as numeric } from "./numeric";
import { grade as options } from "./options";
import { grade as order } from "./order";

/** By type. */
export const GRADES: Record<string, Grade> = {
  choice: options(true),
  fill,
  match,
  multiple: options(false),
  numeric,
  order,
};
