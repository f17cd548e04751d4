// The types of question, by the name that an author gives; rare ones come with a script of their own (mountType).

import type { Make } from "./contract";
import { fill } from "./fill";
import { match } from "./match";
import { numeric } from "./numeric";
import { choice, multiple } from "./options";
import { order } from "./order";

export const TYPES: Record<string, Make> = {
  choice,
  fill,
  match,
  multiple,
  numeric,
  order,
};
