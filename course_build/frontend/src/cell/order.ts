// Which cells have to run before one: those above it that share its namespace, and have not run in this life of it.

export interface Runnable {
  isolated: boolean;
  /** The life of the namespace in which the cell last ran to its end, or null. */
  life: number | null;
}

/** The cells of a page that have to run before `cell`, in reading order; `lives` counts how often it was lost. */
export function missing<One extends Runnable>(cells: readonly One[], cell: One, lives: number): One[] {
  if (cell.isolated) return [];
  return cells.slice(0, cells.indexOf(cell)).filter((one) => !one.isolated && one.life !== lives);
}
