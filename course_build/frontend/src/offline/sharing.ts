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
 * Return whether another page of this copy sees nothing of what this one keeps.
 *
 * @param address of a page that says what it finds under our key.
 */
export function keptApart(address: string): Promise<boolean> {
  const mark = `${Date.now()} ${Math.random()}`;
  try {
    window.localStorage.setItem(KEY, mark);
  } catch {
    // Where nothing is kept at all, the store says so.
    return Promise.resolve(false);
  }
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.src = address;
  return new Promise<boolean>((resolve) => {
    const hear = (event: MessageEvent<unknown>): void => {
      if (event.source === frame.contentWindow) end(event.data !== mark);
    };
    const end = (apart: boolean): void => {
      window.removeEventListener("message", hear);
      clearTimeout(timer);
      window.localStorage.removeItem(KEY);
      frame.remove();
      resolve(apart);
    };
    const timer = setTimeout(() => end(false), PATIENCE);
    window.addEventListener("message", hear);
    document.body.append(frame);
  });
}

/** In the other page: say what is found. */
export function answer(): void {
  let found: string | null = null;
  try {
    found = window.localStorage.getItem(KEY);
  } catch {
    // As if there were nothing.
  }
  window.parent.postMessage(found, "*");
}
