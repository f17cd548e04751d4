// The playground.

import { one } from "../dom";
import { Page } from "./page";
import { BuildSource, type Data } from "./source";

export function mount(root: HTMLElement): void {
  const data = JSON.parse(one(root, 'script[type="application/json"]').textContent ?? "") as Data;
  new Page(root, data, new BuildSource(data));
}
