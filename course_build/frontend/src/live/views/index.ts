// The views of live figures, by the ids of the figures.

import { view as f00 } from "./f00";
import { view as f01 } from "./f01";
import { view as f11 } from "./f11";
import { view as f13 } from "./f13";
import type { View } from "./view";

export const VIEWS: Readonly<Record<string, View>> = { f00, f01, f11, f13 };
