// Says, once, that not everything of what the reader does can be kept or read: at the foot of the window, over nothing
// that has to move for it.

import { notice } from "../notice";
import "../offline/sharing";
import { type Store, store, type Trouble } from ".";

const LABEL = "Your records";

type Told = Trouble | "apart";

const WORDS: Record<Told, string> = {
  refused: "This browser keeps no records of this site: what you do lasts until you leave the page.",
  full: "This browser has no room left for this site: what you do from here on lasts until you leave the page. What was kept before is still there.",
  damaged: "Some of your records of this course are damaged and were left out. All others are there.",
  newer:
    "Your records of this course were written by a newer version of it. They are left as they are; this page cannot show them.",
  apart:
    "In this browser, each page of a copy that is opened from files keeps its own records: what you do here will be here when you come back, and other pages do not know of it. Other browsers share records between pages, and so does this one when the course is on a server.",
};

/** Kinds of records that come about by reading alone: losing one is nothing to interrupt for. */
const QUIET = ["place"];
const ALL_RECORDS = '[data-part="your-data"]';

export function mount(): void {
  const here = store();
  const say = (): void => {
    for (const trouble of here.troubles) {
      const losing = trouble === "refused" || trouble === "full";
      if ((losing && !here.losing(QUIET)) || told(here, trouble)) continue;
      notice(LABEL, WORDS[trouble]);
    }
  };
  here.watch(say);
  say();
  const ask = once(() => {
    void window.courseKeptApart?.().then((apart) => {
      if (apart && !told(here, "apart")) notice(LABEL, WORDS.apart);
    });
  });
  here.watch((kind) => {
    // An empty kind is what other pages did, and then they do share.
    if (kind !== "" && !QUIET.includes(kind)) ask();
  });
  // This page is about the records of all.
  if (document.querySelector(ALL_RECORDS)) ask();
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (!done) act();
    done = true;
  };
}

const said = new Set<Told>();

/** Whether it was said before in this tab; from now on, it was. */
function told(here: Store, trouble: Told): boolean {
  let before = said.has(trouble);
  said.add(trouble);
  try {
    const key = `${here.course}/told/${trouble}`;
    before ||= sessionStorage.getItem(key) !== null;
    sessionStorage.setItem(key, "1");
  } catch {
    // Then it is said once a page.
  }
  return before;
}
