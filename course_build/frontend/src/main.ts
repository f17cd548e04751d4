// Gives each part of a page its behavior. Every part is complete without it: this script adds, and hides nothing.
// What only some pages show has a script of its own, in scripts/.

import { mount as mountAxes } from "./axes";
// Here, since it tells from where this script came.
import "./base";
import { mount as mountCode } from "./code";
import { keepForLater } from "./device/worker";
import { mountParts } from "./mount";
import { mountEnd, mountMap, mountNavigation, mountProgress } from "./progress";
import { mount as mountQuestion } from "./quiz";
import { mount as mountNotice } from "./store/notice";
import { mount as mountWalkthrough } from "./walkthrough";

mountParts([
  [".md-content", mountCode],
  ["[data-quiz]", (root) => mountQuestion(root)],
  ['[data-part="axes-picture"]', mountAxes],
  ['[data-part="walkthrough"]', mountWalkthrough],
  ['[data-part="course-map"]', mountMap],
  [".course-end", mountEnd],
  [".course-progress", mountProgress],
  [".md-nav--primary", mountNavigation],
  ["body", mountNotice],
]);

keepForLater();
