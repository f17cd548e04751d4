// The script of pages with Python: cells, and what all that runs it has in common.

import { mount as mountCell } from "../cell";
import { mountParts } from "../mount";

mountParts([['[data-part="cell"]', mountCell]]);
