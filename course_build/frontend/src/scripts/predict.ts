// The script of pages with predictions.

import { mountType } from "../quiz";
import { predict } from "../quiz/predict";

mountType("predict", predict);
