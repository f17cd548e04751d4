// The script of pages with this part.

import { mount } from "../live";
import { mountParts } from "../mount";

mountParts([['[data-part="live"]', mount]]);
