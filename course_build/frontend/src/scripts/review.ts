// The script of pages with this part.

import { mountParts } from "../mount";
import { mount } from "../review";

mountParts([['[data-part="review"]', mount]]);
