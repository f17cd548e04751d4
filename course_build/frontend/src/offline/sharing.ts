// Whether pages that are files share what the browser keeps for them: in some browsers each has its own.

declare global {
  interface Window {
    /** In a copy whose pages are files: whether this page's records are unknown to the others. */
    courseKeptApart?: () => Promise<boolean>;
  }
}

const KEY = "course/probe";
/** Milliseconds after which a browser that shows no page within a page is left alone. */
const PATIENCE = 5000;

/**
 * Return whether other pages of this copy see nothing of what this one keeps.
 *
 * Where pages within a page are kept apart from it, though pages that a reader opens are not, it is decided by what
 * one page within this one sees of the other.
 *
 * @param addresses of two pages that answer as below.
 */
export async function keptApart(addresses: [string, string]): Promise<boolean> {
  const mark = `${Date.now()}-${Math.random()}`;
  try {
    window.localStorage.setItem(KEY, mark);
  } catch {
    // Where nothing is kept at all, the store says so.
    return false;
  }
  try {
    for (const address of addresses) {
      const found = await ask(`${address}#${mark}`);
      if (found === undefined || found === mark) return false;
    }
    return true;
  } finally {
    window.localStorage.removeItem(KEY);
  }
}

/** Return what another page finds under our key; undefined when it does not answer. */
function ask(address: string): Promise<unknown> {
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = address;
  return new Promise((resolve) => {
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source === frame.contentWindow) end(event.data);
    };
    const end = (found: unknown): void => {
      window.removeEventListener("message", hear);
      clearTimeout(timer);
      frame.remove();
      resolve(found);
    };
    const timer = setTimeout(() => end(undefined), PATIENCE);
    window.addEventListener("message", hear);
    document.body.append(frame);
  });
}

/** In the other page: say what is found, and leave the mark that the address carries. */
export function answer(): void {
  let found: string | null = null;
  try {
    found = window.localStorage.getItem(KEY);
    window.localStorage.setItem(KEY, location.hash.slice(1));
  } catch {
    // As if there were nothing.
  }
  window.parent.postMessage(found, "*");
}
