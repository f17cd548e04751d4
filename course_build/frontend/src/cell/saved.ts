// The reader's own version of a cell, kept with the author's that it was made from.

import { isObject, type Json } from "../store";
import type { Records } from "../store/store";

const KIND = "cell";

interface Saved {
  code: string;
  /** Whether the author's version has changed since. */
  outdated: boolean;
}

/** Return the reader's version, or null where there is none that differs from the author's `source`. */
export function saved(store: Records, id: string, source: string): Saved | null {
  const record = store.get(KIND, id);
  if (!isRecord(record) || record.code === source) return null;
  return { code: record.code, outdated: record.from !== source };
}

/** Keep the reader's version; one that is the author's is forgotten. */
export function save(store: Records, id: string, source: string, code: string): void {
  if (code === source) store.remove(KIND, id);
  else store.set(KIND, id, { code, from: source, at: Date.now() });
}

function isRecord(value: Json): value is { code: string; from: string } {
  return isObject(value) && typeof value.code === "string" && typeof value.from === "string";
}
