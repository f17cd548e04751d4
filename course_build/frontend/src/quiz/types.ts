// The types of question, by the name that an author gives.

import type { Make } from "./contract";
import { numeric } from "./numeric";
import { choice, multiple } from "./options";

export const TYPES: Record<string, Make> = { choice, multiple, numeric };
