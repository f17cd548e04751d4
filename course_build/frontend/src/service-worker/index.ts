// The service worker of a finished site: what it has kept it answers itself, and all else is left to the host.
//
// A page and its files come from one version, since each is known by its content (keeper.ts). A newer version waits
// until the reader asks for it, or until all pages of the older one are closed.

import { cacheOf } from "../device/place";
import { Keeper } from "./keeper";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

const { scope } = self.registration;

if (self.courseFiles) serve(new Keeper(self.courseFiles, scope, open));
else retire();

async function open() {
  return { cache: await caches.open(cacheOf(scope)), ask: fetch };
}

function serve(keeper: Keeper): void {
  self.addEventListener("install", (event) => event.waitUntil(keeper.keepCore()));
  self.addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([keeper.tidy(), self.clients.claim()]));
  });
  self.addEventListener("message", (event) => {
    if (event.data.kind === "take-over") event.waitUntil(self.skipWaiting());
    else event.waitUntil(keeper.keep(event.data.addresses));
  });
  self.addEventListener("fetch", (event) => {
    const { request } = event;
    // Who asks past all copies wants to know what the host has.
    if (request.method !== "GET" || request.cache === "no-store" || request.headers.has("Range")) return;
    const path = keeper.pathOf(request.url);
    if (path !== null) event.respondWith(answer(keeper, path, event));
    else if (request.mode === "navigate")
      event.respondWith(fetch(request).catch(() => unknown(keeper, request)));
  });
}

async function answer(
  keeper: Keeper,
  path: string,
  event: { request: Request; waitUntil(work: Promise<unknown>): void },
): Promise<Response> {
  const kept = await keeper.kept(path);
  if (kept) return kept;
  try {
    const answered = await fetch(event.request);
    // The page need not wait for the copy.
    if (answered.ok) event.waitUntil(keeper.take(path, answered.clone()).catch(() => {}));
    return answered;
  } catch (error) {
    if (event.request.mode === "navigate") return absent();
    throw error;
  }
}

/** What a navigation to no file of this version gets without a network. */
async function unknown(keeper: Keeper, request: Request): Promise<Response> {
  const folder = `${request.url.split(/[?#]/)[0]}/`;
  return keeper.pathOf(folder) === null ? absent() : Response.redirect(folder);
}

function absent(): Response {
  const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>This page is not on this device</title>
<style>body { margin: 15vh auto; max-width: 34rem; padding: 0 1.5rem; font: 1.125rem/1.6 serif }</style>
<main>
<h1>This page is not on this device</h1>
<p>There is no network, and you have not opened this page before. The core path of the course is here:
<a href="${scope}">go to its first page</a>.</p>
</main>
`;
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
  };
  return new Response(page, { status: 503, headers });
}

/** Where no finished site is, as under `mkdocs serve`, an earlier one must not stand in front of it. */
function retire(): void {
  self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
  self.addEventListener("activate", (event) => {
    event.waitUntil(Promise.all([caches.delete(cacheOf(scope)), self.registration.unregister()]));
  });
}
