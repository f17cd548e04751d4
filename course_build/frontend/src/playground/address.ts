// The address of the page as the keeper of the state: written when the reader has stopped, followed when it changes.

import { type Control, parse, type State, write } from "./state";

/** The address follows once the reader has stopped for so long, in ms: browsers refuse to change it often. */
const PAUSE = 300;

export class Address {
  private waiting = 0;
  /** The address that the page wrote, until the browser tells of it. */
  private written: string | null = null;

  /** `follow` takes over the state of another address, after back, forward or a link; null is the standard one. */
  constructor(
    private readonly controls: readonly Control[],
    follow: (state: State | null) => void,
  ) {
    window.addEventListener("hashchange", () => {
      // The event comes late: the reader may be further on than what the page itself wrote.
      const isOwn = location.hash === this.written;
      this.written = null;
      if (isOwn) return;
      // What was to be written is not what the reader wants to see any more.
      window.clearTimeout(this.waiting);
      const state = this.read();
      // An address of another kind leads elsewhere.
      if (state === null && location.hash !== "") return;
      follow(state);
    });
  }

  /** The state that the address names, if any. */
  read(): State | null {
    return parse(location.hash, this.controls);
  }

  /** Let the address name a state, soon. */
  write(state: State): void {
    window.clearTimeout(this.waiting);
    this.waiting = window.setTimeout(() => {
      const address = write(state, this.controls);
      if (address === location.hash) return;
      this.written = address;
      // Not by the history, which refuses where a page was opened from a file.
      location.hash = address;
    }, PAUSE);
  }
}
