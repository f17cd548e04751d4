// The playground.

import { Cell } from "../cell/cell";
import { one } from "../dom";
import { python } from "../python";
import { Status } from "../python/status";
import { warmWhenNear } from "../python/warm";
import { WITHOUT } from "../python/words";
import { Page } from "./page";
import { BuildSource, type Data, LiveSource } from "./source";

/** The function that answers a state. */
const ANSWER = "course_build.experiments.playground:answer";
/** The largest states take a second on a fast machine; Stop is there long before. */
const SECONDS = 30;

export function mount(root: HTMLElement): void {
  const data = JSON.parse(one(root, 'script[type="application/json"]').textContent ?? "") as Data;
  const build = new BuildSource(data);
  const runtime = python();
  // Without a store: the address brings back the state, and a version made of another state's code would hide its own.
  const code = new Cell(one(root, ".course-playground__code"), [], runtime, undefined);
  if (runtime === undefined) {
    one(root, "#playground-needs").textContent = WITHOUT;
    new Page(root, data, build, code);
    return;
  }
  const status = new Status(one(root, ".course-playground__status"), runtime, () => page.again());
  const source = new LiveSource(data, build, (controls) =>
    status.follow(runtime.call(ANSWER, controls, { seconds: SECONDS })),
  );
  const page = new Page(root, data, source, code);
  warmWhenNear(root, runtime);
}
