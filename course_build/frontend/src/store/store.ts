// What the reader did, kept in their browser and nowhere else: one record a key, `<course>/1/<kind>/<id>`.
//
// Several courses may share one origin, hence the course in the key; 1 is the version of the records' form.
// Where the browser refuses to keep anything, the records last as long as the page.

export const VERSION = 1;

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Listener = (kind: string, id: string) => void;

/** The part of `Storage` that is used. */
export type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export class Store {
  private readonly prefix: string;
  private readonly listeners = new Set<Listener>();
  /** Records that the browser refused to keep. */
  private readonly unkept = new Map<string, string>();

  constructor(
    course: string,
    private readonly shelf: Shelf | null,
  ) {
    this.prefix = `${course}/${VERSION}/`;
  }

  /** Whether every record so far will be there on the next visit. */
  get lasting(): boolean {
    return this.shelf !== null && this.unkept.size === 0;
  }

  /** The record, or null when there is none, or none that can be read. */
  get(kind: string, id: string): Json {
    return parse(this.read(this.key(kind, id)));
  }

  set(kind: string, id: string, value: Json): void {
    const key = this.key(kind, id);
    const text = JSON.stringify(value);
    try {
      if (this.shelf === null) throw new Error("nothing is kept here");
      this.shelf.setItem(key, text);
      this.unkept.delete(key);
    } catch {
      this.unkept.set(key, text);
    }
    this.tell(kind, id);
  }

  remove(kind: string, id: string): void {
    const key = this.key(kind, id);
    this.unkept.delete(key);
    try {
      this.shelf?.removeItem(key);
    } catch {
      // What cannot be reached is not there either.
    }
    this.tell(kind, id);
  }

  /** All records of a kind that can be read, by id. */
  all(kind: string): Map<string, Json> {
    const start = `${this.prefix}${kind}/`;
    const found = new Map<string, Json>();
    for (const key of this.keys()) {
      const value = key.startsWith(start) ? parse(this.read(key)) : null;
      if (value !== null) found.set(key.slice(start.length), value);
    }
    return found;
  }

  /** Be told of every change of a record, in this tab and in others. */
  watch(listener: Listener): void {
    this.listeners.add(listener);
  }

  /** Take note of a change that another tab made, as the browser's `storage` event tells it. */
  changedElsewhere(key: string | null): void {
    if (key === null) this.tell("", "");
    else if (key.startsWith(this.prefix)) {
      const rest = key.slice(this.prefix.length);
      const cut = rest.indexOf("/");
      if (cut > 0) this.tell(rest.slice(0, cut), rest.slice(cut + 1));
    }
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
      return null;
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
      // As above.
    }
    return keys;
  }

  private tell(kind: string, id: string): void {
    for (const listener of this.listeners) listener(kind, id);
  }
}

function parse(text: string | null): Json {
  if (text === null) return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
