// The script of pages with exercises.

import { mountType } from "../quiz";
import { exercise } from "../quiz/exercise";

mountType("exercise", exercise);
