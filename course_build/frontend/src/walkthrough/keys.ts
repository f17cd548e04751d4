// Which step a key leads to.

/** What is asked of a keyboard event. */
export type Press = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

const MOVES: ReadonlyMap<string, number> = new Map([
  ["ArrowLeft", -1],
  ["ArrowRight", 1],
]);

/** The step, from 0, that a key leads to from the current one of `count`; null where it leads nowhere. */
export function stepOfKey(press: Press, current: number, count: number): number | null {
  const move = MOVES.get(press.key);
  // Alt with an arrow is the browser's own back and forward.
  if (move === undefined || press.altKey || press.ctrlKey || press.metaKey || press.shiftKey) return null;
  const next = current + move;
  return next >= 0 && next < count ? next : null;
}
