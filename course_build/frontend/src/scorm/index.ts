// The page that a learning platform opens: it shows the course in a frame, and tells the platform what is done there.
//
// Pages of the course come and go, and a visit may begin only once: so the visit belongs to this page, which hears of
// each record as another tab would.

import { done, type Required } from "../certificate/evidence";
import { one } from "../dom";
import { KIND as ANSWER, type Answered, answered } from "../quiz/record";
import { store } from "../store";
import { findApi } from "./api";
import type { Described } from "./interaction";
import { Session } from "./session";
import { pack, unpack } from "./suspend";

interface Data extends Required {
  described: Described[];
  /** Where the pages of the course are, and the first of them. */
  folder: string;
  first: string;
}

const data = JSON.parse(one(document, "#course").textContent ?? "") as Data;
const frame = one<HTMLIFrameElement>(document, "iframe");
const folder = new URL(data.folder, document.baseURI).href;
const described = new Map(data.described.map((question) => [question.id, question]));
const contents = new Map(data.questions.map(({ id, content }) => [id, content]));
const here = store();
let packed = "";

const api = findApi(window as never);
const session = api === null ? null : Session.begin(api);
if (session === null) {
  one(document, "p").hidden = false;
  show(data.first);
} else {
  void visit(session);
}

async function visit(session: Session): Promise<void> {
  takeOver(session.learner);
  packed = session.left;
  for (const record of await unpack(packed, contents)) here.add(record);
  const told = new Map([...here.all(ANSWER)].map(([id, value]) => [id, given(answered(value))]));
  session.done(data, done(here, data));
  session.save();
  frame.addEventListener("load", () => {
    session.leave(packed, place());
    session.save();
  });
  show(session.place);
  // One after another: packing takes a moment, and the last one has to win.
  let last = Promise.resolve();
  here.watch((kind, id) => {
    const record = kind === ANSWER ? answered(here.get(kind, id)) : null;
    const question = described.get(id);
    if (record !== null && question !== undefined && told.get(id) !== given(record)) {
      told.set(id, given(record));
      session.answered(question, record.answer, record.right, record.at);
    }
    last = last.then(async () => {
      packed = await pack(here.everything(), contents);
      session.done(data, done(here, data));
      session.leave(packed, place());
      session.save();
    });
  });
  window.addEventListener("pagehide", () => session.end());
}

/** What differs between any two answers; a record changes in other ways too, as when a new try begins. */
function given(record: Answered | null): string {
  return record === null ? "" : `${record.content} ${record.tries} ${record.at}`;
}

/** Records of another learner are not this one's; what they did is kept by the platform. */
function takeOver(learner: string): void {
  // Several learners may use one browser, and several courses stand on one platform.
  const key = `${here.course}/learner`;
  try {
    const last = window.localStorage.getItem(key);
    // Before the first visit, records are of somebody who read the course here without a platform: none are removed.
    if (last !== null && last !== learner) here.clear();
    window.localStorage.setItem(key, learner);
  } catch {
    // Where nothing is kept, nobody else's records are either.
  }
}

/** Show a page of the course, or the first one where the address is of no page. */
function show(page: string): void {
  const wanted = new URL(page || data.first, folder).href;
  frame.src = wanted.startsWith(folder) ? wanted : new URL(data.first, folder).href;
}

/** The address of the page that is shown. */
function place(): string {
  const address = frame.contentWindow?.location.href ?? "";
  return address.startsWith(folder) ? address.slice(folder.length).slice(0, 255) : data.first;
}
