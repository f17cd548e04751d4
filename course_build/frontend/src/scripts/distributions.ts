// The script of pages with this part.

import { mount } from "../distributions";
import { mountParts } from "../mount";

mountParts([['[data-part="distributions"]', mount]]);
