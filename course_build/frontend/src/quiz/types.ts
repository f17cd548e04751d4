// The types of question, by the name that an author gives.

import type { Make } from "./contract";
import { exercise } from "./exercise";
import { fill } from "./fill";
import { match } from "./match";
import { numeric } from "./numeric";
import { choice, multiple } from "./options";
import { order } from "./order";
import { predict } from "./predict";

export const TYPES: Record<string, Make> = {
  choice,
  exercise,
  fill,
  match,
  multiple,
  numeric,
  order,
  predict,
};
