// Gives each part of a page its behavior. Every part is complete without it: this script adds, and hides nothing.

import { mount as mountAxes } from "./axes";
import { mount as mountCell } from "./cell";
import { mount as mountCertificate } from "./certificate";
import { mount as mountCode } from "./code";
import { mount as mountDistributions } from "./distributions";
import { mount as mountLive } from "./live";
import { mount as mountPlayground } from "./playground";
import { mountEnd, mountMap, mountNavigation, mountProgress } from "./progress";
import { mount as mountQuestion } from "./quiz";
import { mount as mountReview } from "./review";
import { mount as mountNotice } from "./store/notice";
import { mount as mountVerify } from "./verify";
import { mount as mountWalkthrough } from "./walkthrough";
import { mount as mountYourData } from "./your-data";

const PARTS: [selector: string, mount: (root: HTMLElement) => void][] = [
  [".md-content", mountCode],
  ["[data-quiz]", mountQuestion],
  ['[data-part="axes-picture"]', mountAxes],
  ['[data-part="cell"]', mountCell],
  ['[data-part="distributions"]', mountDistributions],
  ['[data-part="live"]', mountLive],
  ['[data-part="playground"]', mountPlayground],
  ['[data-part="walkthrough"]', mountWalkthrough],
  ['[data-part="course-map"]', mountMap],
  ['[data-part="your-data"]', mountYourData],
  ['[data-part="certificate"]', mountCertificate],
  ['[data-part="verify"]', mountVerify],
  ['[data-part="review"]', mountReview],
  [".course-end", mountEnd],
  [".course-progress", mountProgress],
  [".md-nav--primary", mountNavigation],
  ["body", mountNotice],
];

for (const [selector, mount] of PARTS) {
  for (const root of document.querySelectorAll<HTMLElement>(selector)) {
    try {
      mount(root);
    } catch (error) {
      // The other parts do not need this one.
      reportError(error);
    }
  }
}
