// Where a finished site on a server has its service worker, and what the browser keeps for it.
//
// The build gives each page of a finished site a link to its manifest. Pages that are files have none, nor have those
// that `mkdocs serve` shows.

export interface Place {
  /** The root of the course, with a slash at the end. */
  scope: string;
  script: string;
}

/** Null where nothing can be kept: then the course works all the same. */
export function placeOf(page: Document): Place | null {
  const manifest = page.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  if (manifest === null || !/^https?:/.test(manifest.href)) return null;
  const scope = new URL("./", manifest.href).href;
  return { scope, script: new URL("service-worker.js", scope).href };
}

/** What the one cache of a course is called; several courses may share an origin. */
export function cacheOf(scope: string): string {
  return `course ${scope}`;
}
