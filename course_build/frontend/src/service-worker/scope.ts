// The parts of a service worker's global scope that are used: the compiler knows that of pages alone.

import type { Files } from "./keeper";
import type { ToServiceWorker } from "./messages";

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

interface Fetching extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Events {
  install: Lasting;
  activate: Lasting;
  fetch: Fetching;
  message: Lasting & { data: ToServiceWorker };
}

export interface WorkerScope {
  /** Written in front of this script by complete(); undefined where the site is being written. */
  courseFiles?: Files;
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener<K extends keyof Events>(kind: K, listener: (event: Events[K]) => void): void;
}
