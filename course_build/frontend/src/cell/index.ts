// Cells: code of the page that a reader can run and change. All cells of a page share one Python.

import { python } from "../python";
import { warmWhenNear } from "../python/warm";
import { store } from "../store";
import { Cell } from "./cell";

const cells: Cell[] = [];

export function mount(root: HTMLElement): void {
  const runtime = python();
  cells.push(new Cell(root, cells, runtime, store()));
  warmWhenNear(root, runtime);
}
