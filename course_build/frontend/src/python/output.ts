// What code prints: collected into pieces that a page can take, and cut off where it would drown the page.
import type { Stream } from "./protocol";

// Of its own, since code may replace the one of the worker.
const clock = performance.now.bind(performance);
/** Milliseconds for which output is held back, so that a loop of prints is not a flood of messages. */
const HELD = 40;
const LONGEST_PIECE = 8_000;
/** Characters that one run may print. */
export const MOST = 200_000;

export class Output {
  private held = "";
  private stream: Stream = "stdout";
  private since = 0;
  private printed = 0;

  constructor(
    private readonly send: (stream: Stream, text: string) => void,
    /** Called once, when the code has printed too much. */
    private readonly flood: () => void,
    private readonly now: () => number = clock,
  ) {}

  /** Take text; what comes after too much is dropped. */
  write(stream: Stream, text: string): void {
    if (this.printed > MOST) return;
    this.printed += text.length;
    if (stream !== this.stream) this.flush();
    if (!this.held) this.since = this.now();
    this.stream = stream;
    this.held += this.printed > MOST ? text.slice(0, text.length - (this.printed - MOST)) : text;
    if (this.held.length >= LONGEST_PIECE || this.now() - this.since >= HELD || this.printed > MOST)
      this.flush();
    if (this.printed > MOST) this.flood();
  }

  /** Send what was held back. */
  flush(): void {
    if (this.held) this.send(this.stream, this.held);
    this.held = "";
  }
}
