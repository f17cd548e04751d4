// The page's side of the service worker: it is started after all else, offers new versions, and can be removed.

import { notice } from "../notice";
import type { ToServiceWorker } from "../service-worker/messages";
import { store } from "../store";
import { cacheOf, type Place, placeOf } from "./place";

/** Milliseconds after the page has loaded: whatever it needs comes first. */
const REST = 2000;
/** Milliseconds that a new version may take to be there, or to take over. */
const PATIENCE = 10_000;
const OFF = "device/off";

/** Keep the core path for use without a network, unless the reader has said no, or saves data. */
export function keepForLater(): void {
  const place = placeOf(document);
  const container = workers();
  if (!place || !container || isOff() || savesData()) return;
  const begin = (): void => {
    setTimeout(() => whenIdle(() => void start(place, container)), REST);
  };
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin, { once: true });
}

/** Start it now; tell whether that could be done. */
export async function start(place: Place, container: ServiceWorkerContainer): Promise<boolean> {
  try {
    const registration = await container.register(place.script, { scope: place.scope });
    offer(registration, container);
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming?.addEventListener("statechange", () => offer(registration, container));
    });
    await container.ready;
    // What this page used before anybody could keep it, Python too.
    send(registration.active, { kind: "keep", addresses: used() });
    return true;
  } catch {
    // Refused, or no room, or a host that changes what it sends: the course works without.
    return false;
  }
}

/** Say that a new version waits: it takes over when the reader says so, or when all pages of the old one are closed. */
function offer(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  if (!registration.waiting || !container.controller || offered) return;
  offered = true;
  notice("New version", "A new version of this course is here. What you did is kept.", [
    "Load it",
    () => void letGo().then(() => location.reload()),
  ]);
}

let offered = false;

/** Let go of the version that is kept, so that loading the page again brings the one that the host has. */
export async function letGo(): Promise<void> {
  const place = placeOf(document);
  const container = workers();
  if (!place || !container?.controller) return;
  const registration = await container.getRegistration(place.scope);
  if (!registration) return;
  const taken = new Promise<void>((resolve) => {
    container.addEventListener("controllerchange", () => resolve(), { once: true });
  });
  await within(
    PATIENCE,
    registration.update().catch(() => {}),
  );
  await within(PATIENCE, installed(registration));
  if (registration.waiting) {
    send(registration.waiting, { kind: "take-over" });
    await within(PATIENCE, taken);
  } else if (!registration.installing) {
    // Nothing newer could be kept: then nothing is, and the host answers.
    await removeFrom(place, registration);
  }
}

/** What is kept on this device. */
export interface Kept {
  files: number;
  bytes: number;
  python: boolean;
}

export async function kept(place: Place): Promise<Kept> {
  const found: Kept = { files: 0, bytes: 0, python: false };
  const registration = await workers()?.getRegistration(place.scope);
  const name = cacheOf(place.scope);
  if (!registration || !(await caches.has(name))) return found;
  const cache = await caches.open(name);
  for (const request of await cache.keys()) {
    const answer = await cache.match(request);
    found.files += 1;
    found.bytes += Number(answer?.headers.get("Content-Length") ?? 0);
    found.python ||= /\/generated\/python\/[^/]+\.wasm/.test(request.url);
  }
  return found;
}

/** Remove everything, and keep nothing more, until `want`. */
export async function remove(place: Place): Promise<void> {
  setOff(true);
  const registration = await workers()?.getRegistration(place.scope);
  await removeFrom(place, registration);
}

/** Keep it again. */
export async function want(place: Place): Promise<boolean> {
  setOff(false);
  const container = workers();
  return container !== undefined && start(place, container);
}

/** Undefined where the browser has none, as on addresses that are not secure. */
export function workers(): ServiceWorkerContainer | undefined {
  return (navigator as Partial<Navigator>).serviceWorker;
}

async function removeFrom(place: Place, registration: ServiceWorkerRegistration | undefined): Promise<void> {
  await registration?.unregister();
  await caches.delete(cacheOf(place.scope));
}

function send(worker: ServiceWorker | null, message: ToServiceWorker): void {
  worker?.postMessage(message);
}

function used(): string[] {
  const files = performance.getEntriesByType("resource").map((one) => one.name);
  return [location.href.split("#")[0] ?? "", ...files];
}

/** Wait until what is being installed is, or has failed. */
function installed(registration: ServiceWorkerRegistration): Promise<void> {
  const { installing } = registration;
  if (!installing) return Promise.resolve();
  return new Promise((resolve) => {
    installing.addEventListener("statechange", () => {
      if (installing.state !== "installing") resolve();
    });
  });
}

function within(milliseconds: number, work: Promise<unknown>): Promise<unknown> {
  return Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds))]);
}

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: PATIENCE });
  else act();
}

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

// Of this browser alone, so it is no record: a copy of the records must not carry it elsewhere.
export function isOff(): boolean {
  try {
    return localStorage.getItem(`${store().course}/${OFF}`) !== null;
  } catch {
    return false;
  }
}

function setOff(off: boolean): void {
  try {
    if (off) localStorage.setItem(`${store().course}/${OFF}`, "1");
    else localStorage.removeItem(`${store().course}/${OFF}`);
  } catch {
    // Then it is asked again on the next visit.
  }
}
