// The copy of the course that is one file: it shows one page of it at a time, and hands over the files that it holds.

import { held, offerFiles } from "./files";
import { Sections } from "./sections";

window.courseHeld = held;
offerFiles();
new Sections().arrive(true);
