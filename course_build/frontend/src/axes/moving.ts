// Where a key leads in a grid of cells that is made of blocks.

export interface Grid {
  /** Rows and columns. */
  size: [number, number];
  /** Rows and columns of one block. */
  block: [number, number];
}

type Cell = [row: number, column: number];

/** The cell that a key leads to, or null for a key that moves nothing. At an edge, one stays. */
export function moved(
  grid: Grid,
  [row, column]: Cell,
  key: Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey">,
): Cell | null {
  const [rows, columns] = grid.size;
  const [down, across] = key.shiftKey ? grid.block : [1, 1];
  switch (key.key) {
    case "ArrowUp":
      return [stay(row, -down, rows), column];
    case "ArrowDown":
      return [stay(row, down, rows), column];
    case "ArrowLeft":
      return [row, stay(column, -across, columns)];
    case "ArrowRight":
      return [row, stay(column, across, columns)];
    case "PageUp":
      return [stay(row, -grid.block[0], rows), column];
    case "PageDown":
      return [stay(row, grid.block[0], rows), column];
    case "Home":
      return [key.ctrlKey ? 0 : row, 0];
    case "End":
      return [key.ctrlKey ? rows - 1 : row, columns - 1];
    default:
      return null;
  }
}

/** A step that would leave the grid is not taken: so a jump keeps its place in the block. */
function stay(at: number, step: number, length: number): number {
  return at + step < 0 || at + step >= length ? at : at + step;
}
