// The script of pages with this part.

import { mountParts } from "../mount";
import { mount } from "../playground";

mountParts([['[data-part="playground"]', mount]]);
