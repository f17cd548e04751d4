// What pages tell the service worker.

export type ToServiceWorker =
  /** Keep these, if they are of its version. */
  | { kind: "keep"; addresses: string[] }
  /** The reader wants the new version now. */
  | { kind: "take-over" };
