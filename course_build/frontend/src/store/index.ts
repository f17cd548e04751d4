// The one store of a page.

import { type Shelf, Store } from "./store";

export { field, isObject, type Json } from "./json";
export { time } from "./merge";
export type { Filed, Trouble } from "./store";
export type { Store };

function shelf(): Shelf | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

let opened: Store | undefined;

/** The store of this course; the page names the course in `<meta name="course">`. */
export function store(): Store {
  if (opened === undefined) {
    const course = document.querySelector<HTMLMetaElement>('meta[name="course"]')?.content ?? "course";
    const one = new Store(course, shelf());
    window.addEventListener("storage", (event) => one.changedElsewhere(event.key));
    // A page that comes back as it was left heard nothing in between.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted) one.refresh();
    });
    opened = one;
  }
  return opened;
}
