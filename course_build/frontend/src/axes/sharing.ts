// Which entries of an array share their statistics, by the roles that the build gives to each axis.

/** How a shared mean runs along an axis: over all of it, over one group of it, or not at all. */
export type Role = "whole" | "part" | "fixed";

export interface Layout {
  /** The letters of the axes. */
  axes: string[];
  shape: number[];
  /** The entry that is chosen first, counted from 0. */
  entry: number[];
  /** How many cells form a block, down and across. */
  block: [number, number];
  /** What an entry is called, as a template. */
  place: string;
}

export interface State {
  /** False where a technique has nothing to share. */
  available: boolean;
  groups: number;
  roles: Record<string, Role>;
}

/** How a cell looks: it shares with the chosen entry, or belongs to another set, in one of two tints. */
type Shade = "shared" | "even" | "odd" | "none";

/** What names the set of entries with which `entry` shares. */
export function setOf(layout: Layout, state: State, entry: readonly number[]): number[] {
  return layout.axes.map((axis, index) => {
    const at = entry[index] ?? 0;
    const role = state.roles[axis];
    if (role === "whole") return 0;
    return role === "part" ? Math.floor(at / groupSize(layout, state, index)) : at;
  });
}

export function shade(
  layout: Layout,
  state: State,
  chosen: readonly number[],
  entry: readonly number[],
): Shade {
  if (!state.available) return "none";
  const own = setOf(layout, state, entry);
  if (sameEntry(own, setOf(layout, state, chosen))) return "shared";
  return own.reduce((sum, one) => sum + one, 0) % 2 ? "odd" : "even";
}

/** Put an entry into a sentence, as axes_drawing.py does: {C} is its index along C, counted from 1, {C.first} begins its group of channels. */
export function filled(template: string, layout: Layout, state: State, entry: readonly number[]): string {
  return template.replace(/\{([A-Z])(\.first|\.last)?\}/g, (_, axis: string, end: string | undefined) => {
    const index = layout.axes.indexOf(axis);
    const at = entry[index] ?? 0;
    if (end === undefined) return String(at + 1);
    const size = groupSize(layout, state, index);
    const first = Math.floor(at / size) * size;
    return String(end === ".first" ? first + 1 : first + size);
  });
}

export function sameEntry(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** All entries of an array, the last axis first to move, as numpy flattens them. */
export function entries(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (found, length) => found.flatMap((entry) => Array.from({ length }, (_, at) => [...entry, at])),
    [[]],
  );
}

function groupSize(layout: Layout, state: State, index: number): number {
  return (layout.shape[index] ?? 1) / state.groups;
}
