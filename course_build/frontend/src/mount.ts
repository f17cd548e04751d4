// Brings parts of a page to life.

import { whenFirstShown } from "./page";

type Mount = (root: HTMLElement) => void;

/** Mount what each selector finds, once its page is shown. */
export function mountParts(parts: readonly [selector: string, mount: Mount][]): void {
  for (const [selector, mount] of parts) {
    for (const root of document.querySelectorAll<HTMLElement>(selector)) {
      whenFirstShown(root, () => {
        try {
          mount(root);
        } catch (error) {
          // The other parts do not need this one.
          reportError(error);
        }
      });
    }
  }
}
