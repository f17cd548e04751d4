// Cells: code of the page that a reader can run and change. All cells of a page share one Python.

import { python } from "../python";
import { store } from "../store";
import { Cell } from "./cell";

const cells: Cell[] = [];

export function mount(root: HTMLElement): void {
  cells.push(new Cell(root, cells, python(), store()));
}
