// What the reader did, kept in their browser and nowhere else: one record a key, `<course>/1/<kind>/<id>`.
//
// Several courses may share one origin, hence the course in the key; 1 is the version of the records' form.
// Where the browser refuses to keep anything, the records last as long as the page.

import type { Json } from "./json";
import { merged } from "./merge";

/** One record and where it belongs. */
export interface Filed {
  kind: string;
  id: string;
  value: Json;
}

/** Turns a record of one version into that of the next. */
export type Step = (record: Filed) => Filed;

/** From version 1 to 2, from 2 to 3 and so on: a change of the records' form adds one, and changes none. */
const STEPS: readonly Step[] = [];

type Listener = (kind: string, id: string) => void;

/** Why not everything is as it should be: nothing is kept, no room is left, some records cannot be read, or some are
 *  of a version that this page does not know. */
export type Trouble = "refused" | "full" | "damaged" | "newer";

/** What a part of the page needs of a store: the store itself, or what stands for it in a review. */
export type Records = Pick<Store, "get" | "set" | "remove" | "watch">;

/** The part of `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Store {
  /** Of the form in which records are written. */
  readonly version: number;
  private readonly prefix: string;
  private readonly listeners = new Set<Listener>();
  private readonly found = new Set<Trouble>();
  /** Records that the browser refused to keep. */
  private readonly unkept = new Map<string, string>();

  constructor(
    readonly course: string,
    private readonly shelf: Shelf | null,
    private readonly steps: readonly Step[] = STEPS,
  ) {
    this.version = steps.length + 1;
    this.prefix = `${course}/${this.version}/`;
    if (shelf === null) this.found.add("refused");
    this.look();
  }

  /** Whether every record so far will be there on the next visit. */
  get lasting(): boolean {
    return this.shelf !== null && this.unkept.size === 0;
  }

  get troubles(): ReadonlySet<Trouble> {
    return this.found;
  }

  /** Whether records will be gone, beside those of some kinds. */
  losing(besides: readonly string[]): boolean {
    return [...this.unkept.keys()].some((key) => {
      const name = named(key.slice(this.prefix.length));
      return name !== null && !besides.includes(name.kind);
    });
  }

  /** The record, or null when there is none, or none that can be read. */
  get(kind: string, id: string): Json {
    return parse(this.read(this.key(kind, id)));
  }

  set(kind: string, id: string, value: Json): void {
    this.write(this.key(kind, id), JSON.stringify(value));
    this.tell(kind, id);
  }

  /** Add a record from elsewhere; false when what is here already is as good. */
  add({ kind, id, value }: Filed): boolean {
    const mine = this.get(kind, id);
    const kept = merged(kind, mine, value);
    if (JSON.stringify(kept) === JSON.stringify(mine)) return false;
    this.set(kind, id, kept);
    return true;
  }

  /** A record of an earlier version, in the form of this one. */
  upgraded(record: Filed, version: number): Filed {
    return this.steps.slice(version - 1).reduce((one, step) => step(one), record);
  }

  remove(kind: string, id: string): void {
    this.drop(this.key(kind, id));
    this.tell(kind, id);
  }

  /** Remove everything of this course, of all versions. */
  clear(): void {
    for (const key of this.keys()) if (this.versionOf(key) !== null) this.drop(key);
    this.found.delete("damaged");
    this.found.delete("newer");
    this.tell("", "");
  }

  /** All records of a kind that can be read, by id. */
  all(kind: string): Map<string, Json> {
    return new Map(this.readable(this.key(kind, "")).map(({ id, value }) => [id, value]));
  }

  /** All records that can be read. */
  everything(): Filed[] {
    return this.readable(this.prefix);
  }

  /** The records that can be read, of the keys that begin in one way. */
  private readable(beginning: string): Filed[] {
    const records: Filed[] = [];
    for (const key of this.keys()) {
      const name = key.startsWith(beginning) ? named(key.slice(this.prefix.length)) : null;
      const value = name === null ? null : parse(this.read(key));
      if (name !== null && value !== null) records.push({ ...name, value });
    }
    return records;
  }

  /** Be told of every change of a record, in this tab and in others. */
  watch(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Take note of a change that another tab made, as the browser's `storage` event tells it. */
  changedElsewhere(key: string | null): void {
    if (key === null) {
      this.unkept.clear();
      this.tell("", "");
    } else if (key.startsWith(this.prefix)) {
      // The other tab wrote later, and could keep it.
      this.unkept.delete(key);
      const name = named(key.slice(this.prefix.length));
      if (name !== null) this.tell(name.kind, name.id);
    }
  }

  /** Tell everybody to look again: while the page was away, it heard nothing. */
  refresh(): void {
    this.tell("", "");
  }

  /** Bring records of earlier versions up to date, and see what cannot be used. */
  private look(): void {
    for (const key of this.keys()) {
      const version = this.versionOf(key);
      if (version === null) continue;
      if (version > this.version) this.found.add("newer");
      else if (parse(this.read(key)) === null) this.found.add("damaged");
      else if (version < this.version) this.bringOver(key, version);
    }
  }

  private bringOver(key: string, version: number): void {
    const name = named(key.slice(`${this.course}/${version}/`.length));
    if (name === null) return;
    try {
      this.add(this.upgraded({ ...name, value: parse(this.read(key)) }, version));
      // What could not be kept in its new form stays in the old one.
      if (this.lasting) this.drop(key);
    } catch {
      this.found.add("damaged");
    }
  }

  /** The version of a key, if it is one of this course. */
  private versionOf(key: string): number | null {
    if (!key.startsWith(`${this.course}/`)) return null;
    const said = /^([1-9][0-9]{0,5})\/./.exec(key.slice(this.course.length + 1));
    return said === null ? null : Number(said[1]);
  }

  private key(kind: string, id: string): string {
    return `${this.prefix}${kind}/${id}`;
  }

  private read(key: string): string | null {
    const unkept = this.unkept.get(key);
    if (unkept !== undefined) return unkept;
    try {
      return this.shelf?.getItem(key) ?? null;
    } catch {
      this.found.add("refused");
      return null;
    }
  }

  private write(key: string, text: string): void {
    try {
      if (this.shelf === null) throw new Error("nothing is kept here");
      this.shelf.setItem(key, text);
      this.unkept.delete(key);
    } catch (error) {
      this.unkept.set(key, text);
      this.found.add(isFull(error) ? "full" : "refused");
    }
  }

  private drop(key: string): void {
    this.unkept.delete(key);
    try {
      this.shelf?.removeItem(key);
    } catch {
      // What cannot be reached is not there either.
    }
  }

  private keys(): Set<string> {
    const keys = new Set(this.unkept.keys());
    try {
      for (let index = 0; index < (this.shelf?.length ?? 0); index++) {
        const key = this.shelf?.key(index);
        if (key != null) keys.add(key);
      }
    } catch {
      this.found.add("refused");
    }
    return keys;
  }

  private tell(kind: string, id: string): void {
    for (const listener of this.listeners) {
      try {
        listener(kind, id);
      } catch (error) {
        // The others have to hear of it all the same.
        reportError(error);
      }
    }
  }
}

/** Kind and id, from the end of a key. */
function named(rest: string): { kind: string; id: string } | null {
  const cut = rest.indexOf("/");
  return cut > 0 ? { kind: rest.slice(0, cut), id: rest.slice(cut + 1) } : null;
}

function parse(text: string | null): Json {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function isFull(error: unknown): boolean {
  return (
    error instanceof DOMException && ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"].includes(error.name)
  );
}
