// Work of which only the newest counts: one at a time, and while it is done only the last that was asked for waits.

export class Latest<Asked, Found> {
  private isBusy = false;
  private next: {
    asked: Asked;
    settle: (found: Found | null) => void;
    fail: (error: unknown) => void;
  } | null = null;

  constructor(private readonly work: (asked: Asked) => Promise<Found>) {}

  /** What was found; null when something newer was asked for before it began. */
  ask(asked: Asked): Promise<Found | null> {
    this.drop();
    return new Promise((settle, fail) => {
      this.next = { asked, settle, fail };
      if (!this.isBusy) void this.doAll();
    });
  }

  /** Forget what waits. */
  drop(): void {
    this.next?.settle(null);
    this.next = null;
  }

  private async doAll(): Promise<void> {
    this.isBusy = true;
    while (this.next !== null) {
      const { asked, settle, fail } = this.next;
      this.next = null;
      // What comes next does not depend on it.
      await this.work(asked).then(settle, fail);
    }
    this.isBusy = false;
  }
}
