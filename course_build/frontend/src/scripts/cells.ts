// The script of pages with Python: cells, and exercises, which have one.

import { mount as mountCell } from "../cell";
import { mountParts } from "../mount";
import { mountType } from "../quiz";
import { exercise } from "../quiz/exercise";

mountParts([['[data-part="cell"]', mountCell]]);
mountType("exercise", exercise);
