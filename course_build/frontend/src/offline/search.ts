// Material's search where pages are files: its worker may not be started by address there, but from its source.

/** The script of Material's search; the build writes it before this one. */
export interface SearchScript {
  name: string;
  source: string;
}

/** Return a `Worker` that starts the search from its source, and every other worker as `Native` does. */
export function withSearch(Native: typeof Worker, { name, source }: SearchScript): typeof Worker {
  return class extends Native {
    constructor(address: string | URL, options?: WorkerOptions) {
      const isSearch = String(address).endsWith(`/${name}`);
      super(
        isSearch ? URL.createObjectURL(new Blob([source], { type: "text/javascript" })) : address,
        options,
      );
    }
  };
}
