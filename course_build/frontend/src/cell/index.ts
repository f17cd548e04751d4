// Cells: code of the page that a reader can run and change. All cells of a page share one Python.

import { pageOf } from "../page";
import { python } from "../python";
import { warmWhenNear } from "../python/warm";
import { store } from "../store";
import { Cell } from "./cell";

const pages = new Map<ParentNode, Cell[]>();

export function mount(root: HTMLElement): void {
  const runtime = python();
  const page = pageOf(root);
  const cells = pages.get(page) ?? [];
  pages.set(page, cells);
  cells.push(new Cell(root, cells, runtime, store()));
  warmWhenNear(root, runtime);
}
